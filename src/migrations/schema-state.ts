import type { TableName } from "../catalog/table-columns.js";
import type { OperationEffect } from "./migration.js";

/** A column, and what it was when the batch began. */
interface ColumnState {
  readonly isNew: boolean;
  readonly before: string;
}

/** A table or view while migrations are replayed. */
export interface TableState {
  name: TableName;
  /** Its name when the batch began. */
  before: TableName;
  readonly isView: boolean;
  readonly isNew: boolean;
  /** False: it is older than the migrations, or its columns can't be told from their text. */
  readonly isComplete: boolean;
  readonly columns: Map<string, ColumnState>;
  /** Tables that inherit from it. */
  readonly children: Set<TableState>;
}

/** Tables by name, changed in place by `applyEffect`: a replay is one pass over many operations. */
export type SchemaState = Map<string, TableState>;

export function getKey({ schema = "", table }: TableName): string {
  return JSON.stringify([schema, table]);
}

/** A table that no migration created existed before them all. */
export function getTable(state: SchemaState, name: TableName): TableState {
  const known = state.get(getKey(name));
  if (known !== undefined) return known;
  const table = createTable(name, { isView: false, isNew: false, isComplete: false });
  state.set(getKey(name), table);
  return table;
}

function createTable(
  name: TableName,
  facts: { readonly isView: boolean; readonly isNew: boolean; readonly isComplete: boolean },
): TableState {
  return { ...facts, name, before: name, columns: new Map(), children: new Set() };
}

/** Does to the schema what the operation does. `isNew`: it belongs to the batch. */
export function applyEffect(state: SchemaState, effect: OperationEffect, isNew: boolean): void {
  switch (effect.type) {
    case "create-table":
    case "create-view":
      return applyCreate(state, effect, isNew);
    case "drop-table":
    case "drop-view":
      state.delete(getKey(effect.table));
      return;
    case "drop-schema":
      for (const [key, { name }] of state) if (name.schema === effect.schema) state.delete(key);
      return;
    case "rename-table":
    case "rename-view":
      return applyRename(state, effect, isNew);
    case "add-column":
      return addColumn(getTable(state, effect.table), effect.column, isNew);
    case "drop-column":
      return forEachHeir(getTable(state, effect.table), (table) => table.columns.delete(effect.column));
    case "rename-column":
      return forEachHeir(getTable(state, effect.table), (table) =>
        renameColumn(table, effect.column, effect.to, isNew),
      );
    default:
      return;
  }
}

type Create = Extract<OperationEffect, { readonly type: "create-table" | "create-view" }>;

function applyCreate(state: SchemaState, effect: Create, isNew: boolean): void {
  const { type, table: name, columns, columnsOf = [], inherits = [], isPartial = false } = effect;
  const known = state.get(getKey(name));
  // IF NOT EXISTS on what exists: nothing happens. OR REPLACE of a view gives it other columns.
  if (known !== undefined && type === "create-table") return;
  const parents = inherits.map((parent) => getTable(state, parent));
  const sources = [...columnsOf.map((source) => getTable(state, source)), ...parents];
  const table = createTable(name, {
    isView: type === "create-view",
    isNew: known?.isNew ?? isNew,
    isComplete: !isPartial && sources.every((source) => source.isComplete),
  });
  for (const column of [...columns, ...sources.flatMap((source) => [...source.columns.keys()])])
    table.columns.set(column, known?.columns.get(column) ?? { isNew, before: column });
  for (const parent of parents) parent.children.add(table);
  state.set(getKey(name), table);
}

type Rename = Extract<OperationEffect, { readonly type: "rename-table" | "rename-view" }>;

function applyRename(
  state: SchemaState,
  { table: from, to, toSchema = from.schema }: Rename,
  isNew: boolean,
): void {
  const table = getTable(state, from);
  state.delete(getKey(from));
  table.name =
    toSchema === undefined || toSchema === "public" ? { table: to } : { schema: toSchema, table: to };
  // Renamed long ago: the batch and what is deployed know the new name alone.
  if (!isNew) table.before = table.name;
  state.set(getKey(table.name), table);
}

function addColumn(table: TableState, column: string, isNew: boolean): void {
  forEachHeir(table, ({ columns }) => {
    if (!columns.has(column)) columns.set(column, { isNew, before: column });
  });
}

function renameColumn({ columns, isComplete }: TableState, from: string, to: string, isNew: boolean): void {
  const known = columns.get(from) ?? { isNew: isComplete && isNew, before: from };
  columns.delete(from);
  columns.set(to, isNew ? known : { ...known, before: to });
}

function forEachHeir(table: TableState, apply: (table: TableState) => void): void {
  apply(table);
  for (const child of table.children) forEachHeir(child, apply);
}
