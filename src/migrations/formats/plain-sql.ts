import { compareNames, compareNumbers, getBaseName, getNumericPrefix } from "../file-order.js";
import { keepRanges } from "../forward-part.js";
import type { ForwardMigration, MigrationFile, MigrationFormat } from "../migration-format.js";
import { isRollbackFile } from "../rollback-file.js";

// Section marks of goose, sql-migrate, dbmate, node-pg-migrate and MyBatis: hand-made runners borrow them.
const DOWN_MARK =
  /^[ \t]*--[ \t]*(\+goose down|\+migrate down|migrate:down|down migration|\/\/[ \t]*@undo)\b.*$/im;

/**
 * SQL files without a tool that we know. Our own rule, as most hand-made runners have it: by the number that each name
 * starts with, when all names start with one, else by name; folders are part of the name.
 */
export const plainSql: MigrationFormat = {
  name: "sql",
  getScore: ({ paths }) => (paths.some((path) => path.endsWith(".sql")) ? 1 : 0),
  isMigrationFile: (path) => path.endsWith(".sql"),
  read(files) {
    const paths = new Set(files.map((file) => file.path));
    const forward = files.filter((file) => file.path.endsWith(".sql") && !isRollbackFile(file.path, paths));
    return sortFiles(forward).map(toMigration);
  },
};

/** Our own rule: by the number that each name starts with, when all names start with one, else by name. */
export function sortFiles(files: readonly MigrationFile[]): MigrationFile[] {
  const isNumbered = files.every(({ path }) => getNumericPrefix(path) !== undefined && !path.includes("/"));
  if (!isNumbered) return files.toSorted((a, b) => compareNames(a.path, b.path));
  return files.toSorted(
    (a, b) =>
      compareNumbers(getNumericPrefix(a.path) ?? "0", getNumericPrefix(b.path) ?? "0") ||
      compareNames(getBaseName(a.path), getBaseName(b.path)),
  );
}

function toMigration({ path, text }: MigrationFile): ForwardMigration {
  const down = DOWN_MARK.exec(text);
  const sql = down === null ? text : keepRanges(text, [{ start: 0, end: down.index }]);
  return { id: path, path, sql };
}
