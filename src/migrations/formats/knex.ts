import { compareNames, isTopLevel } from "../file-order.js";
import type { ForwardMigration, MigrationFile, MigrationFormat } from "../migration-format.js";
import { isScriptFile } from "../script-file.js";
import { getScriptScore } from "../script-score.js";

// `loadExtensions` of lib/migrations/common/MigrationsLoader.js, as far as they are JavaScript's; `.mjs` and `.mts` only where it is set so.
const SCRIPT = /\.(?:c?js|ts)$/;
const MODULE = /\.m[jt]s$/;
const TYPES = /\.d\.[cm]?ts$/;

/**
 * Files by name in the order of code units (lib/migrations/migrate/sources/fs-migrations.js), which are also what Knex remembers. A file
 * that sorts before one that has run is run all the same, at the next turn: only one that is missing makes it complain (Migrator.js).
 */
export const knex: MigrationFormat = {
  name: "knex",
  getScore: (facts) =>
    getScriptScore(facts, {
      isScript: (path) => isTopLevel(path) && isScriptFile(path),
      packages: ["knex", "objection", "@feathersjs/knex"],
      hint: /\bknex\b|\bKnex\b/,
    }),
  isMigrationFile: (path) =>
    isTopLevel(path) && (SCRIPT.test(path) || MODULE.test(path)) && !TYPES.test(path),
  read: (files) => {
    const own = files.filter(({ path }) => knex.isMigrationFile(path));
    // Where some files are modules in their names, the config says so: Knex itself would pass them over.
    return own.toSorted((a, b) => compareNames(a.path, b.path)).map(toMigration);
  },
};

const UP = /\bup\b/;
const DOWN = /\bdown\b/;

/** `_validateMigrationStructure` of lib/migrations/migrate/Migrator.js. */
function toMigration({ path, text }: MigrationFile): ForwardMigration {
  const migration = { id: path, path, script: { tool: "knex", text } };
  // `export * from "./other"` may bring both.
  if (/\bexport\s*\*/.test(text)) return migration;
  if (!UP.test(text))
    return { ...migration, neverRuns: "it exports no `up`, so Knex refuses the whole directory" };
  return DOWN.test(text)
    ? migration
    : { ...migration, problem: "Knex wants a `down` beside `up`, and refuses the whole directory without" };
}
