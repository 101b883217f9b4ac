import type { GateResult } from "../gate/gate-result.js";
import { getGateIssues } from "./gate-issues.js";
import type { ReportContext } from "./reporter.js";
import { createNotes, formatSarif } from "./sarif-log.js";
import { createGateSarifRules } from "./sarif-rules.js";

export function formatGateSarif(result: GateResult, context: ReportContext): string {
  return formatSarif({
    rules: createGateSarifRules(),
    issues: getGateIssues(result, context),
    notifications: createNotes(result.notes),
    exitCode: result.ok ? 0 : 1,
  });
}
