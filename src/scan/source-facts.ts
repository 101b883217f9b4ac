import { type CodeMapping, mayMap, readCodeMapping } from "../catalog/code/code-mapping.js";
import { getExportShapes } from "../modules/export-shapes.js";
import type { ExportShapes } from "../modules/module-graph.js";
import { getModuleRecord } from "../modules/module-record.js";
import type { ScriptFile } from "../references/detector.js";
import { getExportedTexts, mayExportTexts } from "../references/sql/exported-texts.js";
import { getSpokenDialects, maySpeakDialect } from "../references/sql/dialects/spoken-dialects.js";
import type { Dialect } from "../sql/dialects/dialect.js";
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
export function getSourceFacts(path: string, text: string | undefined, search: FactsSearch): FileFacts {
  if (text === undefined) return NO_FACTS;
  const facts = getModuleFacts(path, text, search);
  const spoken =
    search.hasTables && isScript(path) && maySpeakDialect(text) ? getSpoken(path, text) : undefined;
  return spoken === undefined ? facts : { ...facts, spoken };
}

function getModuleFacts(path: string, text: string, { match, hasTables }: FactsSearch): FileFacts {
  const words = match(text);
  const mapping = hasTables && isScript(path) && mayMap(text) ? getMapping(path, text) : undefined;
  if (mapping !== undefined) return getMappingFacts({ path, text, words, mapping });
  const record = isScript(path) ? getModuleRecord(path, text) : undefined;
  const texts = hasTables && isScript(path) && mayExportTexts(text) ? getTexts(path, text) : undefined;
  if (words.length === 0) {
    if (record === undefined && texts === undefined) return NO_FACTS;
    return { ...(record && { record, passesOn: true }), ...(texts && { shapes: texts }) };
  }
  const shown = isScript(path) ? getExportShapes(path, text) : undefined;
  const shapes = shown || texts ? { ...texts, ...shown } : undefined;
  return { words, ...(record && { record, passesOn: true }), ...(shapes && { shapes }) };
}

function getTexts(path: string, text: string): ExportShapes | undefined {
  return readSoundScript(path, text, getExportedTexts);
}

function getSpoken(path: string, text: string): readonly Dialect[] | undefined {
  return readSoundScript(path, text, (file) => {
    const spoken = getSpokenDialects(file);
    return spoken.length > 0 ? spoken : undefined;
  });
}

function getMapping(path: string, text: string): CodeMapping | undefined {
  return readSoundScript(path, text, readCodeMapping);
}

function readSoundScript<T>(
  path: string,
  text: string,
  read: (file: ScriptFile) => T | undefined,
): T | undefined {
  try {
    return read(parseScript(path, text));
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
  const shown = words.length > 0 ? getExportShapes(path, text) : undefined;
  const texts = mayExportTexts(text) ? getTexts(path, text) : undefined;
  const shapes = shown || texts ? { ...texts, ...shown } : undefined;
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
