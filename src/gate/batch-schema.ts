import { DEFAULT_SCHEMA, type TableName } from "../catalog/table-columns.js";
import type { Migration, MigrationSequence, Operation } from "../migrations/migration.js";
import type { NewMigration } from "./find-new-migrations.js";

/** What the batch itself creates, as far as the operations up to a place tell. */
export interface BatchSchema {
  /** False for a table or view that an earlier operation of the batch created. */
  hadTable(table: TableName): boolean;
  /** False for a column that an earlier operation of the batch added, or of a table that it created. */
  hadColumn(table: TableName, column: string): boolean;
}

/** One operation of a new migration, with what existed before the batch. */
export interface PlacedOperation {
  readonly migration: Migration;
  readonly operation: Operation;
  readonly schema: BatchSchema;
}

/** The batch's operations in order. `base` guards against `CREATE TABLE IF NOT EXISTS` over a table that has been there all along. */
export function placeOperations(
  batch: readonly NewMigration[],
  base: readonly MigrationSequence[],
): PlacedOperation[] {
  const old = collectNames(base.flatMap(({ migrations }) => migrations).flatMap((one) => one.operations));
  const created = new Set<string>();
  const placed: PlacedOperation[] = [];
  for (const { migration } of batch)
    for (const operation of migration.operations) {
      placed.push({ migration, operation, schema: createSchema(new Set(created)) });
      for (const name of getCreated(operation)) if (!old.has(name)) created.add(name);
      for (const name of getRenamed(operation, created)) created.add(name);
    }
  return placed;
}

function createSchema(created: ReadonlySet<string>): BatchSchema {
  const hadTable = (table: TableName) => !created.has(getTableKey(table));
  return {
    hadTable,
    hadColumn: (table, column) => hadTable(table) && !created.has(getColumnKey(table, column)),
  };
}

/** Names that exist after the operations. */
function collectNames(operations: readonly Operation[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const operation of operations) {
    for (const name of getCreated(operation)) names.add(name);
    for (const name of getRenamed(operation, names)) names.add(name);
    for (const name of getDropped(operation)) names.delete(name);
  }
  return names;
}

function getCreated(operation: Operation): string[] {
  switch (operation.type) {
    case "create-table":
    case "create-view":
      return [getTableKey(operation.table)];
    case "add-column":
      return [getColumnKey(operation.table, operation.column)];
    default:
      return [];
  }
}

/** The new name of what has been created under the old one. */
function getRenamed(operation: Operation, created: ReadonlySet<string>): string[] {
  if (operation.type === "rename-column") {
    const { table, column, to } = operation;
    return created.has(getColumnKey(table, column)) ? [getColumnKey(table, to)] : [];
  }
  if (operation.type !== "rename-table" && operation.type !== "rename-view") return [];
  const { table, to, toSchema } = operation;
  const schema = toSchema ?? table.schema;
  const target = schema === undefined ? { table: to } : { schema, table: to };
  return created.has(getTableKey(table)) ? [getTableKey(target)] : [];
}

function getDropped(operation: Operation): string[] {
  switch (operation.type) {
    case "drop-table":
    case "drop-view":
    case "rename-table":
    case "rename-view":
      return [getTableKey(operation.table)];
    case "drop-column":
    case "rename-column":
      return [getColumnKey(operation.table, operation.column)];
    default:
      return [];
  }
}

function getTableKey({ schema = DEFAULT_SCHEMA, table }: TableName): string {
  return JSON.stringify([schema, table]);
}

function getColumnKey({ schema = DEFAULT_SCHEMA, table }: TableName, column: string): string {
  return JSON.stringify([schema, table, column]);
}
