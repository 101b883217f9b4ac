import { getDaysBetween } from "../manifest/dates.js";
import type { Change } from "../manifest/manifest.js";
import { isCounted, type Reference } from "../references/reference.js";
import { formatRemedy, formatSunset } from "./change-heading.js";
import type { ReportContext } from "./reporter.js";
import type { ReportedProblem, ScanReport } from "./scan-report.js";
import { formatReposText } from "./scan-repos-text.js";
import { formatScanText } from "./scan-text.js";
import { type Annotation, formatAnnotations, formatLogText } from "./workflow-command.js";

/** What could not be counted as errors, this repo's references as warnings, past sunset first; after them what a person reads in the log. */
export function formatScanGithub(report: ScanReport, context: ReportContext): string {
  const { changes, today } = context;
  const byId = new Map(changes.map((change) => [change.id, change]));
  const isPast = ({ change }: Reference) => (byId.get(change)?.sunset ?? today) < today;
  const references = report.references
    .filter((reference) => isCounted(reference) && isHere(reference))
    .toSorted((a, b) => Number(isPast(b)) - Number(isPast(a)));
  const annotations = [
    ...report.problems.filter(({ isFatal }) => isFatal).map((problem) => getProblem(problem, context)),
    ...references.flatMap((reference) => {
      const change = byId.get(reference.change);
      return change ? [getWarning(reference, change, context)] : [];
    }),
  ];
  const format = report.repos === undefined ? formatScanText : formatReposText;
  const commands = formatAnnotations(annotations).map((line) => `${line}\n`);
  return commands.join("") + formatLogText(format(report, context));
}

/** Annotations can only stand in files of the repo whose workflow runs. */
function isHere({ repo = "." }: { readonly repo?: string }): boolean {
  return repo === ".";
}

function getProblem(problem: ReportedProblem, { pathPrefix }: ReportContext): Annotation {
  const { file, line, message, repo } = problem;
  const title = "expand-contract: not counted";
  if (!isHere(problem) || file === ".")
    return { level: "error", title, message: `${repo ?? ""} ${message}`.trim() };
  return { level: "error", title, file: pathPrefix + file, ...(line !== undefined && { line }), message };
}

function getWarning(
  { access, scope, file, line, endLine, column, endColumn }: Reference,
  change: Change,
  { pathPrefix, today }: ReportContext,
): Annotation {
  const remedy = formatRemedy(change);
  return {
    level: "warning",
    title: `${change.id}: ${access}`,
    ...{ file: pathPrefix + file, line, endLine, column, endColumn },
    message: [
      `${access} of ${change.old.text} in ${scope}`,
      ...(remedy === undefined ? [] : [remedy]),
      `${change.owner}, ${formatSunset(getDaysBetween(today, change.sunset))}`,
    ].join("\n"),
  };
}
