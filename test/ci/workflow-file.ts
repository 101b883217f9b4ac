import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";

const values = z.record(z.string(), z.coerce.string());

/** What steps of ours have; a key that the runner here would not heed is an error. */
const step = z.strictObject({
  id: z.string().optional(),
  name: z.string().optional(),
  if: z.string().optional(),
  uses: z.string().optional(),
  with: values.optional(),
  env: values.optional(),
  shell: z.literal("bash").optional(),
  "continue-on-error": z.literal(true).optional(),
  run: z.string().optional(),
});
export type Step = z.infer<typeof step>;

const action = z.object({
  inputs: z.record(z.string(), z.object({ description: z.string(), default: z.string() })),
  outputs: z.record(z.string(), z.object({ description: z.string(), value: z.string() })),
  runs: z.object({ using: z.literal("composite"), steps: z.array(step) }),
});
export type Action = z.infer<typeof action>;

const workflow = z.object({ jobs: z.record(z.string(), z.object({ steps: z.array(step) })) });

export function readAction(file: string): Action {
  return action.parse(parse(readFileSync(file, "utf8")));
}

export function readSteps(file: string, job: string): readonly Step[] {
  return parseSteps(readFileSync(file, "utf8"), job);
}

/** The steps of one job of a workflow. */
export function parseSteps(text: string, job: string): readonly Step[] {
  const steps = workflow.parse(parse(text)).jobs[job]?.steps;
  if (steps === undefined) throw new Error(`There is no job ${job}`);
  return steps;
}
