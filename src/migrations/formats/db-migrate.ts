import { compareNames, isTopLevel } from "../file-order.js";
import type { ForwardMigration, MigrationFile, MigrationFormat } from "../migration-format.js";
import { getScriptScore } from "../script-score.js";

// lib/migration.js of db-migrate.
const SCRIPT = /\.js$/;

/**
 * `20240101000000-add-users.js`: by the number before the first dash, then by name (`filterCompleted` in util.js of db-migrate-shared). What has
 * not run is run, also before what has.
 */
export const dbMigrate: MigrationFormat = {
  name: "db-migrate",
  getScore: (facts) =>
    getScriptScore(facts, {
      isScript: isDbMigrateFile,
      packages: [
        "db-migrate",
        "db-migrate-shared",
        "db-migrate-pg",
        "db-migrate-mysql",
        "db-migrate-sqlite3",
      ],
      hint: /\bdb\s*\.\s*(?:runSql|addColumn|removeColumn|changeColumn)\b/,
    }),
  isMigrationFile: isDbMigrateFile,
  read: (files) =>
    files
      .filter(({ path }) => isDbMigrateFile(path))
      .toSorted((a, b) => compareNames(a.path, b.path))
      .toSorted((a, b) => comparePrefixes(getPrefix(a.path), getPrefix(b.path)))
      .map(toMigration),
};

function isDbMigrateFile(path: string): boolean {
  return isTopLevel(path) && path.endsWith(".js");
}

function toMigration({ path, text }: MigrationFile): ForwardMigration {
  return { id: path.replace(SCRIPT, ""), path, script: { tool: "db-migrate", text } };
}

/** Of a name without a dash all but the last letter, as `slice(0, -1)` gives it. */
function getPrefix(path: string): string {
  const name = path.replace(SCRIPT, "");
  return name.slice(0, name.indexOf("-"));
}

function comparePrefixes(a: string, b: string): number {
  // Against what is no number `a - b` is NaN, which a sort takes for equal.
  return Number.isNaN(Number(a)) ? a.localeCompare(b) : Number(a) - Number(b) || 0;
}
