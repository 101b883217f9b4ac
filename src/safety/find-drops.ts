import { isSameTable, type TableName, DEFAULT_SCHEMA } from "../catalog/table-columns.js";
import type { Change } from "../manifest/manifest.js";
import type { BatchOperation } from "../migrations/batch-operations.js";

/** Something that existed before the batch and does not answer to its name after it. */
export interface Drop {
  readonly placed: BatchOperation;
  readonly isRename: boolean;
  /** A column that the batch added takes its name: for what is deployed a rename as well. */
  readonly isReplaced?: boolean;
  /** What goes, as the manifest would spell it: `users.name`. */
  readonly text: string;
  readonly kind: "column" | "table";
  /** The change that covers it: of the same kind and name. A table's change says nothing of who uses one column, nor the other way round. */
  readonly change?: Change;
}

/** Drops and renames among the batch's operations. What the batch itself created may go, and what a view or a rebuilt table stands in for. A view goes unjudged unless a change names it. */
export function findDrops(operations: readonly BatchOperation[], changes: readonly Change[]): Drop[] {
  return operations.flatMap((placed) => findDrop(placed, changes, operations) ?? []);
}

function findDrop(
  placed: BatchOperation,
  changes: readonly Change[],
  operations: readonly BatchOperation[],
): Drop | undefined {
  const { operation, isOnNew, before, survives } = placed;
  if (isOnNew || before === undefined || survives === "view") return undefined;
  const { table, column } = before;
  // A table that comes back was copied over first; a column of the same name comes back empty.
  if (survives === "re-added" && column === undefined) return undefined;
  switch (operation.type) {
    case "drop-column":
    case "rename-column": {
      if (column === undefined) return undefined;
      const change = changes.find((one) => isColumn(one, table, column));
      const isReplaced = survives === "re-added" && isReplacedAfter(placed, operations);
      const isRename = operation.type === "rename-column" || isReplaced;
      const text = `${formatTable(table)}.${column}`;
      const how = { isRename, ...(isReplaced && { isReplaced }) };
      return { placed, ...how, text, kind: "column", ...(change && { change }) };
    }
    case "drop-table":
    case "drop-view":
    case "rename-table":
    case "rename-view": {
      const change = changes.find((one) => isTable(one, table));
      if (operation.type === "drop-view" && change === undefined) return undefined;
      const isRename = operation.type === "rename-table" || operation.type === "rename-view";
      return { placed, isRename, text: formatTable(table), kind: "table", ...(change && { change }) };
    }
    default:
      return undefined;
  }
}

/** `ADD price_next`, copy, `DROP price`, `RENAME price_next TO price`: a change of type in one go. */
function isReplacedAfter({ before, operation }: BatchOperation, all: readonly BatchOperation[]): boolean {
  if (operation.type !== "drop-column" || before?.column === undefined) return false;
  return all.some(
    (other) =>
      other.operation.type === "rename-column" &&
      other.isOnNew &&
      other.operation.to === before.column &&
      other.before !== undefined &&
      isSameTable(other.before.table, before.table),
  );
}

function isColumn({ old }: Change, table: TableName, column: string): boolean {
  return old.kind === "column" && old.column === column && isSameTable(old, table);
}

function isTable({ old }: Change, table: TableName): boolean {
  return old.kind === "table" && isSameTable(old, table);
}

export function formatTable({ schema, table }: TableName): string {
  return schema === undefined || schema === DEFAULT_SCHEMA ? table : `${schema}.${table}`;
}
