import type { Manifest } from "../manifest/manifest.js";
import type { Tree, TreeEntry, TreeFiles } from "../trees/tree.js";
import { isModuleConfig, isPrismaSchema, isScript, mayBeMigration } from "./file-kind.js";
import type { CachedLayout, ScanCache } from "./scan-cache.js";
import { getFactsKey, getHash } from "./scan-keys.js";
import { createSourceFilter } from "./source-filter.js";

/** A tree's files by what a scan wants of them. */
export interface ScanFiles {
  /** Searched for references. */
  readonly sources: readonly TreeEntry[];
  /** `package.json`, `tsconfig.json`. */
  readonly configs: readonly TreeEntry[];
  /** Migrations and models: they tell tables and columns. */
  readonly schema: readonly TreeEntry[];
  readonly migrationDirs: CachedLayout["dirs"];
  /** Paths of all scripts, sources or not. */
  readonly scripts: readonly string[];
  /** Sources that are not read. */
  readonly skipped: TreeFiles["skipped"];
}

/** Lists a tree and sorts its files. Migrations are no sources: the gate judges them. */
export async function listScanFiles(tree: Tree, manifest: Manifest, cache: ScanCache): Promise<ScanFiles> {
  const isSource = createSourceFilter(manifest);
  const isWanted = createWantedFilter(manifest, isSource);
  const isKnown = (entry: TreeEntry) => cache.read().facts[getFactsKey(entry)] !== undefined;
  const listing = tree.list({ isWanted, isKnown });
  // While git works.
  cache.read();
  const { entries, skipped } = await listing;
  const layout = await findLayout(entries, manifest, cache);
  const migrations = new Set(layout.files);
  const sources = entries.filter(({ path }) => isSource(path) && !migrations.has(path));
  return {
    sources,
    configs: entries.filter(({ path }) => isModuleConfig(path)),
    schema: hasTables(manifest)
      ? entries.filter(({ path }) => migrations.has(path) || (isPrismaSchema(path) && isSource(path)))
      : [],
    migrationDirs: layout.dirs,
    scripts: entries.flatMap(({ path }) => (isScript(path) ? [path] : [])),
    skipped: skipped.filter(({ path }) => isSource(path)),
  };
}

function createWantedFilter({ migrations }: Manifest, isSource: (path: string) => boolean) {
  const dirs = migrations.map(({ dir }) => (dir === "" ? "" : `${dir}/`));
  return (path: string) =>
    isScript(path) ||
    isModuleConfig(path) ||
    mayBeMigration(path) ||
    isSource(path) ||
    dirs.some((dir) => path.startsWith(dir));
}

function hasTables({ changes }: Manifest): boolean {
  return changes.some(({ kind }) => kind === "column" || kind === "table");
}

/** Which files are migrations depends on the names of all files, and takes code that a scan answered from the cache does without. */
async function findLayout(
  entries: readonly TreeEntry[],
  { migrations }: Manifest,
  cache: ScanCache,
): Promise<CachedLayout> {
  const paths = entries.map(({ path }) => path);
  const key = getHash(paths);
  const known = cache.read().layouts[key];
  if (known !== undefined) return known;
  const { findMigrationDirs, getPathIn, isMigrationFile } = await import("../migrations/find-dirs.js");
  const dirs = findMigrationDirs(paths, migrations);
  const isInDir = (path: string) => dirs.some(({ dir }) => dir !== "" && getPathIn(dir, path) !== undefined);
  const files = paths.filter(
    (path) => isMigrationFile(dirs, path) || (path.endsWith(".sql") && isInDir(path)),
  );
  const layout = { dirs, files };
  cache.read().layouts[key] = layout;
  cache.touch();
  return layout;
}
