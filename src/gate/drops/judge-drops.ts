import { allowFindings } from "../../safety/allow-findings.js";
import type { Drop } from "../../safety/find-drops.js";
import { getDropChange, getDropPlace, judgeDropAlone } from "../../safety/judge-drop-alone.js";
import type { BatchOperation } from "../../migrations/batch-operations.js";
import { judgeTwoPhases } from "../../safety/judge-two-phases.js";
import type { AllowedDrop, Finding, GateRule, Suppressed } from "../gate-result.js";
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
  { operations, today }: { readonly operations: readonly BatchOperation[]; readonly today: string },
): JudgedDrops {
  const findings: Finding[] = [];
  const suppressed: Suppressed[] = [];
  const allowed: AllowedDrop[] = [];
  for (const drop of drops) {
    const verdict = drop.change && !drop.isRename ? verdicts.get(drop.change.id) : undefined;
    const twoPhases = verdict && isDecided(verdict) ? [] : judgeTwoPhases(drop, operations);
    const own = twoPhases.length > 0 ? undefined : verdict;
    const found = [...getFindings(drop, own, today), ...twoPhases];
    const judged = allowFindings(found, drop.placed.operation.allows);
    findings.push(...judged.findings);
    suppressed.push(...judged.suppressed);
    if (own !== undefined && "evidence" in own && drop.change !== undefined)
      allowed.push({
        change: drop.change.id,
        ...getDropPlace(drop),
        verdict: "allowed",
        evidence: own.evidence,
      });
  }
  return { findings, suppressed, allowed };
}

/** References that stand in the way tell more than that the batch expands and contracts at once. */
function isDecided(verdict: DropVerdict): boolean {
  const references: readonly GateRule[] = [
    "drop-with-stop-write",
    "drop-before-stop-write",
    "drop-before-stop-read",
  ];
  return "reasons" in verdict && verdict.reasons.some(({ rule }) => references.includes(rule));
}

function getFindings(drop: Drop, verdict: DropVerdict | undefined, today: string): Finding[] {
  const reasons = verdict !== undefined && "reasons" in verdict ? verdict.reasons : [];
  return [
    ...judgeDropAlone(drop, today),
    ...reasons.map((reason) => ({ ...reason, ...getDropChange(drop.change), ...getDropPlace(drop) })),
  ];
}
