import { findFacts, setFacts } from "./cached-facts.js";
import type { CachedScan } from "./scan-cache.js";
import { getOutcomeKey } from "./scan-keys.js";
import type { ScanState } from "./scan-state.js";

/** Head, base, deployed and some more. */
const KEPT_TREES = 8;
/** Entries of other trees that may stay for each that is used now. */
const KEPT_ENTRIES = 4;

/** Drops what recent scans did not use, once it outweighs what they do. */
export function trimCache({ cached, files }: Pick<ScanState, "cached" | "files">): void {
  const limit = KEPT_ENTRIES * (files.sources.length + files.mounted.length + files.configs.length);
  const count = Object.values(cached.facts).reduce((sum, ofKind) => sum + Object.keys(ofKind).length, 0);
  if (count > limit) cached.facts = keepUsedFacts(cached, files);
  if (Object.keys(cached.outcomes).length > limit) cached.outcomes = keepUsedOutcomes(cached, files);
  cached.layouts = keepLast(cached.layouts);
  cached.schemas = keepLast(cached.schemas);
  cached.projects = keepLast(cached.projects);
  cached.programs = keepLast(cached.programs);
}

function keepUsedFacts(
  cached: CachedScan,
  { sources, mounted, configs }: ScanState["files"],
): CachedScan["facts"] {
  const kept: Pick<CachedScan, "facts"> = { facts: {} };
  for (const entry of [...sources, ...mounted, ...configs]) {
    const facts = findFacts(cached, entry);
    if (facts !== undefined) setFacts(kept, entry, facts === 0 ? {} : facts);
  }
  return kept.facts;
}

function keepUsedOutcomes({ outcomes }: CachedScan, { sources }: ScanState["files"]): CachedScan["outcomes"] {
  const kept: CachedScan["outcomes"] = {};
  for (const key of sources.map(getOutcomeKey)) {
    const outcome = outcomes[key];
    if (outcome !== undefined) kept[key] = outcome;
  }
  return kept;
}

function keepLast<T>(entries: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(entries).slice(-KEPT_TREES));
}
