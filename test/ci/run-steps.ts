import { spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fillIn, isWanted, type Contexts } from "./expressions.js";
import type { Step } from "./workflow-file.js";

export type Values = Readonly<Record<string, string>>;

/** What an action that a step `uses` does, in place of the real one. */
export type UsedAction = (inputs: Values, machine: Machine) => StepResult;

/** The runner that a job has. */
export interface Machine {
  /** `GITHUB_WORKSPACE`, where steps start. */
  readonly workspace: string;
  /** `RUNNER_TEMP` */
  readonly temp: string;
  /** Beside what the runner itself sets. */
  readonly env: Values;
  /** `github`, `matrix`, `secrets` …; `steps` and `runner` are the runner's. */
  readonly contexts: Contexts;
  /** By what stands before the `@`. */
  readonly actions: Readonly<Record<string, UsedAction>>;
}

export interface StepResult {
  readonly exit: number;
  readonly outputs: Values;
  /** stdout and stderr. */
  readonly log: string;
  /** `$GITHUB_STEP_SUMMARY` */
  readonly summary: string;
}

export interface StepsResult extends StepResult {
  /** By the steps' ids, as expressions see them. */
  readonly steps: Readonly<Record<string, StepState>>;
}

interface StepState {
  readonly outputs: Values;
  /** Of the step itself, whether the job goes on after it or not. */
  readonly outcome: "success" | "failure" | "skipped";
}

/** Runs steps as GitHub's runner does: after a failure those alone that ask for it by `if`. */
export function runSteps(steps: readonly Step[], machine: Machine): StepsResult {
  const done: Record<string, StepState> = {};
  for (const { id } of steps) if (id !== undefined) done[id] = { outputs: {}, outcome: "skipped" };
  let all: StepResult = { exit: 0, outputs: {}, log: "", summary: "" };
  for (const step of steps) {
    const contexts = { ...machine.contexts, runner: { temp: machine.temp }, steps: done };
    const isWithFailure = step.if?.includes("!cancelled()") ?? false;
    if (all.exit !== 0 && !isWithFailure) continue;
    if (step.if !== undefined && !isWanted(step.if, contexts)) continue;
    const result = runStep(step, machine, contexts);
    const outcome = result.exit === 0 ? "success" : "failure";
    if (step.id !== undefined) done[step.id] = { outputs: result.outputs, outcome };
    all = {
      ...all,
      exit: all.exit || (step["continue-on-error"] ? 0 : result.exit),
      log: all.log + result.log,
      summary: all.summary + result.summary,
    };
  }
  return { ...all, steps: done };
}

function runStep(step: Step, machine: Machine, contexts: Contexts): StepResult {
  const fill = (values: Values = {}) =>
    Object.fromEntries(Object.entries(values).map(([name, text]) => [name, fillIn(text, contexts)]));
  if (step.run !== undefined)
    return runScript(fillIn(step.run, contexts), machine, { env: fill(step.env), shell: step.shell });
  const [name = ""] = step.uses?.split("@") ?? [];
  const use = machine.actions[name];
  if (use === undefined) throw new Error(`This test has nothing in place of ${name}`);
  return use(fill(step.with), machine);
}

interface ScriptSettings {
  readonly env: Values;
  readonly shell: Step["shell"];
}

/** The flags are the runner's: https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsshell */
function runScript(script: string, { workspace, temp, env }: Machine, settings: ScriptSettings): StepResult {
  const folder = mkdtempSync(join(temp, "step-"));
  const write = (name: string, text: string) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const file = write("script.sh", script);
  const [output, summary, log] = [write("output", ""), write("summary", ""), write("log", "")];
  const flags = settings.shell === "bash" ? ["--noprofile", "--norc", "-e", "-o", "pipefail"] : ["-e"];
  // Both streams into one file, so that the log has the order in which they were written.
  const stream = openSync(log, "w");
  const { status } = spawnSync("bash", [...flags, file], {
    cwd: workspace,
    stdio: ["ignore", stream, stream],
    env: {
      ...env,
      ...{ GITHUB_ACTIONS: "true", GITHUB_WORKSPACE: workspace, RUNNER_TEMP: temp },
      ...{ GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: summary },
      ...settings.env,
    },
  });
  closeSync(stream);
  return {
    exit: status ?? 128,
    outputs: parseOutputs(readFileSync(output, "utf8")),
    log: readFileSync(log, "utf8"),
    summary: readFileSync(summary, "utf8"),
  };
}

/** Lines of `name=value`: no output of ours has several lines. */
function parseOutputs(text: string): Values {
  const lines = text.split("\n").filter((line) => line !== "");
  return Object.fromEntries(
    lines.map((line) => {
      const equals = line.indexOf("=");
      if (equals === -1) throw new Error(`GITHUB_OUTPUT has the line ${line}`);
      return [line.slice(0, equals), line.slice(equals + 1)];
    }),
  );
}
