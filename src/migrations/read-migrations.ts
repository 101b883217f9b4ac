import type { FoundDir } from "./find-dirs.js";
import type { MigrationSequence } from "./migration.js";
import { readBody, type ReadBody } from "./read-body.js";
import { readSettledDirs } from "./read-settled-dirs.js";
import { type RepoFile, settleDirs } from "./settle-dirs.js";

/**
 * Each directory's migrations in the order of their tool. `files` may hold more than the migrations; paths are relative
 * to the repo. Throws `UserError` for a format that isn't known and a journal that can't be read.
 */
export function readMigrations(
  dirs: readonly FoundDir[],
  files: readonly RepoFile[],
  read: ReadBody = readBody,
): MigrationSequence[] {
  return readSettledDirs(settleDirs(dirs, files), files, read);
}
