import { existsSync, mkdtempSync } from "node:fs";
import { join } from "node:path";
import { addProgram, createMachine, installPackage } from "./machine.js";
import { runAction } from "./run-action.js";
import { runSteps, type StepResult, type StepsResult, type UsedAction, type Values } from "./run-steps.js";
import type { Step } from "./workflow-file.js";

const DONE: StepResult = { exit: 0, outputs: {}, log: "", summary: "" };

export interface Job {
  readonly steps: readonly Step[];
  readonly contexts?: Readonly<Record<string, unknown>>;
  readonly checkOut: (workspace: string) => void;
  readonly today: string;
  /** The run that GitHub says has the newest artifact. */
  readonly newestNight?: string;
  /** What the service sets; else a pull request into `main` on GitHub. */
  readonly env?: Values;
}

export interface Surroundings {
  /** Has the package, built, in `built`; each job gets a folder of its own in it. */
  readonly folder: string;
  readonly actions?: Readonly<Record<string, UsedAction>>;
}

export interface JobResult extends StepsResult {
  readonly home: string;
  readonly workspace: string;
}

/** What talks to servers is stood in for: GitHub's own actions, npm's registry and `gh`. */
export function runJob(
  { steps, contexts, checkOut, today, newestNight = "", env }: Job,
  { folder, actions = {} }: Surroundings,
): JobResult {
  const job = mkdtempSync(join(folder, "job "));
  const built = join(folder, "built");
  addProgram(
    job,
    "npm",
    `case $* in ci) ;; "run build") cp -R "${built}/dist" "${built}/node_modules" . ;; *) exit 1 ;; esac`,
  );
  addProgram(
    job,
    "npx",
    `[ "$1" = expand-contract ] && shift && exec node "${built}/dist/src/bin.js" "$@" --today=${today}`,
  );
  addProgram(job, "gh", `[ "$1" = api ] && echo "${newestNight}"`);
  const machine = createMachine(job, {
    env: { XDG_CACHE_HOME: join(folder, "cache"), ...(env ?? { GITHUB_BASE_REF: "main" }) },
    contexts: { github: { event: { repository: { default_branch: "main" } } }, ...contexts },
    actions: {
      ...actions,
      "actions/checkout": (_, { workspace }) => {
        checkOut(workspace);
        if (existsSync(join(workspace, ".git"))) installPackage(workspace, built);
        return DONE;
      },
      "actions/setup-node": () => DONE,
      "actions/cache": () => DONE,
      "expand-contract/eslint-plugin-expand-contract": (inputs, used) =>
        runAction({ ...inputs, args: `--today=${today}` }, used),
      "./": runAction,
    },
  });
  return { ...runSteps(steps, machine), home: join(job, "home"), workspace: machine.workspace };
}
