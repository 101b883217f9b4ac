import { getDaysBetween } from "../manifest/dates.js";
import type { Change } from "../manifest/manifest.js";
import { isCounted, type Reference } from "../references/reference.js";
import { formatSunset } from "./change-heading.js";
import { escapeControls } from "./escape-controls.js";
import { getIssueFile } from "./issue-place.js";
import { formatJunit, type JunitCase, type JunitOutcome } from "./junit.js";
import type { ReportContext } from "./reporter.js";
import type { ReportedProblem, ScanReport } from "./scan-report.js";
import { countOf } from "./style.js";

/** A case a change: passed when nothing is left, skipped while there is time, failed past the sunset; and one for what could not be read. */
export function formatScanJunit(report: ScanReport, context: ReportContext): string {
  const cases = context.changes.map((change) =>
    createCase(
      change,
      report.references.filter((reference) => reference.change === change.id),
      context,
    ),
  );
  return formatJunit({
    name: "expand-contract scan",
    cases: [...cases, createReadCase(report.problems, context)],
    notes: report.notes ?? [],
  });
}

function createCase(change: Change, references: readonly Reference[], context: ReportContext): JunitCase {
  const counted = references.filter(isCounted);
  const apart = references.filter((reference) => !isCounted(reference));
  const output = apart.map((reference) => `${formatReference(reference, context)}   not counted`);
  if (counted.length === 0) return { name: change.id, output };
  const days = getDaysBetween(context.today, change.sunset);
  const message = `${countOf(counted.length, "reference")} to ${change.old.text} left, ${formatSunset(days)}`;
  const lines = counted.map((reference) => formatReference(reference, context));
  const outcome: JunitOutcome =
    days < 0
      ? { kind: "failure", type: "past-sunset", message, lines }
      : { kind: "skipped", message, lines: [] };
  return { name: change.id, outcome, output: days < 0 ? output : [...lines, ...output] };
}

function createReadCase(problems: readonly ReportedProblem[], context: ReportContext): JunitCase {
  const name = "all files were read";
  const fatal = problems.filter(({ isFatal }) => isFatal);
  const others = problems.filter(({ isFatal }) => !isFatal);
  const format = (problem: ReportedProblem) => formatProblem(problem, context);
  const output = others.map(format);
  if (fatal.length === 0) return { name, output };
  const message = `${countOf(fatal.length, "problem")}: the counts can't be trusted`;
  return {
    ...{ name, output },
    outcome: { kind: "error", type: "unreadable", message, lines: fatal.map(format) },
  };
}

function formatReference(reference: Reference, context: ReportContext): string {
  const { line, column, access, scope, text } = reference;
  const file = getIssueFile(reference, context);
  return escapeControls(`${file}:${line}:${column}   ${access}   ${scope}   ${text}`);
}

function formatProblem(problem: ReportedProblem, context: ReportContext): string {
  const { file, line, message, repo } = problem;
  const path = file === "." ? (repo ?? ".") : getIssueFile(problem, context);
  return escapeControls(`${line === undefined ? path : `${path}:${line}`}   ${message}`);
}
