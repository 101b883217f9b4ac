import type { Manifest } from "../manifest/manifest.js";
import type { Tree } from "../trees/tree.js";
import { createMemoryCache, type ScanCache } from "./scan-cache.js";
import type { ScanResult } from "./scan-result.js";

export interface ScanProgress {
  readonly done: number;
  readonly total: number;
}

export interface ScanOptions {
  /** Absent: nothing is remembered. */
  readonly cache?: ScanCache;
  /** A `node_modules` folder that a user keeps for all repos: types are read there of packages that no repo publishes. */
  readonly typesFrom?: string;
  /** Called now and then while files are read. */
  readonly onProgress?: (progress: ScanProgress) => void;
}

/**
 * All references in a tree's files. Files that mention no old name are not parsed; what is in the cache is not even read. Throws a UserError when
 * the tree can't be read; a single file that can't be is a fatal problem of the result.
 */
export async function scanTree(
  tree: Tree,
  manifest: Manifest,
  options: ScanOptions = {},
): Promise<ScanResult> {
  const { cache = createMemoryCache() } = options;
  // Modules are imported when something has to be done with them: loading all of them takes longer than a scan that the cache answers.
  const loadFilter = async () => (await import("./source-filter.js")).createWantedFilter(manifest);
  // What its packages hold is no part of the tree's state.
  const hasState = options.cache !== undefined && options.typesFrom === undefined;
  const state = hasState ? await tree.getState?.(loadFilter) : undefined;
  const known = state === undefined ? undefined : cache.findResult(state);
  if (known !== undefined && (await hasSameParsers(known, manifest))) return known;
  const { scanAnew } = await import("./scan-anew.js");
  const result = await scanAnew(tree, manifest, { ...options, cache });
  if (state !== undefined) cache.writeResult(state, result);
  return result;
}

async function hasSameParsers({ parsers = {} }: ScanResult, manifest: Manifest): Promise<boolean> {
  const read = Object.entries(parsers);
  if (read.length === 0) return true;
  const { getParserFolder, getParserStamp } = await import("./components/parser-stamp.js");
  const folder = getParserFolder(manifest);
  return read.every(([path, parser]) => getParserStamp(path, folder) === parser);
}
