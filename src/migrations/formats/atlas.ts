import { compareNames, isTopLevel } from "../file-order.js";
import { keepRanges } from "../forward-part.js";
import type { ForwardMigration, MigrationFile, MigrationFormat } from "../migration-format.js";
import { isRollbackFile } from "../rollback-file.js";
import { markTakenVersions } from "../taken-versions.js";

const SUM_FILE = "atlas.sum";
const CHECKPOINT = /^-- atlas:checkpoint\b/m;
const TXTAR = /^-- atlas:txtar\b/m;
const TXTAR_FILE = /^-- (\S+) --[ \t]*$/gm;

/** Atlas' own directories: `<version>_<name>.sql` by file name (`LocalDir.Files` in sql/migrate/dir.go); the part before `_` is the version. */
export const atlas: MigrationFormat = {
  name: "atlas",
  getScore: ({ paths }) => (paths.includes(SUM_FILE) ? 3 : 0),
  isMigrationFile: isAtlasFile,
  read(files) {
    const paths = new Set(files.map((file) => file.path));
    const sorted = files
      .filter(({ path }) => isAtlasFile(path) && !isRollbackFile(path, paths))
      .toSorted((a, b) => compareNames(a.path, b.path));
    return markTakenVersions("atlas", sorted.map(toMigration));
  },
};

function isAtlasFile(path: string): boolean {
  return isTopLevel(path) && path.endsWith(".sql");
}

function toMigration({ path, text }: MigrationFile, index: number): ForwardMigration {
  const id = path.replace(/\.sql$/, "").split("_", 1)[0] ?? path;
  const sql = TXTAR.test(text) ? keepMigrationMember(text) : text;
  // A checkpoint stands for what sorts before it on an empty database; a database with a history never runs it.
  const isStandIn = index > 0 && CHECKPOINT.test(text);
  if (!isStandIn) return { id, path, sql };
  return { id, path, sql: keepRanges(text, []), neverRuns: "a checkpoint runs on empty databases alone" };
}

/** Of an archive of checks, up and down parts: the member `migration.sql`. */
function keepMigrationMember(text: string): string {
  const members = [...text.matchAll(TXTAR_FILE)];
  const index = members.findIndex((member) => member[1] === "migration.sql");
  const member = members[index];
  if (member === undefined) return keepRanges(text, []);
  const start = member.index + member[0].length;
  return keepRanges(text, [{ start, end: members[index + 1]?.index ?? text.length }]);
}
