import type { TableName } from "../../../../catalog/table-columns.js";
import type { OperationEffect } from "../../../migration.js";
import { composeSql } from "../../compose-sql.js";
import type { CallSite } from "../../handle.js";
import { isTruthy, toHandle, UNDEFINED, type Value } from "../../value.js";
import { emitSettled, quoteTable, readName } from "./names.js";
import { does, loses, type RunnerMethods } from "./runner-method.js";
import { createStoredTable, getColumnNames, readTable } from "./table.js";
import { View } from "./view.js";

export const TABLE_METHODS: RunnerMethods = new Map([
  ["getTable", ([path], _site, scope) => toHandle(createStoredTable(path, scope))],
  ["createTable", does(([table, ifNotExists]) => [getCreate(table, isOn(ifNotExists))])],
  ["dropTable", does(([table]) => [{ type: "drop-table", table: readTable(table).name }])],
  [
    "renameTable",
    does(([table, to]) => [{ type: "rename-table", table: readTable(table).name, to: readName(to) }]),
  ],
  ["createView", ([view], site) => createView(view, site)],
  ["dropView", does(([view]) => [{ type: "drop-view", table: getViewName(view) }])],
  ["dropSchema", does(([path]) => [{ type: "drop-schema", schema: readName(path).split(".").at(-1) ?? "" }])],
  ["dropDatabase", loses("it drops a database")],
  ["clearDatabase", loses("it drops every table of the database")],
]);

function isOn(value: Value | undefined): boolean {
  return value !== undefined && isTruthy(value) !== false;
}

function getCreate(value: Value | undefined, ifNotExists: boolean): OperationEffect {
  const table = readTable(value);
  const { names, isPartial } = getColumnNames(table);
  const effect = { type: "create-table", table: table.name, columns: names } as const;
  return { ...effect, ...(isPartial && { isPartial }), ...(ifNotExists && { ifNotExists }) };
}

/** By its SQL, where that is no function that builds it. */
function createView(value: Value | undefined, site: CallSite): Value {
  const view = findView(value);
  const expression = view?.getMember("expression");
  if (expression?.kind === "text") {
    const pieces = composeSql(`CREATE VIEW ${quoteTable(getViewName(value))} AS `, expression.pieces);
    site.runSql({ kind: "text", pieces }, { isComposed: true });
  } else emitSettled(site, { type: "create-view", table: getViewName(value), columns: [], isPartial: true });
  return UNDEFINED;
}

function findView(value: Value | undefined): View | undefined {
  return value?.kind === "handle" && value.handle instanceof View ? value.handle : undefined;
}

function getViewName(value: Value | undefined): TableName {
  return findView(value)?.name ?? readTable(value).name;
}
