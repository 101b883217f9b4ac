import type { TableName } from "../catalog/table-columns.js";
import type { Migration, MigrationSequence, Operation } from "./migration.js";
import { replayOperation, takesOlder, type BatchReplay } from "./older-tables.js";
import { toKnownTable, type KnownTable } from "./replay-schema.js";
import { getKey, getTable, type SchemaState, type TableState } from "./schema-state.js";

/** An operation of a new migration, with what the schema says of it. */
export interface BatchOperation {
  readonly migration: Migration;
  readonly operation: Operation;
  /** The batch itself created the table or column: it may be changed freely. */
  readonly isOnNew: boolean;
  /** What the operation's table and column were called when the batch began: what deployed code says. */
  readonly before?: { readonly table: TableName; readonly column?: string };
  /** What stands under that table's name once the batch is through. */
  readonly after?: KnownTable;
  /** The old name goes on to answer: added again, or kept by a view. */
  readonly survives?: "re-added" | "view";
}

interface Seen {
  readonly migration: Migration;
  readonly operation: Operation;
  readonly isOnNew: boolean;
  readonly before?: { readonly table: TableName; readonly column?: string };
  /** Columns that the table had just before; undefined when they aren't all known. */
  readonly columns: readonly string[] | undefined;
}

/**
 * What the new migrations of a sequence do, seen against the schema that the others leave. A dropped schema comes as its
 * tables, and a table that is dropped or renamed and comes back with fewer columns as the drop of those columns.
 */
export function getBatchOperations(
  sequence: MigrationSequence,
  isNew: (migration: Migration) => boolean,
): BatchOperation[] {
  const state: SchemaState = new Map();
  const replay: BatchReplay = { state, gone: new Set(), maybeOlder: new Set() };
  const seen: Seen[] = [];
  for (const migration of sequence.migrations) {
    if (migration.neverRuns !== undefined) continue;
    const isInBatch = isNew(migration);
    for (const written of migration.operations)
      for (const operation of expandSchema(state, written)) {
        if (isInBatch) seen.push({ migration, operation, ...describe(replay, operation) });
        replayOperation(replay, operation, isInBatch);
      }
  }
  return seen.flatMap((each) => settle(each, state));
}

function expandSchema(state: SchemaState, operation: Operation): readonly Operation[] {
  if (operation.type !== "drop-schema") return [operation];
  const { at, text, allows, schema } = operation;
  const tables = [...state.values()].filter(({ name }) => name.schema === schema);
  if (tables.length === 0) {
    const reason = `it drops the schema ${schema}, whose tables no migration tells`;
    return [{ type: "unknown", tables: [], reason, at, text, allows }];
  }
  return tables.map(({ name, isView }) => ({
    type: isView ? "drop-view" : "drop-table",
    table: name,
    at,
    text,
    allows,
  }));
}

function describe(replay: BatchReplay, operation: Operation): Pick<Seen, "isOnNew" | "before" | "columns"> {
  const { state } = replay;
  // A table that is there is not created again: `IF NOT EXISTS`.
  if (operation.type === "create-table")
    return { isOnNew: !state.has(getKey(operation.table)), columns: undefined };
  if (!("table" in operation) || operation.type === "create-view")
    return { isOnNew: operation.type === "create-view", columns: undefined };
  const table = getTable(state, operation.table);
  const isOlder = takesOlder(replay, operation);
  const columns = table.isComplete && !isOlder ? [...table.columns.keys()] : undefined;
  if (!("column" in operation) || operation.type === "add-column")
    return { isOnNew: table.isNew && !isOlder, before: { table: table.before }, columns };
  const column = table.columns.get(operation.column);
  const before = { table: table.before, column: column?.before ?? operation.column };
  return { isOnNew: !isOlder && (table.isNew || column?.isNew === true), before, columns };
}

function settle(seen: Seen, end: SchemaState): BatchOperation[] {
  const { columns, ...batchOperation } = seen;
  const { operation, before, isOnNew } = seen;
  const table = before === undefined ? undefined : end.get(getKey(before.table));
  if (table === undefined || before === undefined || isOnNew) return [batchOperation];
  const after = toKnownTable(table);
  const withAfter = { ...batchOperation, after };
  const survives = table.isView ? "view" : "re-added";
  if (before.column !== undefined)
    return [table.columns.has(before.column) ? { ...withAfter, survives } : withAfter];
  if (operation.type !== "drop-table" && operation.type !== "rename-table") return [withAfter];
  const lost = getLostColumns(columns, table);
  if (lost?.length === 0) return [{ ...withAfter, survives }];
  const { at, text, allows } = operation;
  if (lost === undefined) {
    if (table.isView || !table.isComplete) return [withAfter];
    const reason = `it makes ${before.table.table} anew, and which columns it had before no migration here tells`;
    const unknown = { type: "unknown", tables: [before.table.table], reason, at, text, allows } as const;
    return [
      { ...withAfter, survives },
      { ...withAfter, operation: unknown },
    ];
  }
  return lost.map((column) => ({
    ...withAfter,
    before: { table: before.table, column },
    operation: { type: "drop-column", table: before.table, column, at, text, allows },
  }));
}

/** Undefined: one side's columns aren't known. */
function getLostColumns(
  columns: readonly string[] | undefined,
  after: TableState,
): readonly string[] | undefined {
  if (columns === undefined || !after.isComplete) return undefined;
  return columns.filter((column) => !after.columns.has(column));
}
