import type { Change, Repo } from "../manifest/manifest.js";
import type { FailedRepo } from "../repos/opened-repo.js";
import { redactUrl } from "../repos/redact.js";
import { isCountedRepo, type LastResult, type RepoOutcome } from "../repos/repo-outcome.js";
import type { ScanResult } from "../scan/scan-result.js";
import type { OldEntry, RepoEntry, RepoPlace } from "./repo-entry.js";
import { countAccesses, createScanReport, type ReportedResult, type ScanReport } from "./scan-report.js";

export interface RepoReportOptions {
  readonly changes: readonly Change[];
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

/** The report on one repo of many; `mergeReports` puts those of all together. */
export function createRepoReport(outcome: RepoOutcome, { changes, today }: RepoReportOptions): ScanReport {
  const place = getPlace(outcome.repo);
  const { name } = place;
  if (!isCountedRepo(outcome)) {
    const problem = { repo: name, file: ".", message: outcome.message, isFatal: true };
    const entry = createFailedEntry(place, outcome);
    return { ...createEmptyReport(changes), problems: [problem], repos: [entry] };
  }
  const { result, commit } = outcome;
  const report = createScanReport(nameRepo(result, name), changes);
  const entry: RepoEntry = {
    ...{ ...place, status: "ok", scanned: today },
    ...(commit !== undefined && { commit }),
    stats: result.stats,
  };
  const problems = report.problems.map((problem) => ({ repo: name, ...problem }));
  return { ...report, problems, repos: [entry] };
}

const NOTHING: ReportedResult = { references: [], excluded: [], problems: [] };

/** The report on no repo at all: every change at zero. */
export function createEmptyReport(changes: readonly Change[]): ScanReport {
  const declared = Object.fromEntries(changes.map(({ id, old }) => [id, old.text]));
  return { ...createScanReport(NOTHING, changes), repos: [], declared };
}

function getPlace({ name, url, path, ref }: Repo): RepoPlace {
  return {
    name,
    ...(url !== undefined && { url: redactUrl(url) }),
    ...(path !== undefined && { path }),
    ...(ref !== undefined && { ref }),
  };
}

function nameRepo(result: ScanResult, repo: string): ReportedResult {
  return {
    problems: result.problems,
    references: result.references.map((reference) => ({ ...reference, repo })),
    excluded: result.excluded.map((reference) => ({ ...reference, repo })),
  };
}

function createFailedEntry(
  place: RepoPlace,
  { kind, message, last }: FailedRepo & { readonly last?: LastResult },
): RepoEntry {
  if (last === undefined) return { ...place, status: "failed", kind, message };
  return { ...place, status: "old", kind, message, last: countLast(last) };
}

function countLast({ scanned, commit, changes, result }: LastResult): OldEntry["last"] {
  const counts = changes.map((id) => {
    const references = result.references.filter(({ change }) => change === id);
    return [id, countAccesses(references)] as const;
  });
  return { scanned, ...(commit !== undefined && { commit }), changes: Object.fromEntries(counts) };
}
