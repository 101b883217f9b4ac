import { findDialectError } from "../sql/dialects/parse-dialect.js";
import { parsePostgres } from "../sql/postgres-parser.js";
import type { MigrationFile } from "./migration-format.js";

/**
 * The dialect of migrations that no file of their tool names: MySQL's, where a script quotes names with backticks, which only its grammar takes.
 * Undefined: Postgres', or what the dialects share.
 */
export function detectDialect(files: readonly MigrationFile[]): "mysql" | undefined {
  return files.some(({ text }) => text.includes("`") && isMysqlAlone(text)) ? "mysql" : undefined;
}

/** Backticks may stand in a comment or a string of Postgres', too. */
function isMysqlAlone(text: string): boolean {
  return "error" in parsePostgres(text) && findDialectError(text, "mysql") === undefined;
}
