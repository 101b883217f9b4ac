import type { AlterTableCmd, AlterTableStmt, AlterTableType } from "libpg-query";
import type { TableName } from "../../catalog/table-columns.js";
import type { ColumnAlteration, OperationEffect } from "../migration.js";
import { getColumnDemands, isNull } from "./read-create-table.js";
import { getStrings, getTableName, type SqlContext } from "./sql-context.js";

/** The effects of each command of `ALTER TABLE`, in the order of the commands. */
export function readAlterTable(context: SqlContext, statement: AlterTableStmt): OperationEffect[][] {
  const commands = (statement.cmds ?? []).flatMap((node) =>
    "AlterTableCmd" in node ? [node.AlterTableCmd] : [],
  );
  const isTable = statement.objtype === "OBJECT_TABLE" || statement.objtype === "OBJECT_FOREIGN_TABLE";
  if (!isTable) return commands.map(() => [{ type: "other" }]);
  const table = getTableName(context, statement.relation);
  return commands.map((command) => readCommand(table, command));
}

const ALTERATIONS: Readonly<Partial<Record<AlterTableType, ColumnAlteration>>> = {
  AT_AlterColumnType: "type",
  AT_SetNotNull: "set-not-null",
  AT_DropNotNull: "drop-not-null",
  AT_AddIdentity: "set-default",
  AT_DropIdentity: "drop-default",
  AT_DropExpression: "drop-default",
  AT_SetExpression: "other",
  AT_SetIdentity: "other",
  AT_SetStatistics: "other",
  AT_SetStorage: "other",
  AT_SetCompression: "other",
  AT_SetOptions: "other",
  AT_ResetOptions: "other",
};

function readCommand(table: TableName, { subtype, name = "", def }: AlterTableCmd): OperationEffect[] {
  if (subtype === "AT_AddColumn" && def !== undefined && "ColumnDef" in def) {
    const column = def.ColumnDef.colname ?? "";
    return [{ type: "add-column", table, column, ...getColumnDemands(def.ColumnDef) }];
  }
  if (subtype === "AT_DropColumn") return [{ type: "drop-column", table, column: name }];
  if (subtype === "AT_ColumnDefault") {
    const what = isNull(def) ? "drop-default" : "set-default";
    return [{ type: "alter-column", table, column: name, what }];
  }
  if (subtype === "AT_AddConstraint" && def !== undefined && "Constraint" in def) {
    const { contype, keys } = def.Constraint;
    const isNotNull = contype === "CONSTR_NOTNULL" || contype === "CONSTR_PRIMARY";
    const columns = isNotNull ? getStrings(keys) : [];
    if (columns.length === 0) return [{ type: "other" }];
    return columns.map((column) => ({ type: "alter-column", table, column, what: "set-not-null" }));
  }
  const what = subtype === undefined ? undefined : ALTERATIONS[subtype];
  return what === undefined ? [{ type: "other" }] : [{ type: "alter-column", table, column: name, what }];
}
