import { getExportShapes } from "../modules/export-shapes.js";
import { getModuleRecord } from "../modules/module-record.js";
import type { FileFacts } from "./facts.js";
import { isScript } from "./file-kind.js";
import type { WordMatcher } from "./word-matcher.js";

/** Most files mention nothing and pass nothing on. */
export const NO_FACTS: FileFacts = {};

/** Facts of a source, without the own names of one that passes nothing on; undefined text (a binary file) has none. */
export function getSourceFacts(path: string, text: string | undefined, match: WordMatcher): FileFacts {
  if (text === undefined) return NO_FACTS;
  const words = match(text);
  const record = isScript(path) ? getModuleRecord(path, text) : undefined;
  if (words.length === 0) return record === undefined ? NO_FACTS : { record, passesOn: true };
  const shapes = isScript(path) ? getExportShapes(path, text) : undefined;
  return { words, ...(record && { record, passesOn: true }), ...(shapes && { shapes }) };
}

/** Own names settle from which of two `export *` a name comes. They take parsing, and few repos need them. */
export function lacksOwnNames(path: string, { words, record, hasOwnNames }: FileFacts): boolean {
  return words !== undefined && record === undefined && hasOwnNames !== true && isScript(path);
}

export function addOwnNames(path: string, text: string, facts: FileFacts): FileFacts {
  const record = getModuleRecord(path, text, true);
  return { ...facts, hasOwnNames: true, ...(record && { record, passesOn: false }) };
}
