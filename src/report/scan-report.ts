import type { Change } from "../manifest/manifest.js";
import { type Access, type ExcludedReference, isCounted, type Reference } from "../references/reference.js";
import type { RepoEntry } from "./repo-entry.js";
import type { ReportedShard } from "./reported-shard.js";
import type { ScanProblem, ScanResult } from "../scan/scan-result.js";

/** How many of each access, settled ones only; `total` without `implicit` and `type`; per repo likewise, `.` being this one. */
export type ChangeCounts = AccessCounts & { readonly repos: Readonly<Record<string, number>> };

export type AccessCounts = Readonly<Record<Access | "total" | "unresolved", number>>;

/** With `--repos`: of which one. */
export interface ReportedProblem extends ScanProblem {
  readonly repo?: string;
}

/** What `scan --format json` prints (SPEC §4). */
export interface ScanReport {
  readonly version: 1;
  readonly references: readonly Reference[];
  readonly changes: Readonly<Record<string, ChangeCounts>>;
  readonly excluded: readonly ExcludedReference[];
  readonly problems: readonly ReportedProblem[];
  /** With `--repos`, by name: what each scan saw, and which repos could not be counted. */
  readonly repos?: readonly RepoEntry[];
  /** With `--repos`: the old shape that each change had in the manifest, for whoever reads it later. */
  readonly declared?: Readonly<Record<string, string>>;
  /** With `--shard`: which part of the repos this is. */
  readonly shard?: ReportedShard;
  /** What a reader must know to trust the counts: that only some files were looked at. One sentence each. */
  readonly notes?: readonly string[];
}

/** What of a scan's result the report repeats. */
export type ReportedResult = Pick<ScanResult, "references" | "excluded" | "problems">;

/** Every change has its entry, also at zero. */
export function createScanReport(result: ReportedResult, changes: readonly Change[]): ScanReport {
  const counts = changes.map(({ id }) => [id, countChange(result.references, id)] as const);
  return {
    version: 1,
    references: result.references,
    changes: Object.fromEntries(counts),
    excluded: result.excluded,
    problems: result.problems,
  };
}

function countChange(all: readonly Reference[], id: string): ChangeCounts {
  const references = all.filter(({ change }) => change === id);
  const repos: Record<string, number> = {};
  for (const { repo = "." } of references.filter(isCounted)) repos[repo] = (repos[repo] ?? 0) + 1;
  return { ...countAccesses(references), repos };
}

/** Counts the references of one change. */
export function countAccesses(references: readonly Reference[]): AccessCounts {
  const settled = references.filter(({ certainty }) => certainty !== "unresolved");
  const count = (access: Access) => settled.filter((reference) => reference.access === access).length;
  return {
    read: count("read"),
    write: count("write"),
    call: count("call"),
    type: count("type"),
    import: count("import"),
    export: count("export"),
    declare: count("declare"),
    implicit: count("implicit"),
    total: references.filter(isCounted).length,
    unresolved: references.length - settled.length,
  };
}
