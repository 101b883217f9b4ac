import { DEFAULT_SCHEMA, type TableName } from "../catalog/table-columns.js";
import type { Change } from "../manifest/manifest.js";
import type { Operation } from "../migrations/migration.js";
import type { PlacedOperation } from "./batch-schema.js";

/** Something that existed before the batch and does not exist after it under its name. */
export interface Drop {
  readonly placed: PlacedOperation;
  readonly isRename: boolean;
  /** What goes, as the manifest would spell it: `users.name`. */
  readonly text: string;
  readonly kind: "column" | "table";
  /** The change that covers it: of the same kind and name. A table's change says nothing of who uses one column, nor the other way round. */
  readonly change?: Change;
}

/** Drops and renames among the batch's operations. What the batch itself created may go; a view goes unjudged unless a change names it. */
export function findDrops(operations: readonly PlacedOperation[], changes: readonly Change[]): Drop[] {
  return operations.flatMap((placed) => getDrops(placed, changes));
}

function getDrops(placed: PlacedOperation, changes: readonly Change[]): Drop[] {
  const { operation, schema } = placed;
  switch (operation.type) {
    case "drop-column":
    case "rename-column": {
      const { table, column } = operation;
      if (!schema.hadColumn(table, column)) return [];
      const change = changes.find((one) => isColumn(one, table, column));
      const text = `${formatTable(table)}.${column}`;
      return [{ placed, isRename: isRename(operation), text, kind: "column", ...(change && { change }) }];
    }
    case "drop-table":
    case "rename-table":
    case "drop-view":
    case "rename-view": {
      const { table } = operation;
      if (!schema.hadTable(table)) return [];
      const change = changes.find((one) => isTable(one, table));
      if (operation.type === "drop-view" && change === undefined) return [];
      const text = formatTable(table);
      return [{ placed, isRename: isRename(operation), text, kind: "table", ...(change && { change }) }];
    }
    case "drop-schema":
      return changes
        .filter((one) => isInSchema(one, operation.schema))
        .map((change) => ({ placed, isRename: false, text: change.old.text, kind: "table", change }));
    default:
      return [];
  }
}

function isRename({ type }: Operation): boolean {
  return type === "rename-column" || type === "rename-table" || type === "rename-view";
}

function isColumn({ old }: Change, table: TableName, column: string): boolean {
  return old.kind === "column" && old.column === column && isSameTable(old, table);
}

function isTable({ old }: Change, table: TableName): boolean {
  return old.kind === "table" && isSameTable(old, table);
}

function isInSchema({ old }: Change, schema: string): boolean {
  return (old.kind === "column" || old.kind === "table") && (old.schema ?? DEFAULT_SCHEMA) === schema;
}

/** No schema means the default one. */
export function isSameTable(a: TableName, b: TableName): boolean {
  return a.table === b.table && (a.schema ?? DEFAULT_SCHEMA) === (b.schema ?? DEFAULT_SCHEMA);
}

export function formatTable({ schema, table }: TableName): string {
  return schema === undefined || schema === DEFAULT_SCHEMA ? table : `${schema}.${table}`;
}
