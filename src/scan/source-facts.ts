import { getModuleRecord } from "../modules/module-record.js";
import type { FileFacts } from "./facts.js";
import { isScript } from "./file-kind.js";
import type { WordMatcher } from "./word-matcher.js";

/** Most files mention nothing and pass nothing on. */
export const NO_FACTS: FileFacts = {};

/** Facts of a source; undefined text (a binary file) has none. */
export function getSourceFacts(path: string, text: string | undefined, match: WordMatcher): FileFacts {
  if (text === undefined) return NO_FACTS;
  const words = match(text);
  const passing = isScript(path) ? getModuleRecord(path, text) : undefined;
  if (words.length === 0) return passing === undefined ? NO_FACTS : { record: passing, passesOn: true };
  const record = passing ?? (isScript(path) ? getModuleRecord(path, text, true) : undefined);
  return record === undefined ? { words } : { words, record, passesOn: passing !== undefined };
}
