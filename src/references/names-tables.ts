import type { Catalog } from "../catalog/catalog.js";
import { type Change, isTableTarget } from "../manifest/manifest.js";
import { getSearchWords } from "./search-words.js";

/** Whether the searched words that a file holds may name a table. */
export type NamesTables = (held: readonly string[]) => boolean;

/**
 * Most candidates hold a symbol's or a key's name alone. They depend on no column or table: each file that does holds a word that such a
 * change is searched by. Words that are nobody's own, such as those that re-exports give, may be a table's.
 */
export function createTableTest(changes: readonly Change[], catalog: Catalog): NamesTables {
  const ofTables = changes.filter(({ old }) => isTableTarget(old));
  if (ofTables.length === 0) return () => false;
  const tableWords = new Set(getSearchWords(ofTables, catalog));
  const others = changes.filter((change) => !ofTables.includes(change));
  const otherWords = new Set(getSearchWords(others, catalog));
  return (held) => held.some((word) => tableWords.has(word) || !otherWords.has(word));
}
