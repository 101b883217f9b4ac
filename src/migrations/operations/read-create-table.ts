import type { ColumnDef, CreateStmt, CreateTableAsStmt, IntoClause, ViewStmt } from "libpg-query";
import type { Node } from "../../sql/postgres-parser.js";
import type { OperationEffect } from "../migration.js";
import { getOutputColumns } from "./output-columns.js";
import { getStrings, getTableName, type SqlContext } from "./sql-context.js";

/** `CREATE TABLE`, with `LIKE`, `INHERITS`, `PARTITION OF` and `OF type`. */
export function readCreateTable(context: SqlContext, statement: CreateStmt): OperationEffect[] {
  const elements = statement.tableElts ?? [];
  const columnsOf = elements.flatMap((element) =>
    "TableLikeClause" in element ? [getTableName(context, element.TableLikeClause.relation)] : [],
  );
  const inherits = (statement.inhRelations ?? []).flatMap((parent) =>
    "RangeVar" in parent ? [getTableName(context, parent.RangeVar)] : [],
  );
  return [
    {
      type: "create-table",
      table: getTableName(context, statement.relation),
      columns: elements.flatMap((element) =>
        "ColumnDef" in element ? [element.ColumnDef.colname ?? ""] : [],
      ),
      ...(columnsOf.length > 0 && { columnsOf }),
      ...(inherits.length > 0 && { inherits }),
      ...(statement.ofTypename !== undefined && { isPartial: true }),
      ...(statement.if_not_exists === true && { ifNotExists: true }),
    },
  ];
}

/** `CREATE TABLE … AS` and `CREATE MATERIALIZED VIEW`. */
export function readCreateTableAs(context: SqlContext, statement: CreateTableAsStmt): OperationEffect[] {
  const type = statement.objtype === "OBJECT_MATVIEW" ? "create-view" : "create-table";
  const effect = readInto(context, type, statement.into, statement.query);
  return [statement.if_not_exists === true ? { ...effect, ifNotExists: true } : effect];
}

/** `CREATE TABLE … AS` and `SELECT … INTO`. */
export function readInto(
  context: SqlContext,
  type: "create-table" | "create-view",
  into: IntoClause | undefined,
  query: Node | undefined,
): Extract<OperationEffect, { readonly type: "create-table" | "create-view" }> {
  const output = getOutputColumns(context, query, getStrings(into?.colNames));
  return { type, table: getTableName(context, into?.rel), ...output };
}

export function readView(context: SqlContext, { view, query, aliases }: ViewStmt): OperationEffect[] {
  const output = getOutputColumns(context, query, getStrings(aliases));
  return [{ type: "create-view", table: getTableName(context, view), ...output }];
}

const SERIAL = /^(small|big)?serial[248]?$/;

/** What an `INSERT` of the running version needs to know of a new column. */
export function getColumnDemands({ typeName, constraints = [] }: ColumnDef): {
  readonly notNull: boolean;
  readonly hasDefault: boolean;
} {
  const isSerial = SERIAL.test(getStrings(typeName?.names).at(-1) ?? "");
  let notNull = isSerial;
  let hasDefault = isSerial;
  for (const node of constraints) {
    if (!("Constraint" in node)) continue;
    const { contype, raw_expr: value } = node.Constraint;
    if (contype === "CONSTR_NOTNULL" || contype === "CONSTR_PRIMARY" || contype === "CONSTR_IDENTITY")
      notNull = true;
    if (contype === "CONSTR_IDENTITY" || contype === "CONSTR_GENERATED") hasDefault = true;
    if (contype === "CONSTR_DEFAULT" && !isNull(value)) hasDefault = true;
  }
  return { notNull, hasDefault };
}

/** `DEFAULT NULL` is no default. */
export function isNull(value: Node | undefined): boolean {
  if (value === undefined) return true;
  if ("TypeCast" in value) return isNull(value.TypeCast.arg);
  return "A_Const" in value && value.A_Const.isnull === true;
}
