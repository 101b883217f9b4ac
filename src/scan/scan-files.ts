import { getPathInRepo, isMounted } from "../manifest/mount-path.js";
import type { Manifest } from "../manifest/manifest.js";
import type { Tree, TreeEntry, TreeFiles } from "../trees/tree.js";
import { findFacts } from "./cached-facts.js";
import { isOtherLanguage } from "../references/text/languages.js";
import { isModule, isModuleConfig, isPrismaSchema } from "./file-kind.js";
import { findLayout, type MigrationLayout } from "./migration-layout.js";
import { hasTables } from "./has-tables.js";
import type { ScanCache } from "./scan-cache.js";
import { createSourceFilter, createWantedFilter } from "./source-filter.js";

/** A tree's files by what a scan wants of them. */
export interface ScanFiles {
  /** Searched for references. */
  readonly sources: readonly TreeEntry[];
  /** Scripts of other repos, mounted here: no place in them is a reference of this repo's, but they pass names on and map tables. */
  readonly mounted: readonly TreeEntry[];
  /** `package.json`, `tsconfig.json`. */
  readonly configs: readonly TreeEntry[];
  /** Migrations and models: they tell tables and columns. */
  readonly schema: readonly TreeEntry[];
  /** What these sources do to tables is history. */
  readonly migrationScripts: ReadonlySet<string>;
  readonly migrationDirs: MigrationLayout["dirs"];
  /** Paths of all scripts, sources or not. */
  readonly scripts: readonly string[];
  /** Sources that are not read. */
  readonly skipped: TreeFiles["skipped"];
  /** All of them and more: what the sources' types may lead to. */
  readonly entries: readonly TreeEntry[];
}

/** Lists a tree and sorts its files. Migrations in SQL are no sources: the gate judges them. */
export async function listScanFiles(tree: Tree, manifest: Manifest, cache: ScanCache): Promise<ScanFiles> {
  const isSource = createSourceFilter(manifest);
  const isWanted = createWantedFilter(manifest, isSource);
  const cached = cache.read();
  const isKnown = (entry: TreeEntry) => findFacts(cached, entry) !== undefined;
  const isFilled = Object.keys(cached.facts).length > 0;
  const listing = tree.list({ isWanted, ...(isFilled && { isKnown }) });
  const { entries, skipped } = await listing;
  const paths = entries.map(({ path }) => path);
  const ownPaths = paths.filter((path) => !isMounted(path));
  const layout = await findLayout(ownPaths, manifest, cached.layouts);
  const migrations = new Set(layout.files);
  const telling = new Set(layout.telling);
  const sources = entries.filter(({ path }) => isSource(path) && !migrations.has(path));
  return {
    sources,
    mounted: entries.filter(({ path }) => isMounted(path) && isModule(path) && isSource(getPathInRepo(path))),
    configs: entries.filter(({ path }) => isModuleConfig(path)),
    schema: hasTables(manifest)
      ? entries.filter(({ path }) => telling.has(path) || (isPrismaSchema(path) && isSource(path)))
      : [],
    migrationScripts: new Set(layout.scripts),
    migrationDirs: layout.dirs,
    scripts: paths.filter(isModule),
    skipped: skipped.filter(({ path }) => isSource(path) && !isOtherLanguage(path)),
    entries,
  };
}
