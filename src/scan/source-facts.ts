import { type CodeMapping, mayMap, readCodeMapping } from "../catalog/code/code-mapping.js";
import { getExportShapes } from "../modules/export-shapes.js";
import { getModuleRecord } from "../modules/module-record.js";
import type { FileFacts } from "./facts.js";
import { isScript } from "./file-kind.js";
import { ParseError } from "./parse-error.js";
import { parseScript } from "./parse-script.js";
import type { WordMatcher } from "./word-matcher.js";

/** What is looked for in every file. */
export interface FactsSearch {
  readonly match: WordMatcher;
  /** Whether a column or table changes: then it matters which code maps which. */
  readonly hasTables: boolean;
}

/** Most files mention nothing and pass nothing on. */
export const NO_FACTS: FileFacts = {};

/** Facts of a source, without the own names of one that passes nothing on; undefined text (a binary file) has none. */
export function getSourceFacts(
  path: string,
  text: string | undefined,
  { match, hasTables }: FactsSearch,
): FileFacts {
  if (text === undefined) return NO_FACTS;
  const words = match(text);
  const mapping = hasTables && isScript(path) && mayMap(text) ? getMapping(path, text) : undefined;
  if (mapping !== undefined) return getMappingFacts({ path, text, words, mapping });
  const record = isScript(path) ? getModuleRecord(path, text) : undefined;
  if (words.length === 0) return record === undefined ? NO_FACTS : { record, passesOn: true };
  const shapes = isScript(path) ? getExportShapes(path, text) : undefined;
  return { words, ...(record && { record, passesOn: true }), ...(shapes && { shapes }) };
}

function getMapping(path: string, text: string): CodeMapping | undefined {
  try {
    return readCodeMapping(parseScript(path, text));
  } catch (error) {
    // If it mentions an old name, looking for references says what is wrong with it.
    if (error instanceof ParseError || error instanceof RangeError) return undefined;
    throw error;
  }
}

interface MappingFile {
  readonly path: string;
  readonly text: string;
  readonly words: readonly string[];
  readonly mapping: CodeMapping;
}

/** Models are reached through barrels, so their own names always matter. */
function getMappingFacts({ path, text, words, mapping }: MappingFile): FileFacts {
  const record = getModuleRecord(path, text, true);
  const shapes = words.length > 0 ? getExportShapes(path, text) : undefined;
  return {
    ...(words.length > 0 && { words }),
    ...(record && { record, passesOn: true, hasOwnNames: true }),
    ...(shapes && { shapes }),
    mapping,
  };
}

/** Own names settle from which of two `export *` a name comes. They take parsing, and few repos need them. */
export function lacksOwnNames(path: string, { words, record, hasOwnNames }: FileFacts): boolean {
  return words !== undefined && record === undefined && hasOwnNames !== true && isScript(path);
}

export function addOwnNames(path: string, text: string, facts: FileFacts): FileFacts {
  const record = getModuleRecord(path, text, true);
  return { ...facts, hasOwnNames: true, ...(record && { record, passesOn: false }) };
}
