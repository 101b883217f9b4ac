import type { Repo } from "../manifest/manifest.js";
import type { ScanResult } from "../scan/scan-result.js";
import type { FailedRepo } from "./opened-repo.js";

/** What this repo, the manifest's own, is called in reports. */
export const HOME = ".";

/** A result of an earlier day. */
export interface LastResult {
  /** `YYYY-MM-DD`. */
  readonly scanned: string;
  readonly commit?: string;
  /** The changes that it speaks of: those that the manifest has declared in the same words since. */
  readonly changes: readonly string[];
  readonly result: ScanResult;
}

/** A repo that was scanned. */
export interface CountedRepo {
  readonly repo: Repo;
  /** Absent for a working tree. */
  readonly commit?: string;
  readonly result: ScanResult;
}

/** A repo that could not be, with what was last known of it, if anything. */
export interface UncountedRepo extends FailedRepo {
  readonly last?: LastResult;
}

export type RepoOutcome = CountedRepo | UncountedRepo;

export function isCountedRepo(outcome: RepoOutcome): outcome is CountedRepo {
  return "result" in outcome;
}
