import type { GateResult } from "../gate/gate-result.js";
import { getGateIssues } from "./gate-issues.js";
import { escapeControls } from "./escape-controls.js";
import { addFingerprints, type Issue, type IssueEvidence, type IssueLevel } from "./issue.js";
import { getIssueFile } from "./issue-place.js";
import type { ReportContext } from "./reporter.js";
import { getScanIssues } from "./scan-issues.js";
import type { ScanReport } from "./scan-report.js";

/** GitLab Code Quality has no word for what is allowed: it is left out. https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
export function formatGateCodeQuality(result: GateResult, context: ReportContext): string {
  return formatIssues(getGateIssues(result, context));
}

/** With what can't be read: a short list must not look like little to do. */
export function formatScanCodeQuality(report: ScanReport, context: ReportContext): string {
  return formatIssues([...getProblemIssues(report, context), ...getScanIssues(report, context)]);
}

function getProblemIssues({ problems }: ScanReport, context: ReportContext): Issue[] {
  const fatal = problems.filter(({ isFatal }) => isFatal);
  return addFingerprints(
    fatal.map((problem) => {
      const { repo, line = 1, message } = problem;
      const isRepo = problem.file === ".";
      // A repo as a whole has no place but the manifest that names it.
      const file = getIssueFile(isRepo ? { file: context.manifestPath } : problem, context);
      return {
        ...{ rule: "unreadable", level: "error", evidence: [], facts: {} },
        message: escapeControls(isRepo && repo !== undefined ? `${repo}: ${message}` : message),
        place: { file, line, column: 1 },
        identity: ["unreadable", file, message],
      };
    }),
  );
}

function formatIssues(issues: readonly Issue[]): string {
  const shown = issues.filter(({ reason }) => reason === undefined);
  return `${JSON.stringify(shown.map(createViolation), null, 2)}\n`;
}

/** GitLab's words, from the least to the worst: info, minor, major, critical, blocker. */
const SEVERITIES: Readonly<Record<IssueLevel, string>> = { note: "info", warning: "minor", error: "major" };

function createViolation({ rule, level, message, place, evidence, fingerprint }: Issue) {
  return {
    description: [message, ...formatEvidence(evidence)].join(" "),
    check_name: rule,
    fingerprint,
    severity: rule.startsWith("drop-") ? "blocker" : SEVERITIES[level],
    location: { path: place.file, lines: { begin: place.line } },
  };
}

const SHOWN = 3;

/** GitLab shows one place; the first others are named. */
function formatEvidence(evidence: readonly IssueEvidence[]): string[] {
  if (evidence.length === 0) return [];
  const places = evidence.slice(0, SHOWN).map(({ file, line }) => `${file}:${line}`);
  const rest = evidence.length - places.length;
  return [`Places: ${places.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}.`];
}
