import type { Repo } from "../manifest/manifest.js";
import type { FailedRepo } from "../repos/opened-repo.js";
import type { ScanStats } from "../scan/scan-result.js";
import type { AccessCounts } from "./scan-report.js";

/** Where a repo is, without any credential. */
export type RepoPlace = Pick<Repo, "name" | "url" | "path" | "ref">;

/** A repo whose references are in the report. */
export interface CountedEntry extends RepoPlace {
  readonly status: "ok";
  /** `YYYY-MM-DD`. */
  readonly scanned: string;
  /** Absent for a working tree. */
  readonly commit?: string;
  readonly stats: ScanStats;
}

/** A repo that could not be read and of which nothing is known. */
export interface FailedEntry extends RepoPlace {
  readonly status: "failed";
  readonly kind: FailedRepo["kind"];
  readonly message: string;
}

/** A repo that could not be read; `last` is what was known of it before. Its references are not in the report, and no count includes them. */
export interface OldEntry extends RepoPlace {
  readonly status: "old";
  readonly kind: FailedRepo["kind"];
  readonly message: string;
  readonly last: {
    readonly scanned: string;
    readonly commit?: string;
    /** Of those changes that are declared as they were then. */
    readonly changes: Readonly<Record<string, AccessCounts>>;
  };
}

export type RepoEntry = CountedEntry | FailedEntry | OldEntry;
