import { compareNames, isTopLevel } from "../file-order.js";
import type { ForwardMigration, MigrationFile, MigrationFormat } from "../migration-format.js";
import { isScriptFile } from "../script-file.js";
import { getScriptScore } from "../script-score.js";
import { listMigrationKeys } from "../scripts/tools/kysely/migration-objects.js";

// src/migration/file-migration-provider.ts of kysely; `.cts` and `.cjs` are kysely-ctl's (src/utils/get-file-type.mts there).
const SCRIPT = /\.[cm]?[jt]s$/;
const TYPES = /\.d\.[cm]?ts$/;

/**
 * Files by name, and entries of an object by key: both in the order of code units, which `Object.keys(…).sort()` gives
 * (src/migration/migrator.ts). A file that exports no `up` is passed over.
 */
export const kysely: MigrationFormat = {
  name: "kysely",
  getScore: (facts) =>
    getScriptScore(facts, {
      isScript: (path) => isTopLevel(path) && isScriptFile(path),
      packages: ["kysely", "kysely-ctl"],
      hint: /\bKysely\b/,
    }),
  // `#ensureMigrationsInOrder` of the migrator.
  whenOutOfOrder: "Kysely then runs nothing, unless it has `allowUnorderedMigrations`",
  isMigrationFile: (path) => isTopLevel(path) && SCRIPT.test(path) && !TYPES.test(path),
  read: (files) =>
    files
      .filter(({ path }) => kysely.isMigrationFile(path))
      .flatMap(toMigrations)
      .toSorted((a, b) => compareNames(a.id, b.id)),
};

function toMigrations({ path, file, text }: MigrationFile): ForwardMigration[] {
  const script = { tool: "kysely", text };
  if (exportsUp(text)) return [{ id: path.slice(0, path.lastIndexOf(".")), path, script }];
  return listMigrationKeys(file, text).map((entry) => ({ id: entry, path, script: { ...script, entry } }));
}

const DECLARED = /\bexport\s+(?:async\s+)?(?:function|const|let|var)\s+up\b|\bexports\s*\.\s*up\b/;
const GATHERED = /\bexport\s*(?:default\b|\{|=)|\bmodule\s*\.\s*exports\b/;

/** Whether a file may export `up`: what it is, reading it tells. */
function exportsUp(text: string): boolean {
  return (
    DECLARED.test(text) || (GATHERED.test(text) && /\bup\b/.test(text) && !text.includes("getMigrations"))
  );
}
