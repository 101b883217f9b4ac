import { allowFindings } from "../safety/allow-findings.js";
import type { Drop } from "../safety/find-drops.js";
import { getDropChange, getDropPlace, judgeDropAlone } from "../safety/judge-drop-alone.js";
import type { AllowedDrop, Finding, Suppressed } from "./gate-result.js";
import type { DropVerdict } from "./judge-drop.js";

export interface JudgedDrops {
  readonly findings: readonly Finding[];
  readonly suppressed: readonly Suppressed[];
  readonly allowed: readonly AllowedDrop[];
}

/** Each drop's findings, or the evidence that it may go. `verdicts` by change id. */
export function judgeDrops(
  drops: readonly Drop[],
  verdicts: ReadonlyMap<string, DropVerdict>,
  today: string,
): JudgedDrops {
  const findings: Finding[] = [];
  const suppressed: Suppressed[] = [];
  const allowed: AllowedDrop[] = [];
  for (const drop of drops) {
    const verdict = drop.change && !drop.isRename ? verdicts.get(drop.change.id) : undefined;
    const judged = allowFindings(getFindings(drop, verdict, today), drop.placed.operation.allows);
    findings.push(...judged.findings);
    suppressed.push(...judged.suppressed);
    if (verdict !== undefined && "evidence" in verdict && drop.change !== undefined)
      allowed.push({
        change: drop.change.id,
        ...getDropPlace(drop),
        verdict: "allowed",
        evidence: verdict.evidence,
      });
  }
  return { findings, suppressed, allowed };
}

function getFindings(drop: Drop, verdict: DropVerdict | undefined, today: string): Finding[] {
  const reasons = verdict !== undefined && "reasons" in verdict ? verdict.reasons : [];
  return [
    ...judgeDropAlone(drop, today),
    ...reasons.map((reason) => ({ ...reason, ...getDropChange(drop.change), ...getDropPlace(drop) })),
  ];
}
