import type { AllowedDrop, Finding, GateResult, Suppressed } from "../gate/gate-result.js";
import type { Change } from "../manifest/manifest.js";
import { escapeControls } from "./escape-controls.js";
import { getGateIssues } from "./gate-issues.js";
import type { Issue } from "./issue.js";
import { getIssueFile } from "./issue-place.js";
import { formatJunit, type JunitCase, type JunitOutcome } from "./junit.js";
import type { ReportContext } from "./reporter.js";
import { countOf } from "./style.js";

/** A case a change, which fails with all that the gate finds about it, and one for what concerns no change. */
export function formatGateJunit(result: GateResult, context: ReportContext): string {
  const issues = getGateIssues(result, context);
  const ids = new Set(context.changes.map(({ id }) => id));
  const others = issues.filter(({ change }) => change === undefined || !ids.has(change));
  const cases = context.changes.map((change) =>
    createCase(change.id, issues.filter(isOf(change)), getAllowedLines(result, change, context)),
  );
  return formatJunit({
    name: "expand-contract ratchet",
    cases: [...cases, createCase("migrations of no change", others, [])],
    notes: result.notes,
  });
}

function isOf({ id }: Change) {
  return ({ change }: Pick<Finding | AllowedDrop | Suppressed | Issue, "change">) => change === id;
}

function createCase(name: string, issues: readonly Issue[], allowed: readonly string[]): JunitCase {
  const findings = issues.filter(({ reason }) => reason === undefined);
  const suppressed = issues.filter(({ reason }) => reason !== undefined);
  const output = [...allowed, ...suppressed.flatMap(formatIssue)];
  return { name, output, ...(findings.length > 0 && { outcome: createOutcome(findings) }) };
}

function createOutcome(findings: readonly Issue[]): JunitOutcome {
  const rules = [...new Set(findings.map(({ rule }) => rule))];
  return {
    kind: "failure",
    message: `${countOf(findings.length, "finding")}: ${rules.join(", ")}`,
    // Readers group failures by it.
    type: rules.length === 1 ? (rules[0] ?? "") : "expand-contract",
    lines: findings.flatMap(formatIssue),
  };
}

function formatIssue({ rule, message, place, evidence }: Issue): string[] {
  return [
    escapeControls(`${place.file}:${place.line}:${place.column}   ${rule}`),
    `    ${message}`,
    ...evidence.map((one) => escapeControls(`    ${one.file}:${one.line}:${one.column}   ${one.message}`)),
  ];
}

function getAllowedLines({ allowed }: GateResult, change: Change, context: ReportContext): string[] {
  return allowed
    .filter(isOf(change))
    .map((drop) =>
      escapeControls(`${getIssueFile(drop, context)}:${drop.line}:${drop.column}   drop allowed`),
    );
}
