import type { Reference } from "../../references/reference.js";

/** What is known of the repos beside this one that the manifest names. */
export interface OtherRepos {
  /** Those that must be known before anything may be dropped: the manifest's, without this repo. */
  readonly names: readonly string[];
  /** Results of `scan --repos`: of shards, or of several nights. */
  readonly files: readonly UsageFile[];
  /** How old a count may be, in hours. */
  readonly maxAgeHours: number;
}

/** What one result of `scan --repos` says of the other repos; this one's part is left out, the gate scans it itself. */
export interface UsageFile {
  /** As the user named it. */
  readonly file: string;
  /** The old shape that each change had in the manifest of that scan; absent where the file does not say. */
  readonly declared?: Readonly<Record<string, string>>;
  /** Changes that the scan counted. */
  readonly changes: readonly string[];
  readonly repos: readonly (CountedUsage | UncountedUsage)[];
}

export interface CountedUsage {
  readonly name: string;
  /** What was scanned: the ref that the manifest named then, else the commit, else a working tree. */
  readonly ref: string;
  /** Absent for a working tree. */
  readonly commit?: string;
  /** `YYYY-MM-DD` */
  readonly scanned: string;
  readonly references: readonly Reference[];
  /** Files that could not be read and may hold references. */
  readonly unreadable: readonly string[];
}

/** A repo that could not be counted that night. */
export interface UncountedUsage {
  readonly name: string;
  readonly failure: string;
}

export const DEFAULT_MAX_AGE_HOURS = 72;
