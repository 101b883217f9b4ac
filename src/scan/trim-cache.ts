import type { CachedScan } from "./scan-cache.js";
import { getFactsKey, getOutcomeKey } from "./scan-keys.js";
import type { ScanState } from "./scan-state.js";

/** Head, base, deployed and some more. */
const KEPT_TREES = 8;
/** Entries of other trees that may stay for each that is used now. */
const KEPT_ENTRIES = 4;

/** Drops what recent scans did not use, once it outweighs what they do. */
export function trimCache({ cached, files }: Pick<ScanState, "cached" | "files">): void {
  const used = [...files.sources, ...files.configs];
  cached.facts = keepUsed(cached.facts, used.map(getFactsKey));
  cached.outcomes = keepUsed(cached.outcomes, files.sources.map(getOutcomeKey));
  for (const key of ["layouts", "schemas", "projects"] as const) keepLast(cached[key]);
}

function keepUsed<T>(entries: Record<string, T>, used: readonly string[]): Record<string, T> {
  if (Object.keys(entries).length <= KEPT_ENTRIES * used.length) return entries;
  const kept: Record<string, T> = {};
  for (const key of used) {
    const value = entries[key];
    if (value !== undefined) kept[key] = value;
  }
  return kept;
}

function keepLast(entries: CachedScan["layouts" | "schemas" | "projects"]): void {
  const keys = Object.keys(entries);
  for (const key of keys.slice(0, Math.max(0, keys.length - KEPT_TREES))) delete entries[key];
}
