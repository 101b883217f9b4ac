import type { Manifest } from "../manifest/manifest.js";
import type { Tree, TreeEntry, TreeFiles } from "../trees/tree.js";
import { findFacts } from "./cached-facts.js";
import { isModuleConfig, isPrismaSchema, isScript } from "./file-kind.js";
import { findLayout, type MigrationLayout } from "./migration-layout.js";
import type { ScanCache } from "./scan-cache.js";
import { createSourceFilter, createWantedFilter } from "./source-filter.js";

/** A tree's files by what a scan wants of them. */
export interface ScanFiles {
  /** Searched for references. */
  readonly sources: readonly TreeEntry[];
  /** `package.json`, `tsconfig.json`. */
  readonly configs: readonly TreeEntry[];
  /** Migrations and models: they tell tables and columns. */
  readonly schema: readonly TreeEntry[];
  readonly migrationDirs: MigrationLayout["dirs"];
  /** Paths of all scripts, sources or not. */
  readonly scripts: readonly string[];
  /** Sources that are not read. */
  readonly skipped: TreeFiles["skipped"];
}

/** Lists a tree and sorts its files. Migrations are no sources: the gate judges them. */
export async function listScanFiles(tree: Tree, manifest: Manifest, cache: ScanCache): Promise<ScanFiles> {
  const isSource = createSourceFilter(manifest);
  const isWanted = createWantedFilter(manifest, isSource);
  const isKnown = (entry: TreeEntry) => findFacts(cache.read(), entry) !== undefined;
  const listing = tree.list({ isWanted, isKnown });
  // While git works.
  cache.read();
  const { entries, skipped } = await listing;
  const paths = entries.map(({ path }) => path);
  const layout = await findLayout(paths, manifest, cache.read().layouts);
  const migrations = new Set(layout.files);
  const sources = entries.filter(({ path }) => isSource(path) && !migrations.has(path));
  return {
    sources,
    configs: entries.filter(({ path }) => isModuleConfig(path)),
    schema: hasTables(manifest)
      ? entries.filter(({ path }) => migrations.has(path) || (isPrismaSchema(path) && isSource(path)))
      : [],
    migrationDirs: layout.dirs,
    scripts: paths.filter(isScript),
    skipped: skipped.filter(({ path }) => isSource(path)),
  };
}

function hasTables({ changes }: Manifest): boolean {
  return changes.some(({ kind }) => kind === "column" || kind === "table");
}
