import type { MigrationDir } from "../../manifest/manifest.js";
import {
  findMigrationDirs,
  type FoundDir,
  isDirEvidence,
  isMigrationFile,
  normalizeDir,
} from "../../migrations/find-dirs.js";
import type { MigrationSequence } from "../../migrations/migration.js";
import { readSettledDirs } from "../../migrations/read-settled-dirs.js";
import { type SettledDir, settleDirs } from "../../migrations/settle-dirs.js";
import { isPackageJson, mayBeMigration } from "../../scan/file-kind.js";
import type { Tree } from "../../trees/tree.js";

/** A tree's migration files, not yet read as operations. */
export interface MigrationFiles<Dir extends MigrationDir = SettledDir> {
  readonly dirs: readonly Dir[];
  readonly files: readonly { readonly path: string; readonly text: string }[];
}

/** Texts by what identifies them: trees share most of theirs. Filled as they are read. */
export type KnownTexts = Map<string, string>;

export async function readMigrationFiles(
  tree: Tree,
  manifestDirs: readonly MigrationDir[],
  texts: KnownTexts = new Map(),
): Promise<MigrationFiles> {
  const { dirs: found, files } = await readFoundDirs(tree, manifestDirs, texts);
  const dirs = settleDirs(found, files);
  return { dirs, files: files.filter(({ path }) => isMigrationFile(dirs, path)) };
}

/** A tree's directories as its paths tell them, with the files by whose text `settleDirs` tells the rest. */
export async function readFoundDirs(
  tree: Tree,
  manifestDirs: readonly MigrationDir[],
  texts: KnownTexts = new Map(),
): Promise<MigrationFiles<FoundDir>> {
  const given = manifestDirs.map(({ dir }) => `${normalizeDir(dir)}/`);
  const mayBeRead = (path: string) =>
    mayBeMigration(path) || isPackageJson(path) || given.some((dir) => path.startsWith(dir));
  // Paths are enough to find the directories: no other file needs a look at its size.
  const all = await tree.list({ isKnown: ({ path, id }) => texts.has(id) || !mayBeRead(path) });
  const dirs = findMigrationDirs(
    all.entries.map(({ path }) => path),
    manifestDirs,
  );
  const entries = all.entries.filter(({ path }) => isDirEvidence(dirs, path));
  for await (const [{ id }, text] of tree.read(entries.filter(({ id }) => !texts.has(id))))
    if (text !== undefined) texts.set(id, text);
  const files = entries.flatMap(({ path, id }) => {
    const text = texts.get(id);
    return text === undefined ? [] : [{ path, text }];
  });
  return { dirs, files };
}

/** Which migrations there are, in order, without what they do: reading that is the costly part. */
export function listMigrations({ dirs, files }: MigrationFiles): MigrationSequence[] {
  return readSettledDirs(dirs, files, () => []);
}

/** Both trees' migrations in one order, as after a merge. A file that both have is `head`'s. */
export function mergeMigrationFiles(head: MigrationFiles, other: MigrationFiles): MigrationFiles {
  const byPath = new Map([...other.files, ...head.files].map((file) => [file.path, file]));
  return { dirs: head.dirs, files: [...byPath.values()] };
}
