import type { Change } from "../manifest/manifest.js";
import { isCounted, type Reference } from "../references/reference.js";
import { HOME } from "../repos/repo-outcome.js";
import { formatChangeHeading } from "./change-heading.js";
import { escapeControls } from "./escape-controls.js";
import { groupBy } from "../group-by.js";
import { formatGroupTitle, formatTotals, getOwnersNotes, groupByOwners } from "./owner-groups.js";
import type { ReportContext } from "./reporter.js";
import { countAccesses, type ReportedProblem, type ScanReport } from "./scan-report.js";
import { formatCounts } from "./scan-text.js";
import { countOf } from "./style.js";

/** Who owns what is left: each owner's changes, and of each change the files with their counts. */
export function formatScanCodeowners(report: ScanReport, context: ReportContext): string {
  const ids = new Set(context.changes.map(({ id }) => id));
  // Text of other languages that only mentions a name is nobody's work.
  const left = report.references.filter(({ change, via }) => ids.has(change) && via !== "text");
  const groups = groupByOwners(left, context);
  const blocks = groups.map((group) =>
    [
      `${formatGroupTitle(group, context)}   ${formatCounts(countAccesses(group.places))}`,
      ...context.changes.flatMap((change) => formatChange(change, group.places, context)),
    ].join("\n"),
  );
  const count = (places: readonly Reference[]) => places.filter(isCounted).length;
  const failed = report.problems.filter(({ isFatal }) => isFatal).map(formatProblemPlace);
  const summary = [
    `${countOf(count(left), "reference")} left${left.length === 0 ? "." : ":"}`,
    ...formatTotals(groups, count),
    ...(failed.length > 0 ? [`note: could not be read, so there may be more: ${failed.join(", ")}`] : []),
    ...getOwnersNotes(report.notes ?? [], context),
  ];
  return `${[...blocks, summary.join("\n")].join("\n\n")}\n`;
}

function formatChange(change: Change, places: readonly Reference[], context: ReportContext): string[] {
  const own = places.filter((place) => place.change === change.id);
  if (own.length === 0) return [];
  const title = formatChangeHeading(change, context.today, context.style).split("\n");
  return [...title.map((line) => `  ${line}`), ...formatFiles(own)];
}

/** `      src/users/repo.ts   2 references: 1 read, 1 write` */
function formatFiles(places: readonly Reference[]): string[] {
  const byFile = groupBy(places, ({ file, repo = HOME }) => (repo === HOME ? file : `${repo}   ${file}`));
  return [...byFile].map(
    ([name, own]) => `      ${escapeControls(name)}   ${formatCounts(countAccesses(own))}`,
  );
}

/** `web`, `src/broken.ts`, `worker src/broken.ts` */
function formatProblemPlace({ file, repo }: ReportedProblem): string {
  const places = [
    ...(repo === undefined ? [] : [repo]),
    ...(file === "." && repo !== undefined ? [] : [file]),
  ];
  return escapeControls(places.join(" "));
}
