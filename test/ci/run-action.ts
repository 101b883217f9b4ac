import { join } from "node:path";
import { fillIn } from "./expressions.js";
import { runSteps, type Machine, type StepResult, type Values } from "./run-steps.js";
import { readAction } from "./workflow-file.js";

export const PROJECT = join(import.meta.dirname, "../..");

/** Runs the composite action at the root of this repository, as it stands there. */
export function runAction(given: Values, machine: Machine): StepResult {
  const { inputs, outputs, runs } = readAction(join(PROJECT, "action.yml"));
  const unknown = Object.keys(given).find((name) => !(name in inputs));
  if (unknown !== undefined) throw new Error(`action.yml has no input ${unknown}`);
  const defaults = Object.fromEntries(Object.entries(inputs).map(([name, one]) => [name, one.default]));
  const contexts = { ...machine.contexts, inputs: { ...defaults, ...given } };
  const env = { ...machine.env, GITHUB_ACTION_PATH: PROJECT };
  const { exit, log, summary, steps } = runSteps(runs.steps, { ...machine, contexts, env });
  return {
    ...{ exit, log, summary },
    outputs: Object.fromEntries(
      Object.entries(outputs).map(([name, { value }]) => [name, fillIn(value, { steps })]),
    ),
  };
}
