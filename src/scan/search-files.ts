import type { TreeEntry } from "../trees/tree.js";
import { getFacts } from "./facts.js";
import { getFactsKey } from "./scan-keys.js";
import { findFacts, type ScanState } from "./scan-state.js";
import { createWordMatcher } from "./word-matcher.js";

const PROGRESS_STEP = 100;

/** Looks at all files that have not been looked at yet, and takes note of their facts. */
export async function searchFiles(state: ScanState): Promise<void> {
  const { tree, files, cached, cache, texts } = state;
  const unknown = [...files.sources, ...files.configs].filter(
    (entry) => findFacts(state, entry) === undefined,
  );
  const match = createWordMatcher(cached.words);
  let done = 0;
  cache.touch();
  for await (const [entry, text] of tree.read(unique(unknown))) {
    const facts = getFacts(entry.path, text, match);
    cached.facts[getFactsKey(entry)] = Object.keys(facts).length === 0 ? 0 : facts;
    if (facts.words !== undefined && text !== undefined) texts.keep(entry, text);
    done += 1;
    if (done % PROGRESS_STEP === 0) state.onRead(done, unknown.length);
  }
}

/** Copies of a file have the same facts. */
function unique(entries: readonly TreeEntry[]): TreeEntry[] {
  return [...new Map(entries.map((entry) => [getFactsKey(entry), entry])).values()];
}

/** Widens what is searched for; everything has to be looked at again. False when nothing is new. */
export function addWords({ cached }: ScanState, words: readonly string[]): boolean {
  const known = new Set(cached.words);
  const added = words.filter((word) => !known.has(word));
  if (added.length === 0) return false;
  cached.words = [...known, ...added].sort();
  cached.facts = {};
  return true;
}
