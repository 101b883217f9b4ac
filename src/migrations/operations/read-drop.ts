import type { AlterObjectSchemaStmt, DropStmt, ObjectType, ObjectWithArgs, RenameStmt } from "libpg-query";
import type { OperationEffect } from "../migration.js";
import { getNamedTypes } from "./function-parameters.js";
import { getStrings, getTableName, getTableNameFromParts, type SqlContext } from "./sql-context.js";

const TABLES: ReadonlySet<ObjectType> = new Set(["OBJECT_TABLE", "OBJECT_FOREIGN_TABLE"]);
const VIEWS: ReadonlySet<ObjectType> = new Set(["OBJECT_VIEW", "OBJECT_MATVIEW"]);
const FUNCTIONS: ReadonlySet<ObjectType> = new Set(["OBJECT_FUNCTION", "OBJECT_PROCEDURE", "OBJECT_ROUTINE"]);
// With CASCADE these take along the columns whose type they are.
const COLUMN_TYPES: ReadonlySet<ObjectType> = new Set(["OBJECT_TYPE", "OBJECT_DOMAIN", "OBJECT_EXTENSION"]);

/** `DROP … a, b`: one effect each. `IF EXISTS` is still a drop. */
export function readDrop(context: SqlContext, statement: DropStmt): OperationEffect[] {
  const type = statement.removeType ?? "OBJECT_TABLE";
  return (statement.objects ?? []).map((object) =>
    FUNCTIONS.has(type) && "ObjectWithArgs" in object
      ? readDroppedFunction(context, object.ObjectWithArgs)
      : readDropped(context, type, getStrings([object]), statement),
  );
}

function readDroppedFunction(context: SqlContext, object: ObjectWithArgs): OperationEffect {
  const name = getTableNameFromParts(context, getStrings(object.objname));
  const parameters = getNamedTypes(object);
  return { type: "drop-function", name, ...(parameters && { parameters }) };
}

function readDropped(
  context: SqlContext,
  type: ObjectType,
  parts: readonly string[],
  { behavior }: DropStmt,
): OperationEffect {
  if (TABLES.has(type)) return { type: "drop-table", table: getTableNameFromParts(context, parts) };
  if (VIEWS.has(type)) return { type: "drop-view", table: getTableNameFromParts(context, parts) };
  if (type === "OBJECT_SCHEMA") return { type: "drop-schema", schema: parts.at(-1) ?? "" };
  if (type === "OBJECT_TRIGGER") {
    const table = getTableNameFromParts(context, parts.slice(0, -1));
    return { type: "drop-trigger", table, name: parts.at(-1) ?? "" };
  }
  if (COLUMN_TYPES.has(type) && behavior === "DROP_CASCADE") {
    const reason = `dropping ${parts.join(".")} with CASCADE drops the columns that use it`;
    return { type: "unknown", tables: [], reason };
  }
  return { type: "other" };
}

/** `RENAME TO` and `RENAME COLUMN`. */
export function readRename(context: SqlContext, statement: RenameStmt): OperationEffect[] {
  const {
    renameType = "OBJECT_TABLE",
    relationType = "OBJECT_TABLE",
    subname = "",
    newname = "",
  } = statement;
  const table = getTableName(context, statement.relation);
  if (renameType === "OBJECT_COLUMN" && TABLES.has(relationType))
    return [{ type: "rename-column", table, column: subname, to: newname }];
  // A view's column: the view gives the old name no longer, the table behind it does not change.
  if (renameType === "OBJECT_COLUMN" && VIEWS.has(relationType))
    return [{ type: "rename-column", table, column: subname, to: newname }];
  if (TABLES.has(renameType)) return [{ type: "rename-table", table, to: newname }];
  if (VIEWS.has(renameType)) return [{ type: "rename-view", table, to: newname }];
  if (renameType === "OBJECT_SCHEMA") {
    const reason = `every table of the schema ${subname} gets another name`;
    return [{ type: "unknown", tables: [], reason }];
  }
  return [{ type: "other" }];
}

/** `SET SCHEMA`: the table goes on under another name. */
export function readSetSchema(context: SqlContext, statement: AlterObjectSchemaStmt): OperationEffect[] {
  const { objectType = "OBJECT_TABLE", newschema = "" } = statement;
  const table = getTableName(context, statement.relation);
  const moved = { table, to: table.table, toSchema: newschema };
  if (TABLES.has(objectType)) return [{ type: "rename-table", ...moved }];
  if (VIEWS.has(objectType)) return [{ type: "rename-view", ...moved }];
  return [{ type: "other" }];
}
