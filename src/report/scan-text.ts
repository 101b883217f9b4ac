import type { Change } from "../manifest/manifest.js";
import { ACCESSES, isCounted, type Reference } from "../references/reference.js";
import { formatChangeHeading } from "./change-heading.js";
import { escapeControls } from "./escape-controls.js";
import { formatReferenceLine } from "./reference-line.js";
import type { AccessCounts, ScanReport } from "./scan-report.js";
import { countOf, type Style } from "./style.js";

export interface ScanTextOptions {
  readonly changes: readonly Change[];
  readonly today: string;
  readonly style: Style;
}

/** The references of each change by file and line, what leads to a count first, then the totals. */
export function formatScanText(report: ScanReport, { changes, today, style }: ScanTextOptions): string {
  const blocks = changes.map((change) => {
    const counts = report.changes[change.id];
    const references = report.references.filter((reference) => reference.change === change.id);
    return [
      formatChangeHeading(change, today, style),
      ...formatReferences(references, style),
      ...(counts ? [`  ${formatCounts(counts)}`] : []),
    ].join("\n");
  });
  const total = report.references.filter(isCounted).length;
  const excluded = report.excluded.map(
    (reference) =>
      `${formatReferenceLine(reference, style)}\n          because ${escapeControls(reference.reason)}`,
  );
  return [
    ...blocks,
    ...(excluded.length ? [["Excluded by a comment", ...excluded].join("\n")] : []),
    `${countOf(total, "reference")} in ${countOf(changes.length, "change")}.`,
    "",
  ]
    .join("\n\n")
    .replace(/\n\n$/, "\n");
}

export function formatReferences(references: readonly Reference[], style: Style): string[] {
  const counted = references.filter(isCounted);
  const mentions = references.filter(({ via }) => via === "text");
  const apart = references.filter((reference) => !isCounted(reference) && !mentions.includes(reference));
  return [
    ...counted.map((reference) => formatReferenceLine(reference, style)),
    ...(apart.length ? [style.colors.dim("    listed, not counted:")] : []),
    ...apart.map((reference) => formatReferenceLine(reference, style)),
    ...(mentions.length
      ? [style.colors.dim("    mentioned in other languages, found by text, not counted:")]
      : []),
    ...mentions.map((reference) => formatReferenceLine(reference, style)),
  ];
}

/** `4 references: 1 read, 2 write, 1 declare   not counted: 1 implicit` */
export function formatCounts(counts: AccessCounts): string {
  if (counts.total + counts.implicit + counts.type + counts.unresolved === 0) return "no references";
  const inTotal = ACCESSES.filter(
    (access) => access !== "implicit" && access !== "type" && counts[access] > 0,
  );
  const apart = (["implicit", "type", "unresolved"] as const).filter((key) => counts[key] > 0);
  const list = (keys: readonly (keyof AccessCounts)[]) =>
    keys.map((key) => `${counts[key]} ${key}`).join(", ");
  const head = countOf(counts.total, "reference") + (inTotal.length ? `: ${list(inTotal)}` : "");
  return apart.length ? `${head}   not counted: ${list(apart)}` : head;
}
