import { createTableName, EMPTY_CONTEXT } from "../../../operations/sql-context.js";
import type { TableName } from "../../../../catalog/table-columns.js";
import type { SourceText } from "../../../../references/sql/source-text.js";
import { composeSql, quoteName } from "../../compose-sql.js";
import { getField, getText, type Value } from "../../value.js";

/** `"users"` and `{ tableName: "users", schema: "app" }`; a dot in a name is a part of it (`quoteTable` in abstract/query-generator.js). */
export function quoteTable(value: Value | undefined, schema?: Value): SourceText {
  if (value?.kind !== "object") return withSchema(value, schema);
  return withSchema(getField(value, "tableName"), getField(value, "schema") ?? schema);
}

function withSchema(name: Value | undefined, schema: Value | undefined): SourceText {
  return isGiven(schema) ? composeSql(quoteName(schema), ".", quoteName(name)) : quoteName(name);
}

/** Undefined where only running would tell. A schema that only running would tell is left out. */
export function readTable(value: Value | undefined, schema?: Value): TableName | undefined {
  const isObject = value?.kind === "object";
  const table = getText(isObject ? getField(value, "tableName") : value);
  if (table === undefined) return undefined;
  return createTableName(
    EMPTY_CONTEXT,
    table,
    getText((isObject ? getField(value, "schema") : undefined) ?? schema),
  );
}

/** Neither absent nor null. */
export function isGiven(value: Value | undefined): value is Value {
  return value !== undefined && !(value.kind === "plain" && (value.value ?? undefined) === undefined);
}
