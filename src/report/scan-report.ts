import type { Change } from "../manifest/manifest.js";
import { type Access, type ExcludedReference, isCounted, type Reference } from "../references/reference.js";
import type { ScanProblem, ScanResult } from "../scan/scan-result.js";

/** How many of each access, settled ones only; `total` without `implicit` and `type`; per repo likewise, `.` being this one. */
export type ChangeCounts = Record<Access | "total" | "unresolved", number> & {
  readonly repos: Readonly<Record<string, number>>;
};

/** What `scan --format json` prints (SPEC §4). */
export interface ScanReport {
  readonly version: 1;
  readonly references: readonly Reference[];
  readonly changes: Readonly<Record<string, ChangeCounts>>;
  readonly excluded: readonly ExcludedReference[];
  readonly problems: readonly ScanProblem[];
}

/** Every change has its entry, also at zero. */
export function createScanReport(result: ScanResult, changes: readonly Change[]): ScanReport {
  const counts = changes.map(
    ({ id }) => [id, countAccesses(result.references.filter(({ change }) => change === id))] as const,
  );
  return {
    version: 1,
    references: result.references,
    changes: Object.fromEntries(counts),
    excluded: result.excluded,
    problems: result.problems,
  };
}

function countAccesses(references: readonly Reference[]): ChangeCounts {
  const settled = references.filter(({ certainty }) => certainty !== "unresolved");
  const counted = references.filter(isCounted);
  const count = (access: Access) => settled.filter((reference) => reference.access === access).length;
  const repos: Record<string, number> = {};
  for (const { repo = "." } of counted) repos[repo] = (repos[repo] ?? 0) + 1;
  return {
    read: count("read"),
    write: count("write"),
    call: count("call"),
    type: count("type"),
    import: count("import"),
    export: count("export"),
    declare: count("declare"),
    implicit: count("implicit"),
    total: counted.length,
    unresolved: references.length - settled.length,
    repos,
  };
}
