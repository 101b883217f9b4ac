import type { GateResult } from "../gate/gate-result.js";
import { getGateIssues } from "./gate-issues.js";
import type { Issue, IssueEvidence, IssueLevel } from "./issue.js";
import type { ReportContext } from "./reporter.js";
import { getScanIssues } from "./scan-issues.js";
import type { ScanReport } from "./scan-report.js";

/** GitLab Code Quality has no word for what is allowed: it is left out. https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
export function formatGateCodeQuality(result: GateResult, context: ReportContext): string {
  return formatIssues(getGateIssues(result, context));
}

export function formatScanCodeQuality(report: ScanReport, context: ReportContext): string {
  return formatIssues(getScanIssues(report, context));
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
