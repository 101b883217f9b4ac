import type { FoundDir } from "./find-dirs.js";
import { findFormat } from "./formats/index.js";
import type { ForwardMigration } from "./migration-format.js";
import type { Migration, MigrationSequence } from "./migration.js";
import { readBody, type ReadBody } from "./read-body.js";
import { getFilesIn, type RepoFile, settleDirs } from "./settle-dirs.js";

/**
 * Each directory's migrations in the order of their tool. `files` may hold more than the migrations; paths are relative
 * to the repo. Throws `UserError` for a format that isn't known and a journal that can't be read.
 */
export function readMigrations(
  dirs: readonly FoundDir[],
  files: readonly RepoFile[],
  read: ReadBody = readBody,
): MigrationSequence[] {
  return settleDirs(dirs, files).flatMap(({ dir, format: name, dialect }) => {
    const format = findFormat(name);
    if (format === undefined) return [];
    const own = getFilesIn(dir, files).filter(({ path }) => format.isMigrationFile(path));
    const migrations = format.read(own).map((forward) => toMigration(dir, forward, dialect, read));
    return [{ dir, format: name, migrations }];
  });
}

function toMigration(
  dir: string,
  forward: ForwardMigration,
  dialect: string | undefined,
  read: ReadBody,
): Migration {
  const { id, path, neverRuns, skippedAfter, isRepeatable, isOrderedByContent, problem } = forward;
  const file = dir === "" ? path : `${dir}/${path}`;
  return {
    id,
    file,
    operations: read(forward, { dialect, file }),
    ...(neverRuns !== undefined && { neverRuns }),
    ...(skippedAfter !== undefined && { skippedAfter }),
    ...(isRepeatable !== undefined && { isRepeatable }),
    ...(isOrderedByContent !== undefined && { isOrderedByContent }),
    ...(problem !== undefined && { problem }),
  };
}
