import type { Change } from "../manifest/manifest.js";
import { ACCESSES, isCounted, type Reference } from "../references/reference.js";
import { formatChangeHeading } from "./change-heading.js";
import { escapeControls } from "./escape-controls.js";
import { foldParts, wrapText } from "./fold-parts.js";
import { formatReferenceLine, formatReferenceLines } from "./reference-line.js";
import { formatByOwner } from "./owner-text.js";
import type { ReportContext } from "./reporter.js";
import type { AccessCounts, ScanReport } from "./scan-report.js";
import { countOf, type Style } from "./style.js";

export type ScanTextOptions = Pick<ReportContext, "changes" | "today" | "style" | "ownersOf">;

/** The references of each change by owner, file and line, what leads to a count first, then the totals. */
export function formatScanText(report: ScanReport, options: ScanTextOptions): string {
  const { changes, today, style } = options;
  const blocks = changes.map((change) => {
    const counts = report.changes[change.id];
    const references = report.references.filter((reference) => reference.change === change.id);
    return [
      formatChangeHeading(change, today, style),
      ...formatReferences(references, change, options),
      ...(counts ? formatCountLines("", counts, style) : []),
    ].join("\n");
  });
  const total = report.references.filter(isCounted).length;
  return `${[
    ...blocks,
    ...formatExcluded(report, style),
    ...formatTotals(report, changes),
    [
      `${countOf(total, "reference")} in ${countOf(changes.length, "change")}.`,
      ...(report.notes ?? []).map((note) => escapeControls(`note: ${note}`)),
    ].join("\n"),
  ].join("\n\n")}\n`;
}

/** So many lines push the headings out of sight. */
const MANY = 50;

/** What each change counts, once more below a long list. */
export function formatTotals(
  { references, changes: counts }: ScanReport,
  changes: readonly Change[],
): string[] {
  if (changes.length < 2 || references.length <= MANY) return [];
  const totals = changes.map(({ id }) => [String(counts[id]?.total ?? 0), id] as const);
  const width = Math.max(...totals.map(([total]) => total.length));
  return [totals.map(([total, id]) => `  ${total.padStart(width)}   ${id}`).join("\n")];
}

export function formatExcluded({ excluded }: ScanReport, style: Style): string[] {
  if (excluded.length === 0) return [];
  const lines = excluded.flatMap((reference) => [
    formatReferenceLine(reference, style),
    ...wrapText(escapeControls(`because ${reference.reason}`), { first: 10, rest: 10 }, style),
  ]);
  return [["Excluded by a comment", ...lines].join("\n")];
}

/** Those of one change: what counts by its code's owner, where CODEOWNERS tells, then what is listed only. */
export function formatReferences(
  references: readonly Reference[],
  change: Change,
  { style, ownersOf }: Pick<ScanTextOptions, "style" | "ownersOf">,
): string[] {
  const { dim } = style.colors;
  const mentions = references.filter(({ via }) => via === "text");
  const apart = references.filter((reference) => !isCounted(reference) && reference.via !== "text");
  return [
    ...formatByOwner(references.filter(isCounted), { change, style, ...(ownersOf && { ownersOf }) }),
    ...(apart.length ? [dim("    listed, not counted:")] : []),
    ...formatReferenceLines(apart, style),
    ...(mentions.length ? [dim("    mentioned in other languages, found by text, not counted:")] : []),
    ...formatReferenceLines(mentions, style),
  ];
}

/** `  4 references: 1 read, 2 write, 1 declare   not counted: 1 implicit`; `title` goes before it. */
export function formatCountLines(title: string, counts: AccessCounts, style: Style): string[] {
  const parts = [title, ...getCounts(counts)].filter((part) => part !== "");
  return foldParts(parts, { first: 2, rest: 6 }, style);
}

/** `4 references: 1 read, 2 write, 1 declare   not counted: 1 implicit` */
export function formatCounts(counts: AccessCounts): string {
  return getCounts(counts).join("   ");
}

function getCounts(counts: AccessCounts): string[] {
  const apart = formatApart(counts);
  if (counts.total === 0 && apart === "") return ["no references"];
  const inTotal = ACCESSES.filter(
    (access) => access !== "implicit" && access !== "type" && counts[access] > 0,
  );
  const list = inTotal.map((access) => `${counts[access]} ${access}`).join(", ");
  const head = countOf(counts.total, "reference") + (list ? `: ${list}` : "");
  return apart ? [head, `not counted: ${apart}`] : [head];
}

/** `1 implicit, 2 unresolved`: what no total has in it. */
export function formatApart(counts: AccessCounts): string {
  const apart = (["implicit", "type", "unresolved"] as const).filter((key) => counts[key] > 0);
  return apart.map((key) => `${counts[key]} ${key}`).join(", ");
}
