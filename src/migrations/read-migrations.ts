import { UserError } from "../errors.js";
import type { MigrationDir } from "../manifest/manifest.js";
import { detectDialect } from "./detect-dialect.js";
import { detectFormat, getPathIn, normalizeDir } from "./find-dirs.js";
import { findFormat, MIGRATION_FORMAT_NAMES } from "./formats/index.js";
import { plainSql } from "./formats/plain-sql.js";
import { withoutByteOrderMark } from "./forward-part.js";
import type { ForwardMigration, MigrationFile, MigrationFormat } from "./migration-format.js";
import type { Migration, MigrationSequence } from "./migration.js";
import { readBody, type ReadBody } from "./read-body.js";

/**
 * Each directory's migrations in the order of their tool. `files` may hold more than the migrations; paths are relative
 * to the repo. Throws `UserError` for a format that isn't known and a journal that can't be read.
 */
export function readMigrations(
  dirs: readonly MigrationDir[],
  files: readonly { readonly path: string; readonly text: string }[],
  read: ReadBody = readBody,
): MigrationSequence[] {
  return dirs.map((given) => {
    const dir = normalizeDir(given.dir);
    const inDir = files.flatMap(({ path: file, text }) => {
      const path = getPathIn(dir, file);
      return path === undefined ? [] : [{ path, file, text: withoutByteOrderMark(text) }];
    });
    const format = getFormat(dir, given.format, inDir);
    const own = inDir.filter(({ path }) => format.isMigrationFile(path));
    const dialect =
      given.dialect ??
      format.getDialect?.(own) ??
      detectDialect(own.filter(({ path }) => path.endsWith(".sql")));
    const migrations = format.read(own).map((forward) => toMigration(dir, forward, dialect, read));
    return { dir, format: format.name, migrations };
  });
}

function getFormat(dir: string, name: string | undefined, files: readonly MigrationFile[]): MigrationFormat {
  if (name !== undefined) {
    const format = findFormat(name);
    if (format !== undefined) return format;
    throw new UserError(
      `The migrations directory ${dir} has the format "${name}", which is not known. Known are: ${MIGRATION_FORMAT_NAMES.join(", ")}.`,
    );
  }
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  return detectFormat(dir, [...texts.keys()], (path) => texts.get(path)) ?? plainSql;
}

function toMigration(
  dir: string,
  forward: ForwardMigration,
  dialect: string | undefined,
  read: ReadBody,
): Migration {
  const { id, path, neverRuns, skippedAfter, isRepeatable, problem } = forward;
  const file = dir === "" ? path : `${dir}/${path}`;
  return {
    id,
    file,
    operations: read(forward, { dialect, file }),
    ...(neverRuns !== undefined && { neverRuns }),
    ...(skippedAfter !== undefined && { skippedAfter }),
    ...(isRepeatable !== undefined && { isRepeatable }),
    ...(problem !== undefined && { problem }),
  };
}
