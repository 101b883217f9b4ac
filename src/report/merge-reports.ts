import type { AccessCounts, ChangeCounts, ScanReport } from "./scan-report.js";

/** One report on the repos of all. Whatever the parts are and in whatever order they come, the same repos give the same report. */
export function mergeReports(reports: readonly ScanReport[]): ScanReport {
  const ids = Object.keys(reports[0]?.changes ?? {});
  const counts = ids.map((id) => {
    const parts = reports.flatMap(({ changes }) => changes[id] ?? []);
    return [id, addCounts(parts)] as const;
  });
  const declared = reports.find((report) => report.declared !== undefined)?.declared;
  return {
    version: 1,
    references: reports.flatMap(({ references }) => references).sort(compareReferences),
    changes: Object.fromEntries(counts),
    excluded: reports.flatMap(({ excluded }) => excluded).sort(compareReferences),
    problems: reports.flatMap(({ problems }) => problems).sort((a, b) => compare(a.repo, b.repo)),
    repos: reports.flatMap(({ repos = [] }) => repos).sort((a, b) => compare(a.name, b.name)),
    ...(declared && { declared }),
  };
}

function addCounts(parts: readonly ChangeCounts[]): ChangeCounts {
  const add = (key: keyof AccessCounts) => parts.reduce((sum, counts) => sum + counts[key], 0);
  const repos = parts.flatMap((counts) => Object.entries(counts.repos));
  return {
    read: add("read"),
    write: add("write"),
    call: add("call"),
    type: add("type"),
    import: add("import"),
    export: add("export"),
    declare: add("declare"),
    implicit: add("implicit"),
    total: add("total"),
    unresolved: add("unresolved"),
    repos: Object.fromEntries(repos.sort(([a], [b]) => compare(a, b))),
  };
}

interface Placed {
  readonly change: string;
  readonly repo?: string;
}

/** A repo's own references are in order already, and sorting keeps it. */
function compareReferences(a: Placed, b: Placed): number {
  return compare(a.change, b.change) || compare(a.repo, b.repo);
}

/** Not by the user's language: the same everywhere. `.`, this repo, comes first. */
function compare(a = ".", b = "."): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
