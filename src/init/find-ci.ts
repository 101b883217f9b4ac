import { parse } from "yaml";
import type { Surroundings } from "../trees/surroundings.js";

export const CI_SERVICES = [
  "GitHub",
  "GitLab",
  "Bitbucket",
  "CircleCI",
  "Azure",
  "Jenkins",
  "Buildkite",
] as const;
export type CiService = (typeof CI_SERVICES)[number];

/** Where this repository's checks are written down. */
export interface CiFile {
  readonly service: CiService;
  /** Relative to the folder that was asked about. */
  readonly file: string;
  /** The job that lints or tests, where the file was read and has one. */
  readonly job?: string;
  /** It runs this tool already. */
  readonly isSetUp: boolean;
  /** Pull requests don't start it: a push has no target to compare with. */
  readonly isForPushes?: boolean;
}

const FILES: readonly (readonly [CiService, string])[] = [
  ["GitLab", ".gitlab-ci.yml"],
  ["Bitbucket", "bitbucket-pipelines.yml"],
  ["CircleCI", ".circleci/config.yml"],
  ["Azure", "azure-pipelines.yml"],
  ["Azure", ".azure-pipelines/azure-pipelines.yml"],
  ["Jenkins", "Jenkinsfile"],
  ["Buildkite", ".buildkite/pipeline.yml"],
  ["Buildkite", ".buildkite/pipeline.yaml"],
];

/** One a service; services read their files at the top of a repository, a package's own folder is looked at first all the same. */
export function findCi(around: Surroundings): readonly CiFile[] {
  const found = new Map<CiService, CiFile>();
  for (const level of around.levels.toReversed()) {
    const workflow = findWorkflow(around, level);
    if (workflow !== undefined && !found.has("GitHub")) found.set("GitHub", workflow);
    for (const [service, name] of FILES) {
      const text = around.readText(level + name);
      if (text === undefined || found.has(service)) continue;
      found.set(service, { service, file: level + name, isSetUp: runsUs(text) });
    }
  }
  return CI_SERVICES.flatMap((service) => found.get(service) ?? []);
}

function runsUs(text: string): boolean {
  return text.includes("expand-contract");
}

/** Of GitHub's workflows the one that checks pull requests: best one that lints, else one that tests. */
function findWorkflow(around: Surroundings, level: string): CiFile | undefined {
  const folder = `${level}.github/workflows`;
  const workflows = around
    .listNames(folder)
    .filter((name) => /\.ya?ml$/.test(name))
    .flatMap((name) => readWorkflow(around, `${folder}/${name}`) ?? []);
  const [best] = workflows.toSorted((a, b) => b.score - a.score);
  if (best === undefined) return undefined;
  const isSetUp = workflows.some((workflow) => workflow.isSetUp);
  return {
    service: "GitHub",
    file: best.file,
    isSetUp,
    ...(best.isForPushes && { isForPushes: true }),
    ...(best.job !== undefined && { job: best.job }),
  };
}

interface Workflow {
  readonly file: string;
  readonly score: number;
  readonly job?: string;
  readonly isSetUp: boolean;
  readonly isForPushes: boolean;
}

const KINDS_OF_JOBS: readonly (readonly [mark: RegExp, score: number])[] = [
  [/\b(?:eslint|lint)\b/, 6],
  [/\b(?:test|vitest|jest|check|verify)\b/, 3],
  [/\b(?:build|typecheck|tsc)\b/, 2],
];

/** What the file's name says of what it is for. */
const NAMES: readonly (readonly [mark: RegExp, score: number])[] = [
  [/docs|www|e2e|release|deploy|publish|preview|spec|cron|nightly/i, -6],
  [/(?:^|[-_/])(?:ci|main|lint|test|build|pr|pull[-_]request|checks?)\b/i, 1],
];
/** By what starts it: a workflow that others call belongs to pull requests, too, most often. */
const TRIGGERS = { pull_request: 10, workflow_call: 9, push: 4 } as const;

/** Undefined for one that no change of code starts, or that is no workflow. Pull requests' own come before those that run on every push. */
function readWorkflow(around: Surroundings, file: string): Workflow | undefined {
  const text = around.readText(file);
  if (text === undefined) return undefined;
  const workflow = parseYaml(text);
  const triggers = isRecord(workflow) ? getTriggers(workflow["on"]) : [];
  const started = Math.max(
    0,
    ...Object.entries(TRIGGERS).map(([name, points]) => (triggers.includes(name) ? points : 0)),
  );
  if (!isRecord(workflow) || started === 0) return undefined;
  const jobs = isRecord(workflow["jobs"]) ? Object.entries(workflow["jobs"]) : [];
  const scored = jobs.map(([job, body]) => ({ job, score: getJobScore(body) }));
  const [best] = scored.toSorted((a, b) => b.score - a.score);
  const facts = { file, isSetUp: runsUs(text), isForPushes: started === TRIGGERS.push };
  if (best === undefined || best.score === 0) return { ...facts, score: 0 };
  const named = NAMES.find(([mark]) => mark.test(file.slice(file.lastIndexOf("/") + 1)))?.[1] ?? 0;
  return { ...facts, score: started + best.score + named, job: best.job };
}

function getJobScore(job: unknown): number {
  const steps = isRecord(job) && Array.isArray(job["steps"]) ? job["steps"] : [];
  const commands = steps.flatMap((step) =>
    isRecord(step) && typeof step["run"] === "string" ? [step["run"]] : [],
  );
  return Math.max(0, ...commands.map(getCommandScore));
}

function getCommandScore(command: string): number {
  return KINDS_OF_JOBS.find(([mark]) => mark.test(command))?.[1] ?? 0;
}

/** `on: push`, `on: [push, pull_request]`, `on: { pull_request: … }`. */
function getTriggers(on: unknown): readonly unknown[] {
  if (typeof on === "string") return [on];
  if (Array.isArray(on)) return on;
  return isRecord(on) ? Object.keys(on) : [];
}

/** A template, or whatever else is no YAML, says nothing here. */
function parseYaml(text: string): unknown {
  try {
    return parse(text, { logLevel: "silent" });
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
