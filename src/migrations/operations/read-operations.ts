import type { Operation } from "../migration.js";
import { toPostgresQuotes } from "./dialect-quotes.js";
import { readSql } from "./read-sql.js";
import { settleEffect } from "./run-time-names.js";
import { EMPTY_CONTEXT } from "./sql-context.js";
import { toOperations } from "./to-operations.js";

/**
 * What a migration's SQL does, in order, never less: what can't be read is `unknown`, what doesn't matter is `other`.
 * A function of its arguments alone and JSON-able: cache it by the file's content and dialect.
 */
export function readOperations(sql: string, dialect?: string): readonly Operation[] {
  const context = dialect === undefined ? EMPTY_CONTEXT : { ...EMPTY_CONTEXT, source: { sql, dialect } };
  const { effects } = readSql(toPostgresQuotes(sql, dialect), 0, context);
  // An adapter may have filled its tool's own placeholders in.
  const settled = effects.map((placed) => ({ ...placed, effect: settleEffect(placed.effect) }));
  return toOperations(settled, sql);
}
