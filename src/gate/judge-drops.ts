import type { Change } from "../manifest/manifest.js";
import { allowFindings } from "../safety/allow-findings.js";
import type { Drop } from "../safety/find-drops.js";
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
        ...getPlace(drop),
        verdict: "allowed",
        evidence: verdict.evidence,
      });
  }
  return { findings, suppressed, allowed };
}

function getFindings(drop: Drop, verdict: DropVerdict | undefined, today: string): Finding[] {
  const reasons = verdict !== undefined && "reasons" in verdict ? verdict.reasons : [];
  return [
    ...(drop.isRename ? [getRename(drop)] : []),
    ...(drop.change === undefined ? [getUncovered(drop, today)] : []),
    ...reasons.map((reason) => ({ ...reason, ...getChange(drop.change), ...getPlace(drop) })),
  ];
}

function getRename(drop: Drop): Finding {
  const { text, kind, change } = drop;
  return {
    rule: "rename-in-place",
    ...getChange(change),
    ...getPlace(drop),
    message: `This renames ${text} in place: what is deployed breaks the moment it runs`,
    next: `add the new ${kind} beside it, write both, backfill, switch the reads, then drop ${text}`,
    verdict: "blocked",
    evidence: [],
  };
}

function getUncovered(drop: Drop, today: string): Finding {
  const { text, kind, isRename } = drop;
  const verb = isRename ? "renames" : "drops";
  const entry = `"${text.replaceAll(".", "-")}": { "kind": "${kind}", "old": "${text}", "owner": "…", "sunset": "${today}" }`;
  return {
    rule: "drop-without-change",
    ...getPlace(drop),
    message: `This ${verb} the ${kind} ${text}, which no change in the manifest covers`,
    next: `add it to "changes" and see what still uses it: ${entry}`,
    verdict: "blocked",
    evidence: [],
  };
}

function getChange(change: Change | undefined) {
  return change === undefined ? {} : { change: change.id };
}

function getPlace({ placed: { migration, operation } }: Drop) {
  return { file: migration.file, line: operation.at.line, column: operation.at.column };
}
