import { addDays } from "../manifest/dates.js";
import type { Finding } from "../gate/gate-result.js";
import type { Change } from "../manifest/manifest.js";
import type { Drop } from "./find-drops.js";

/** What a drop or rename breaks or lacks by itself, whatever the code does. */
export function judgeDropAlone(drop: Drop, today: string): Finding[] {
  return [
    ...(drop.isRename ? [getRename(drop)] : []),
    ...(drop.change === undefined ? [getUncovered(drop, today)] : []),
  ];
}

function getRename(drop: Drop): Finding {
  const { text, kind, change } = drop;
  return {
    rule: "rename-in-place",
    ...getDropChange(change),
    ...getDropPlace(drop),
    message: drop.isReplaced
      ? `This puts another column in the place of ${text}: what is deployed reads and writes it as it was`
      : `This renames ${text} in place: what is deployed breaks the moment it runs`,
    next: `add the new ${kind} beside it, write both, backfill, switch the reads, then drop ${text}`,
    verdict: "blocked",
    evidence: [],
  };
}

/** Time to finish what a first entry declares: with today's date it would be past its sunset tomorrow. */
const DAYS = 90;

function getUncovered(drop: Drop, today: string): Finding {
  const { text, kind, isRename } = drop;
  const verb = isRename && !drop.isReplaced ? "renames" : "drops";
  const entry = `"${text.replaceAll(".", "-")}": { "kind": "${kind}", "old": "${text}", "owner": "…", "sunset": "${addDays(today, DAYS)}" }`;
  return {
    rule: "drop-without-change",
    ...getDropPlace(drop),
    message: `This ${verb} the ${kind} ${text}, which no change in the manifest covers`,
    next: `add it to "changes" and see what still uses it: ${entry}`,
    verdict: "blocked",
    evidence: [],
  };
}

export function getDropChange(change: Change | undefined) {
  return change === undefined ? {} : { change: change.id };
}

export function getDropPlace({ placed: { migration, operation } }: Drop) {
  return { file: migration.file, line: operation.at.line, column: operation.at.column };
}
