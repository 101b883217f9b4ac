import { compareNames, getBaseName, isTopLevel } from "../file-order.js";
import type { ForwardMigration, MigrationFile, MigrationFormat } from "../migration-format.js";
import { isRollbackFile } from "../rollback-file.js";
import { isScriptFile } from "../script-file.js";
import { getScriptScore } from "../script-score.js";
import { markTakenVersions } from "../taken-versions.js";

const PACKAGES = ["sequelize", "sequelize-cli", "sequelize-typescript", "@sequelize/core", "umzug"];
const HINT =
  /\b(?:queryInterface|QueryInterface|DataTypes)\b|\bmigration\.(?:sequelize|\w+(?:Table|Column))\b/;
// What neither runner could run is a module of theirs: `up` is missing there.
const HAS_UP = /(?:^|[^.\w])up["']?\s*[:=(,}]|exports\.up\b/m;
const SQL = /^\d.*\.sql$|\.up\.sql$/;

/**
 * sequelize-cli runs the scripts of one folder by name (`pattern` in its lib/core/migrator.js, `_findMigrations` in umzug 2's src/index.js); Umzug 3 those
 * of a glob by path (`getMigrationsResolver` in src/umzug.ts), SQL among them by a resolver as in its README. Both remember the file's name without
 * its folder, and run whatever they don't remember: one that sorts before others runs after them where those have run (`_pending`).
 */
export const sequelize: MigrationFormat = {
  name: "sequelize",
  getScore: (facts) => getScriptScore(facts, { isScript: isScriptFile, packages: PACKAGES, hint: HINT }),
  isMigrationFile: (path) => isScriptFile(path) || SQL.test(getBaseName(path)),
  read(files) {
    const run = keepTop(files.filter((file) => isRun(file, files)));
    const sorted = run.toSorted((a, b) => compareNames(a.path, b.path));
    return markTakenVersions("sequelize", sorted.map(toMigration));
  },
};

function isRun({ path, text }: MigrationFile, files: readonly MigrationFile[]): boolean {
  if (isScriptFile(path)) return HAS_UP.test(text);
  const paths = new Set(files.map((file) => file.path));
  if (!SQL.test(getBaseName(path)) || isRollbackFile(path, paths)) return false;
  // `1_users.js` reads and runs `1_users.sql` itself.
  const stem = path.replace(/(?:\.up)?\.sql$/, "");
  return !files.some((file) => isScriptFile(file.path) && file.path.replace(/\.[^./]+$/, "") === stem);
}

/** Folders within are helpers and archives, as long as there are migrations beside them. */
function keepTop(files: readonly MigrationFile[]): readonly MigrationFile[] {
  const top = files.filter(({ path }) => isTopLevel(path));
  return top.length > 0 ? top : files;
}

function toMigration({ path, text }: MigrationFile): ForwardMigration {
  const id = getBaseName(path);
  return isScriptFile(path) ? { id, path, script: { tool: "sequelize", text } } : { id, path, sql: text };
}
