import { mkdtempSync, mkdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type {
  ForwardMigration,
  MigrationFile,
  MigrationFormat,
} from "../../src/migrations/migration-format.js";

/** Files of a migrations directory by name, as the formats get them. */
export function toMigrationFiles(texts: Readonly<Record<string, string>>): MigrationFile[] {
  return Object.entries(texts).map(([name, text]) => ({ path: name, file: `migrations/${name}`, text }));
}

/** The ids in order, without those that never run. */
export function getOrder(format: MigrationFormat, texts: Readonly<Record<string, string>>): string[] {
  return format
    .read(toMigrationFiles(texts))
    .filter(({ neverRuns }) => neverRuns === undefined)
    .map(({ id }) => id);
}

/** The SQL that a migration runs; throws for one that is no SQL. */
export function getSql(migration: ForwardMigration | undefined): string {
  if (migration === undefined || !("sql" in migration)) throw new Error("no migration in SQL");
  return migration.sql;
}

/** Writes the files into a directory of their own, for the tool itself. */
export function writeMigrations(texts: Readonly<Record<string, string>>): string {
  const dir = mkdtempSync(path.join(tmpdir(), "migrations-"));
  for (const [name, text] of Object.entries(texts)) {
    mkdirSync(path.dirname(path.join(dir, name)), { recursive: true });
    writeFileSync(path.join(dir, name), text);
  }
  return dir;
}
