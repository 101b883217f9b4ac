import type { Operation } from "./migration.js";
import { applyEffect, getKey, type SchemaState, type TableState } from "./schema-state.js";

/** A schema while a batch is replayed, with what of the batch's own may be older than all migrations. */
export interface BatchReplay {
  readonly state: SchemaState;
  /** Names that a migration has dropped or renamed: nothing older answers to them. */
  readonly gone: Set<string>;
  /** Tables, and their columns, that `CREATE TABLE IF NOT EXISTS` of the batch made, or found there: no migration tells which. */
  readonly maybeOlder: Set<object>;
}

/** Does to the schema what the operation does. `isNew`: it belongs to the batch. */
export function replayOperation(replay: BatchReplay, operation: Operation, isNew: boolean): void {
  const { state, gone, maybeOlder } = replay;
  const mayBeThere = isNew && mayFindTable(replay, operation);
  const standIn = findStandIn(replay, operation);
  applyEffect(state, operation, isNew);
  if (standIn !== undefined) for (const one of [standIn, ...standIn.columns.values()]) maybeOlder.delete(one);
  if (!("table" in operation)) return;
  const key = getKey(operation.table);
  if (LEAVING.has(operation.type)) gone.add(key);
  const table = mayBeThere ? state.get(key) : undefined;
  if (table !== undefined) for (const one of [table, ...table.columns.values()]) maybeOlder.add(one);
}

const LEAVING: ReadonlySet<Operation["type"]> = new Set([
  "drop-table",
  "drop-view",
  "rename-table",
  "rename-view",
]);

function mayFindTable({ state, gone }: BatchReplay, operation: Operation): boolean {
  if (operation.type !== "create-table" || operation.ifNotExists !== true) return false;
  const key = getKey(operation.table);
  return !state.has(key) && !gone.has(key);
}

/** A table that takes the name of one that is gone was built to replace it. */
function findStandIn({ state, gone, maybeOlder }: BatchReplay, operation: Operation): TableState | undefined {
  if (operation.type !== "rename-table" || operation.toSchema !== undefined) return undefined;
  const table = state.get(getKey(operation.table));
  const isReplacing = gone.has(getKey({ ...operation.table, table: operation.to }));
  return isReplacing && table !== undefined && maybeOlder.has(table) ? table : undefined;
}

/** True where the operation takes away what may have been there before the batch, though the batch's text creates it. */
export function takesOlder(replay: BatchReplay, operation: Operation): boolean {
  if (!("table" in operation)) return false;
  const { state, maybeOlder } = replay;
  const table = state.get(getKey(operation.table));
  if (table === undefined || !maybeOlder.has(table)) return false;
  if (LEAVING.has(operation.type)) return findStandIn(replay, operation) === undefined;
  const isTaken =
    operation.type === "drop-column" ||
    operation.type === "rename-column" ||
    (operation.type === "alter-column" && operation.what === "type");
  if (!isTaken) return false;
  const column = table.columns.get(operation.column);
  return column === undefined || maybeOlder.has(column);
}
