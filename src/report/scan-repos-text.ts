import type { Change } from "../manifest/manifest.js";
import { isCounted, type Reference } from "../references/reference.js";
import { HOME } from "../repos/repo-outcome.js";
import { formatChangeHeading } from "./change-heading.js";
import { escapeControls } from "./escape-controls.js";
import { foldParts, wrapText } from "./fold-parts.js";
import { groupBy } from "../group-by.js";
import type { CountedEntry, FailedEntry, OldEntry, RepoEntry } from "./repo-entry.js";
import { countAccesses, type ScanReport } from "./scan-report.js";
import {
  formatCountLines,
  formatCounts,
  formatExcluded,
  formatReferences,
  formatTotals,
  type ScanTextOptions,
} from "./scan-text.js";
import { countOf, type Style } from "./style.js";

/** The references of each change by repo, file and line, what stays open in each repo, and last those that could not be counted. */
export function formatReposText(report: ScanReport, options: ScanTextOptions): string {
  const { changes, today, style } = options;
  const { repos = [] } = report;
  const blocks = changes.map((change) =>
    [formatChangeHeading(change, today, style), ...formatChange(report, change, options)].join("\n"),
  );
  const open = repos.filter(isOk).flatMap((entry) => formatOpen(entry, style));
  const uncounted = repos.filter(isUncounted);
  return `${[
    ...blocks,
    ...formatExcluded(report, style),
    ...(open.length ? [["What stays open", ...open].join("\n")] : []),
    ...(uncounted.length
      ? [["Not counted", ...uncounted.flatMap((entry) => formatUncounted(entry, style))].join("\n")]
      : []),
    ...formatTotals(report, changes),
    formatSummary(report, changes),
  ].join("\n\n")}\n`;
}

function isOk(entry: RepoEntry): entry is CountedEntry {
  return entry.status === "ok";
}

function isUncounted(entry: RepoEntry): entry is FailedEntry | OldEntry {
  return entry.status !== "ok";
}

function formatChange(
  { references, changes }: ScanReport,
  change: Change,
  { style, ownersOf }: ScanTextOptions,
): string[] {
  const { id } = change;
  const ofChange = references.filter(({ change }) => change === id);
  const byRepo = groupBy(ofChange, ({ repo = HOME }) => repo);
  const counts = changes[id];
  const blocks = [...byRepo].flatMap(([repo, own]) => [
    ...formatCountLines(style.colors.bold(getTitle(repo)), countAccesses(own), style),
    // CODEOWNERS of other repos are not read.
    ...formatReferences(own.map(withoutRepo), change, {
      style,
      ...(repo === HOME && ownersOf && { ownersOf }),
    }),
  ]);
  if (byRepo.size === 1 || counts === undefined) return blocks;
  return [...blocks, ...formatCountLines(byRepo.size > 1 ? "in all" : "", counts, style)];
}

/** It stands above them all. */
function withoutRepo({ repo: _, ...reference }: Reference): Reference {
  return reference;
}

function getTitle(repo: string): string {
  return repo === HOME ? "this repo" : escapeControls(repo);
}

/** One line for a repo in which the scan could not tell everything. */
function formatOpen({ name, stats }: CountedEntry, style: Style): string[] {
  const { failedParses, unresolvedImports, receivers, anyReceivers } = stats;
  const open = [
    ...(failedParses ? [countOf(failedParses, "failed parse")] : []),
    ...(unresolvedImports ? [countOf(unresolvedImports, "unresolved import")] : []),
    ...(anyReceivers ? [`${anyReceivers} of ${countOf(receivers, "receiver")} of type any`] : []),
  ];
  if (open.length === 0) return [];
  const seen = `${countOf(stats.files, "file")}, ${countOf(stats.candidates, "candidate")}`;
  return foldParts([getTitle(name), `${seen}: ${open.join(", ")}`], { first: 2, rest: 6 }, style);
}

function formatUncounted(entry: FailedEntry | OldEntry, style: Style): string[] {
  const { colors } = style;
  const [first = "", ...rest] = entry.message.split("\n").map(escapeControls);
  const head = `${colors.red("✗")} ${colors.bold(getTitle(entry.name))}   ${first}`;
  return [
    ...wrapText(head, { first: 2, rest: 6 }, style),
    ...rest.flatMap((line) => wrapText(line, { first: 6, rest: 6 }, style)),
    ...(entry.status === "old" ? formatLast(entry) : []),
  ];
}

/** `      last known, 2026-08-01 at 3f2c1ab, in no count above:` and a line for each change that had references. */
function formatLast({ last }: OldEntry): string[] {
  const commit = last.commit === undefined ? "" : ` at ${last.commit.slice(0, 7)}`;
  const changes = Object.entries(last.changes)
    .map(([id, counts]) => [id, formatCounts(counts)] as const)
    .filter(([, counts]) => counts !== "no references")
    .map(([id, counts]) => `          ${id}   ${counts}`);
  const head = `      last known, ${last.scanned}${commit}, in no count above`;
  return changes.length === 0 ? [`${head}: no references`] : [`${head}:`, ...changes];
}

function formatSummary({ references, repos = [] }: ScanReport, changes: readonly Change[]): string {
  const total = countOf(references.filter(isCounted).length, "reference");
  const counted = repos.filter(isOk).length;
  const head = `${total} in ${countOf(changes.length, "change")} and ${countOf(counted, "repo")}.`;
  const missing = repos.length - counted;
  if (missing === 0) return head;
  return `${head} ${countOf(missing, "repo")} could not be counted: there may be more.`;
}
