import { escapeControls } from "./escape-controls.js";
import { getIssueFile } from "./issue-place.js";
import type { ReportContext } from "./reporter.js";
import { createNotes, formatSarif, type SarifNotification } from "./sarif-log.js";
import { createScanSarifRules } from "./sarif-rules.js";
import { getScanIssues } from "./scan-issues.js";
import type { ReportedProblem, ScanReport } from "./scan-report.js";

export function formatScanSarif(report: ScanReport, context: ReportContext): string {
  return formatSarif({
    rules: createScanSarifRules(),
    issues: getScanIssues(report, context),
    notifications: [
      ...report.problems.map((problem) => createNotification(problem, context)),
      ...createNotes(report.notes ?? []),
    ],
    exitCode: report.problems.some(({ isFatal }) => isFatal) ? 2 : 0,
  });
}

function createNotification(problem: ReportedProblem, context: ReportContext): SarifNotification {
  const { file, line, message, isFatal, repo } = problem;
  const level = isFatal ? "error" : "warning";
  // A repo that could not be read at all.
  if (file === ".")
    return { level, text: escapeControls(repo === undefined ? message : `${repo}: ${message}`) };
  const place = { file: getIssueFile(problem, context), ...(line !== undefined && { line }) };
  return { level, text: escapeControls(message), place };
}
