import { UserError } from "../errors.js";
import type { Manifest, Repo } from "../manifest/manifest.js";
import { removeUnfinished } from "../scan/cache-file.js";
import { getMounts } from "../scan/repo-packages.js";
import type { ScanResult } from "../scan/scan-result.js";
import { openLastResults } from "./last-results.js";
import { openRepos, type ReadyRepo, type RepoOpener } from "./open-repos.js";
import { type FailedRepo, isFailed } from "./opened-repo.js";
import type { RepoOutcome } from "./repo-outcome.js";
import { readMirrorRecord } from "./mirror-record.js";
import type { ScanJob, TreePlace } from "./scan-job.js";
import { type JobEvents, runScanJobs } from "./scan-lanes.js";
import { compareNames } from "./shard.js";

export interface ReposInput {
  /** The folder of the manifest. */
  readonly root: string;
  readonly manifest: Manifest;
  /** This repo and those of the manifest. All are opened: only they tell which of them publishes the packages that others depend on. */
  readonly repos: readonly Repo[];
  /** Those that are scanned. */
  readonly names: ReadonlySet<string>;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  readonly open: RepoOpener;
  /** Folder of all caches; absent: nothing is remembered. */
  readonly cacheFolder?: string;
  /** A `node_modules` folder for the types of packages that no repo publishes. */
  readonly typesFrom?: string;
  readonly signal: AbortSignal;
  readonly events: Omit<JobEvents, "onEnd"> & {
    onEnd(name: string, outcome: RepoOutcome): void;
  };
}

export interface ReposScan {
  /** Of the repos that were to be scanned, by name. */
  readonly outcomes: readonly RepoOutcome[];
  /** Others that could not be opened: what their packages export was not followed. */
  readonly unopened: readonly FailedRepo[];
}

/** Scans repos, each with those mounted whose packages it depends on. One that fails is an outcome like the others, with what was last known of it. */
export async function scanRepos(input: ReposInput): Promise<ReposScan> {
  const { names, signal, today } = input;
  const last = openLastResults(input);
  const outcomes: RepoOutcome[] = [];
  const end = (outcome: RepoOutcome) => {
    outcomes.push(outcome);
    input.events.onEnd(outcome.repo.name, outcome);
  };
  const fail = ({ repo, kind, message }: FailedRepo) => {
    const known = last.find(repo);
    end({ repo, kind, message: dropName(message, repo.name), ...(known && { last: known }) });
  };
  const opened = await openRepos(input.repos, input);
  const failed = opened.filter(isFailed);
  failed.filter(({ repo }) => names.has(repo.name)).forEach(fail);
  const ready = opened.filter((one): one is ReadyRepo => !isFailed(one));
  const byName = new Map(ready.map((one) => [one.repo.name, one]));
  const onEnd = ({ name }: ScanJob, found: ScanResult | Error) => {
    const one = byName.get(name);
    if (one === undefined || signal.aborted) return;
    if (found instanceof Error) {
      fail({ repo: one.repo, kind: "broken", message: describeFailure(found) });
      return;
    }
    const commit = one.commit !== undefined && { commit: one.commit };
    const isWhole = !found.problems.some(({ isFatal }) => isFatal);
    if (isWhole) last.keep(one.repo, { scanned: today, ...commit, result: found });
    end({ repo: one.repo, ...commit, result: found });
  };
  const jobs = createJobs(ready).filter(({ name }) => names.has(name));
  const { manifest, cacheFolder, typesFrom } = input;
  const context = {
    manifest,
    ...(cacheFolder !== undefined && { cacheFolder }),
    ...(typesFrom !== undefined && { typesFrom }),
  };
  await runScanJobs(jobs, context, { signal, events: { ...input.events, onEnd } });
  if (signal.aborted && cacheFolder !== undefined) removeUnfinished(cacheFolder);
  signal.throwIfAborted();
  return {
    outcomes: outcomes.sort((a, b) => compareNames(a.repo.name, b.repo.name)),
    unopened: failed.filter(({ repo }) => !names.has(repo.name)),
  };
}

/** Reports say of which repo they speak. */
function dropName(message: string, name: string): string {
  return message.startsWith(`${name}: `) ? message.slice(name.length + 2) : message;
}

function createJobs(ready: readonly ReadyRepo[]): ScanJob[] {
  const mounts = getMounts(ready.map(({ packages }) => packages));
  const places = new Map(ready.map((one) => [one.repo.name, getPlace(one)]));
  return ready.map((one) => ({
    name: one.repo.name,
    place: getPlace(one),
    ...(one.files && { files: one.files }),
    mounts: (mounts.get(one.repo.name) ?? []).flatMap((name) => {
      const place = places.get(name);
      return place === undefined ? [] : [{ name, place }];
    }),
  }));
}

function getPlace({ repo, folder, commit }: ReadyRepo): TreePlace {
  if (commit === undefined) return { folder };
  const isFiltered = repo.url !== undefined && readMirrorRecord(folder)?.isFiltered === true;
  return { folder, commit, ...(isFiltered && { isFiltered }) };
}

/** A bug keeps its stack, for it to be reported, while the other repos are counted. */
function describeFailure(error: Error): string {
  if (error instanceof UserError) return error.message;
  return `The scan of it failed; this is a bug, please report it.\n${error.stack ?? error.message}`;
}
