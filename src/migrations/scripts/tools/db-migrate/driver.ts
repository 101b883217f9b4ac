import type { TableName } from "../../../../catalog/table-columns.js";
import type { OperationEffect } from "../../../migration.js";
import type { CallSite, Handle } from "../../handle.js";
import { getField, getText, toHandle, UNKNOWN, type Value } from "../../value.js";
import { addColumn, changeColumn, isTrue, readColumnNames, readName } from "./columns.js";

/** `db`: the driver's interface (interface/migratorInterface.js of db-migrate), each method with a callback last or a promise. */
export const DRIVER: Handle = {
  label: "db",
  callMethod(name, args, site) {
    const effects = getEffects(name, args);
    if (name === "runSql" || name === "all") site.runSql(args[0] ?? UNKNOWN, readBindings(args[1]));
    else if (effects === undefined) return undefined;
    else if (effects.length > 0) for (const effect of effects) site.emit(effect);
    else site.emitUnknown("its names are known only when it runs", getTables(args));
    callBack(args, site);
    return toHandle(DONE);
  },
};

/** The promise that a call gives. */
const DONE: Handle = { label: "db", isData: true, getAwaited: () => UNKNOWN, getMember: () => UNKNOWN };

/** Whether it failed, and with which rows, only running tells. */
function callBack(args: readonly Value[], site: CallSite): void {
  const last = args.at(-1);
  if (last?.kind === "function" || last?.kind === "handle") site.callFunction(last, [UNKNOWN, UNKNOWN]);
}

function readBindings(value: Value | undefined): { readonly bindings?: readonly Value[] } {
  return value?.kind === "list" ? { bindings: value.items } : {};
}

function getTables([table]: readonly Value[]): readonly string[] {
  const name = getText(table);
  return name === undefined ? [] : [name];
}

/** Empty where names are known only at run time; undefined for a method that is not known. */
function getEffects(name: string, args: readonly Value[]): readonly OperationEffect[] | undefined {
  if (OTHERS.has(name)) return [{ type: "other" }];
  const change = CHANGES.get(name);
  if (change === undefined) return undefined;
  const table = readName(args[0]);
  return table === undefined ? [] : change(table, args.slice(1));
}

type Change = (table: TableName, args: readonly Value[]) => readonly OperationEffect[];

const CHANGES: ReadonlyMap<string, Change> = new Map<string, Change>([
  ["createTable", createTable],
  ["dropTable", (table) => [{ type: "drop-table", table }]],
  ["renameTable", (table, [to]) => withText(to, (name) => [{ type: "rename-table", table, to: name }])],
  ["addColumn", (table, [column, spec]) => withText(column, (name) => [addColumn(table, name, spec)])],
  [
    "removeColumn",
    (table, [column]) => withText(column, (name) => [{ type: "drop-column", table, column: name }]),
  ],
  ["renameColumn", renameColumn],
  ["changeColumn", (table, [column, spec]) => withText(column, (name) => changeColumn(table, name, spec))],
]);

function createTable(table: TableName, [given]: readonly Value[]): readonly OperationEffect[] {
  const columns = readColumnNames(given);
  const ifNotExists = isTrue(getField(given, "ifNotExists"));
  const effect = { type: "create-table", table, ...(ifNotExists && { ifNotExists }) } as const;
  return columns === undefined ? [{ ...effect, columns: [], isPartial: true }] : [{ ...effect, columns }];
}

function renameColumn(table: TableName, [from, to]: readonly Value[]): readonly OperationEffect[] {
  return withText(from, (column) =>
    withText(to, (name) => [{ type: "rename-column", table, column, to: name }]),
  );
}

function withText(
  value: Value | undefined,
  toEffects: (text: string) => readonly OperationEffect[],
): readonly OperationEffect[] {
  const text = getText(value);
  return text === undefined ? [] : toEffects(text);
}

const OTHERS: ReadonlySet<string> = new Set([
  ...[
    "addIndex",
    "removeIndex",
    "addForeignKey",
    "removeForeignKey",
    "insert",
    "createDatabase",
    "switchDatabase",
  ],
  ...["addAssociation", "removeAssociation", "createMigrationsTable", "startMigration", "endMigration"],
]);
