import { isSameTable } from "../catalog/table-columns.js";
import type { Change } from "../manifest/manifest.js";
import type { BatchOperation } from "../migrations/batch-operations.js";
import type { PlacedFinding } from "./judge-not-null.js";

/**
 * `ALTER COLUMN … TYPE` on the old shape of a change: what the change does step by step is done in place. Of other columns the type says
 * nothing about what is deployed: most changes of it are wider ones.
 */
export function judgeTypeChange(placed: BatchOperation, changes: readonly Change[]): PlacedFinding[] {
  const { operation, isOnNew, before } = placed;
  if (operation.type !== "alter-column" || operation.what !== "type" || isOnNew) return [];
  if (before === undefined) return [];
  const change = changes.find(
    ({ old }) => old.kind === "column" && old.column === before.column && isSameTable(old, before.table),
  );
  if (change === undefined) return [];
  const { old, replacement, id } = change;
  const instead = replacement === undefined ? "" : `; ${replacement.text} is there to have the new type`;
  return [
    {
      placed,
      finding: {
        rule: "rename-in-place",
        change: id,
        file: placed.migration.file,
        line: operation.at.line,
        column: operation.at.column,
        message: `This changes the type of ${old.text} in place: what is deployed reads and writes the type that it had`,
        next: `leave ${old.text} as it is${instead}`,
        verdict: "blocked",
        evidence: [],
      },
    },
  ];
}
