import { findFormat } from "./formats/index.js";
import type { ForwardMigration } from "./migration-format.js";
import type { Migration, MigrationSequence } from "./migration.js";
import type { ReadBody } from "./read-body.js";
import { getFilesIn, type RepoFile, type SettledDir } from "./settle-dirs.js";

/** Each directory's migrations in the order of their tool, with the operations that `read` tells. `files` may hold more than the migrations. */
export function readSettledDirs(
  dirs: readonly SettledDir[],
  files: readonly RepoFile[],
  read: ReadBody,
): MigrationSequence[] {
  return dirs.flatMap(({ dir, format: name, dialect }) => {
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
