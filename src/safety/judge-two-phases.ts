import { isSameTable } from "../catalog/table-columns.js";
import type { Finding } from "../gate/gate-result.js";
import type { Change, Target } from "../manifest/manifest.js";
import type { BatchOperation } from "../migrations/batch-operations.js";
import type { Drop } from "./find-drops.js";
import { getDropChange, getDropPlace } from "./judge-drop-alone.js";

/** A drop in the batch that only begins to add what replaces it: nothing that is deployed can have moved over. */
export function judgeTwoPhases(drop: Drop, operations: readonly BatchOperation[]): Finding[] {
  const { change, isRename, text } = drop;
  const added = change?.replacement;
  if (change === undefined || added === undefined || isRename) return [];
  if (!operations.some((placed) => isExpand(placed, added))) return [];
  return [
    {
      rule: "drop-with-stop-write",
      ...getDropChange(change),
      ...getDropPlace(drop),
      message: `This adds ${added.text} and drops ${text} in one go: nothing that is deployed can have moved over`,
      next: `take the drop out; release what adds ${added.text}, ${getMiddle(change)}, then drop ${text} in a migration of its own`,
      verdict: "blocked",
      evidence: [],
    },
  ];
}

function getMiddle({ windowDays }: Change): string {
  const wait = windowDays === 0 ? "" : `, wait ${windowDays} day${windowDays === 1 ? "" : "s"}`;
  return `write both, backfill, switch the reads, stop the writes${wait}`;
}

function isExpand({ operation, isOnNew }: BatchOperation, added: Target): boolean {
  if (added.kind !== "column" && added.kind !== "table") return false;
  if (operation.type === "create-table" || operation.type === "create-view")
    return isOnNew && isSameTable(operation.table, added);
  return (
    added.kind === "column" &&
    operation.type === "add-column" &&
    operation.column === added.column &&
    isSameTable(operation.table, added)
  );
}
