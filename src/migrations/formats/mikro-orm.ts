import { compareNames, isTopLevel } from "../file-order.js";
import type { MigrationFile, MigrationFormat } from "../migration-format.js";
import { isScriptFile } from "../script-file.js";
import { getScriptScore } from "../script-score.js";

const SNAPSHOT = /^\.snapshot-[^/]*\.json$/;

/**
 * MikroORM: by file name (`fs.glob(pattern).sort()` in packages/core/src/utils/AbstractMigrator.ts; Umzug's `paths.sort()` up to version 6), remembered without its extension
 * (`getMigrationName` in packages/migrations/src/MigrationStorage.ts).
 */
export const mikroOrm: MigrationFormat = {
  name: "mikro-orm",
  getScore: (facts) =>
    // The snapshot that `migration:create` keeps beside them.
    facts.paths.some((path) => SNAPSHOT.test(path))
      ? 3
      : getScriptScore(facts, {
          isScript: isOwn,
          packages: ["@mikro-orm/migrations", "@medusajs/framework/mikro-orm", "@medusajs/deps/mikro-orm"],
          hint: /\bextends\s+Migration\b[^]*\bthis\.addSql\b/,
        }),
  isMigrationFile: isOwn,
  read: (files) =>
    files
      .filter(({ path }) => isOwn(path))
      .toSorted((a, b) => compareNames(a.path, b.path))
      .map(toMigration),
};

/** The default `glob`, `!(*.d).{js,ts,cjs}`, looks into no folder. */
function isOwn(path: string): boolean {
  return isTopLevel(path) && isScriptFile(path);
}

function toMigration({ path, text }: MigrationFile) {
  return { id: path.replace(/\.[jt]s$/, ""), path, script: { tool: "mikro-orm", text } };
}
