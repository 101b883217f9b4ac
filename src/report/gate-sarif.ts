import type { GateResult } from "../gate/gate-result.js";
import { escapeControls } from "./escape-controls.js";
import { getGateIssues } from "./gate-issues.js";
import type { ReportContext } from "./reporter.js";
import { formatSarif } from "./sarif-log.js";
import { createGateSarifRules } from "./sarif-rules.js";

export function formatGateSarif(result: GateResult, context: ReportContext): string {
  return formatSarif({
    rules: createGateSarifRules(),
    issues: getGateIssues(result, context),
    notifications: result.notes.map((note) => ({ level: "note", text: escapeControls(note) })),
    exitCode: result.ok ? 0 : 1,
  });
}
