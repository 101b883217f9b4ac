import type { Dialect } from "../../../sql/dialects/dialect.js";
import { analyzePostgres, type SqlAnalysis } from "../analyze-postgres.js";
import type { SqlContext } from "../postgres/run.js";
import { analyzeDialect } from "./analyze-dialect.js";

/** Which references a text holds, read as one dialect. */
export function analyzeAs(dialect: Dialect, sql: string, context: SqlContext): SqlAnalysis {
  return dialect === "postgres" ? analyzePostgres(sql, context) : analyzeDialect(sql, context, dialect);
}
