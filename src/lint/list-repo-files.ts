import type { Manifest } from "../manifest/manifest.js";
import {
  findMigrationDirs,
  type FoundDir,
  isDirEvidence,
  isKnownScript,
  isOfMigrations,
} from "../migrations/find-dirs.js";
import { isModule, isModuleConfig, isPrismaSchema } from "../scan/file-kind.js";
import { createWantedFilter } from "../scan/source-filter.js";
import type { TreeEntry } from "../trees/tree.js";
import type { WorkingTree } from "../trees/working-tree.js";

/** The working tree's files by what the linter wants of them: as the scan has them, at once. */
export interface RepoFiles {
  readonly entries: readonly TreeEntry[];
  /** Paths of what may hold references. */
  readonly sources: ReadonlySet<string>;
  /** What of the modules is read: scripts among the sources, `package.json`, `tsconfig.json`. */
  readonly modules: readonly TreeEntry[];
  /** Paths of all scripts, sources or not: specifiers lead to them. */
  readonly scripts: readonly string[];
  readonly prismaSchemas: readonly TreeEntry[];
  /** All whose text says which tables the migrations make. */
  readonly migrations: readonly TreeEntry[];
  /** What these sources do to tables is history. */
  readonly migrationScripts: ReadonlySet<string>;
  readonly migrationDirs: readonly FoundDir[];
}

/** Throws a UserError when the folder, or git in it, can't be read. */
export function listRepoFiles(
  tree: WorkingTree,
  manifest: Manifest,
  isSource: (path: string) => boolean,
): RepoFiles {
  const { entries } = tree.listSync({
    // What git has unchanged need not be looked at: only its size could be too much, and that the linter sees in the text.
    isKnown: () => true,
    isWanted: createWantedFilter(manifest, isSource),
  });
  const paths = entries.map(({ path }) => path);
  const migrationDirs = findMigrationDirs(paths, manifest.migrations);
  const excluded = new Set(paths.filter((path) => isOfMigrations(migrationDirs, path)));
  const sources = new Set(paths.filter((path) => isSource(path) && !excluded.has(path)));
  return {
    entries,
    sources,
    modules: entries.filter(({ path }) => isModuleConfig(path) || (isModule(path) && sources.has(path))),
    scripts: paths.filter(isModule),
    prismaSchemas: entries.filter(({ path }) => isPrismaSchema(path) && isSource(path)),
    migrations: entries.filter(({ path }) => excluded.has(path) || isDirEvidence(migrationDirs, path)),
    migrationScripts: new Set(paths.filter((path) => isKnownScript(migrationDirs, path))),
    migrationDirs,
  };
}
