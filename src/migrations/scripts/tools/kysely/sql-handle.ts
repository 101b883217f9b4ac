import type { SourceText } from "../../../../references/sql/source-text.js";
import { AT_RUN, composeSql } from "../../compose-sql.js";
import type { Handle } from "../../handle.js";
import type { Value } from "../../value.js";

/** Something of Kysely's that stands for SQL: a raw fragment, an expression, a query. */
export interface SqlHandle extends Handle {
  readonly sql: SourceText;
  /** A query stands in parentheses within another. */
  readonly isQuery?: boolean;
}

/** The SQL that a value stands for; undefined for what is none of Kysely's. */
export function getSql(value: Value | undefined): SourceText | undefined {
  return value?.kind === "handle" && isSqlHandle(value.handle) ? value.handle.sql : undefined;
}

/** The same as a part of a larger text. */
export function getOperandSql(value: Value | undefined): SourceText | undefined {
  if (value?.kind !== "handle" || !isSqlHandle(value.handle)) return undefined;
  const { sql, isQuery } = value.handle;
  return isQuery === true ? composeSql("(", sql, ")") : sql;
}

function isSqlHandle(handle: Handle): handle is SqlHandle {
  return "sql" in handle;
}

/** A fragment's value: what isn't Kysely's own becomes a parameter; what isn't known may be either. */
export function toOperand(value: Value | undefined): SourceText {
  const sql = getOperandSql(value);
  if (sql !== undefined) return sql;
  if (value?.kind === "plain" && (value.value === null || typeof value.value === "boolean"))
    return composeSql(String(value.value));
  return value === undefined || value.kind === "handle" || value.kind === "unknown"
    ? AT_RUN
    : composeSql("$1");
}
