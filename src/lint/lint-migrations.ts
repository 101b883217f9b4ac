import { getPathIn, isMigrationFile } from "../migrations/find-dirs.js";
import type { MigrationSequence } from "../migrations/migration.js";
import { readBody } from "../migrations/read-body.js";
import { readMigrations } from "../migrations/read-migrations.js";
import { type RepoFile, type SettledDir, settleDirs } from "../migrations/settle-dirs.js";
import type { OperationsCache } from "../scan/operations-cache.js";
import type { TreeEntry } from "../trees/tree.js";
import type { WorkingTree } from "../trees/working-tree.js";
import type { RepoFiles } from "./list-repo-files.js";
import { once } from "./once.js";

/** The migrations of a repo as a state of it has them; nothing is read before a migration is linted. */
export interface LintMigrations {
  /**
   * The directory's migrations up to those of this file, with the file's text as it is in the editor; undefined for a file that is no migration.
   * Throws a UserError for a directory that can't be read.
   */
  findSequence(file: string, text: string): MigrationSequence | undefined;
}

export interface MigrationsPlace {
  readonly tree: WorkingTree;
  readonly files: RepoFiles;
  readonly operations: OperationsCache;
}

export function createLintMigrations({ tree, files, operations }: MigrationsPlace): LintMigrations {
  const texts = once(() => readFiles(tree, files.migrations));
  const dirs = once(() => settleDirs(files.migrationDirs, texts()));
  const known = new Map<string, MigrationSequence | undefined>();
  const readKnown = (dir: SettledDir) => {
    if (!known.has(dir.dir)) known.set(dir.dir, readMigrations([dir], texts(), operations.read)[0]);
    return known.get(dir.dir);
  };
  const readEdited = (dir: SettledDir, edited: RepoFile) => {
    const others = texts().filter(({ path }) => path !== edited.path);
    // Each text of an edited file is a new one: only those of the others are worth keeping.
    return readMigrations([dir], [...others, edited], (body, place) =>
      place.file === edited.path ? readBody(body, place) : operations.read(body, place),
    )[0];
  };
  return {
    findSequence(file, text) {
      if (!isMigrationFile(files.migrationDirs, file)) return undefined;
      const dir = dirs().find((one) => isMigrationFile([one], file));
      if (dir === undefined || getPathIn(dir.dir, file) === undefined) return undefined;
      const isSame = texts().some((one) => one.path === file && one.text === text);
      const sequence = isSame ? readKnown(dir) : readEdited(dir, { path: file, text });
      return sequence && endAt(sequence, file);
    },
  };
}

function endAt(sequence: MigrationSequence, file: string): MigrationSequence | undefined {
  const last = sequence.migrations.findLastIndex((migration) => migration.file === file);
  return last < 0 ? undefined : { ...sequence, migrations: sequence.migrations.slice(0, last + 1) };
}

function readFiles(tree: WorkingTree, entries: readonly TreeEntry[]): RepoFile[] {
  return entries.flatMap((entry) => {
    const text = tree.readSync(entry);
    return text === undefined ? [] : [{ path: entry.path, text }];
  });
}
