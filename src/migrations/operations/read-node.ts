import type { CreateFunctionStmt, CreateTrigStmt, GrantStmt } from "libpg-query";
import type { Node } from "../../sql/postgres-parser.js";
import type { OperationEffect } from "../migration.js";
import { readAlterTable } from "./read-alter-table.js";
import { readCreateTable, readView } from "./read-create-table.js";
import { readDataChange } from "./read-data-change.js";
import { getInputTypes } from "./function-parameters.js";
import { readDrop, readRename, readSetSchema } from "./read-drop.js";
import { getStrings, getTableName, getTableNameFromParts, type SqlContext } from "./sql-context.js";

/** What one statement does, apart from the bodies of functions and DO blocks. */
export function readNode(context: SqlContext, node: Node): readonly OperationEffect[] {
  if ("AlterTableStmt" in node) return readAlterTable(context, node.AlterTableStmt).flat();
  if ("CreateStmt" in node) return readCreateTable(context, node.CreateStmt);
  if ("CreateForeignTableStmt" in node)
    return readCreateTable(context, node.CreateForeignTableStmt.base ?? {});
  if ("ViewStmt" in node) return readView(context, node.ViewStmt);
  if ("DropStmt" in node) return readDrop(context, node.DropStmt);
  if ("RenameStmt" in node) return readRename(context, node.RenameStmt);
  if ("AlterObjectSchemaStmt" in node) return readSetSchema(context, node.AlterObjectSchemaStmt);
  if ("GrantStmt" in node) return readGrant(context, node.GrantStmt);
  if ("CreateFunctionStmt" in node) return [readFunction(context, node.CreateFunctionStmt)];
  if ("CreateTrigStmt" in node) return [readTrigger(context, node.CreateTrigStmt)];
  if ("CreateSchemaStmt" in node) {
    const { schemaname, schemaElts = [] } = node.CreateSchemaStmt;
    const inside = { ...context, schema: schemaname };
    return withOther(schemaElts.flatMap((element) => readNode(inside, element)));
  }
  if ("PrepareStmt" in node && node.PrepareStmt.query !== undefined)
    return readNode(context, node.PrepareStmt.query);
  if ("DropOwnedStmt" in node)
    return [{ type: "unknown", tables: [], reason: "DROP OWNED drops whatever the role owns" }];
  return readDataChange(context, node) ?? [{ type: "other" }];
}

function withOther(effects: readonly OperationEffect[]): readonly OperationEffect[] {
  return effects.length > 0 ? effects : [{ type: "other" }];
}

function readFunction(context: SqlContext, { funcname, parameters }: CreateFunctionStmt): OperationEffect {
  return {
    type: "create-function",
    name: getTableNameFromParts(context, getStrings(funcname)),
    parameters: getInputTypes(parameters),
  };
}

function readTrigger(context: SqlContext, { relation, trigname = "" }: CreateTrigStmt): OperationEffect {
  return { type: "create-trigger", table: getTableName(context, relation), name: trigname };
}

function readGrant(context: SqlContext, statement: GrantStmt): readonly OperationEffect[] {
  const type = statement.is_grant === true ? "grant" : "revoke";
  const isOnTables = statement.objtype === "OBJECT_TABLE" && statement.targtype === "ACL_TARGET_OBJECT";
  if (!isOnTables) return [{ type: "other" }];
  return (statement.objects ?? []).flatMap((object) =>
    "RangeVar" in object ? [{ type, table: getTableName(context, object.RangeVar) } as const] : [],
  );
}
