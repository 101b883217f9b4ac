import { isFileWord } from "../references/file-words.js";
import type { TreeEntry } from "../trees/tree.js";
import { findFacts, setFacts } from "./cached-facts.js";
import { createFactsSearch, type FactsSearch, getFactsQuestions } from "./facts-search.js";
import { isModuleConfig, isPrismaSchema } from "./file-kind.js";
import { getFactsKey } from "./scan-keys.js";
import type { ScanState } from "./scan-state.js";
import { addOwnNames, getSourceFacts } from "./source-facts.js";
import { isDeploymentFile } from "../references/config/deployment/deployment-file.js";

const PROGRESS_STEP = 100;

/** Takes note of the facts of files that nobody has looked at yet. */
export async function searchFiles(state: ScanState, unknown: readonly TreeEntry[]): Promise<void> {
  const { tree, manifest, cached, cache, texts } = state;
  const questions = getFactsQuestions(manifest, cached.hasPrisma);
  const search = createFactsSearch(manifest, cached.words, questions);
  // Reading JSON with comments takes code that few scans need.
  const hasConfigs = unknown.some(({ path }) => isModuleConfig(path));
  const configs = hasConfigs ? await import("./facts.js") : undefined;
  let done = 0;
  cache.touch();
  for await (const [entry, text] of tree.read(unique(unknown))) {
    const { path } = entry;
    const facts =
      configs && isModuleConfig(path)
        ? { ...configs.getConfigFacts(path, text), ...getDeploymentWords(path, text, search) }
        : getSourceFacts(path, text, search);
    setFacts(cached, entry, facts);
    if (facts.words !== undefined && text !== undefined) texts.keep(entry, text);
    done += 1;
    if (done % PROGRESS_STEP === 0) state.onRead(done, unknown.length);
  }
}

/** A package's scripts set and use variables; what it says of modules is no matter of words. */
function getDeploymentWords(path: string, text: string | undefined, search: FactsSearch) {
  if (!search.hasConfig || text === undefined || !isDeploymentFile(path)) return {};
  const words = search.match(text);
  return words.length > 0 ? { words } : {};
}

/** Completes the facts of those candidates that were not asked for their own names. */
export async function searchOwnNames(state: ScanState, entries: readonly TreeEntry[]): Promise<void> {
  const { tree, cached, cache, texts } = state;
  cache.touch();
  for await (const [entry, text] of texts.read(tree, entries)) {
    const facts = findFacts(cached, entry);
    if (facts) setFacts(cached, entry, addOwnNames(entry.path, text, facts));
  }
}

/** Copies of a file have the same facts. */
function unique(entries: readonly TreeEntry[]): TreeEntry[] {
  return [...new Map(entries.map((entry) => [getFactsKey(entry), entry])).values()];
}

/** Widens what is searched for; everything has to be looked at again. False when nothing is new. */
export function addWords({ cached, files }: ScanState, words: readonly string[]): boolean {
  const known = new Set(cached.words);
  const added = words.filter((word) => !known.has(word) && !isFileWord(word));
  const hasPrisma = cached.hasPrisma || files.entries.some(({ path }) => isPrismaSchema(path));
  if (added.length === 0 && hasPrisma === cached.hasPrisma) return false;
  cached.hasPrisma = hasPrisma;
  cached.words = [...known, ...added].sort();
  cached.facts = {};
  return true;
}
