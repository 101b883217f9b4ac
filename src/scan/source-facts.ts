import { type CodeMapping, mayMap, readCodeMapping } from "../catalog/code/code-mapping.js";
import { getExportShapes } from "../modules/export-shapes.js";
import type { ExportShapes, ModuleRecord } from "../modules/module-graph.js";
import { getModuleRecord } from "../modules/module-record.js";
import type { ScriptFile } from "../references/detector.js";
import { getExportedConfig, mayExportConfig } from "../references/config/exported-config.js";
import { getExportedStrings, mayExportStrings, uniteShapes } from "../references/exported-strings.js";
import { mayTellEndpoints, readEndpointFacts } from "../references/endpoints/read-endpoint-facts.js";
import { getExportedTexts, mayExportTexts } from "../references/sql/exported-texts.js";
import { getSpokenDialects, maySpeakDialect } from "../references/sql/dialects/spoken-dialects.js";
import { isOtherLanguage } from "../references/text/languages.js";
import type { Dialect } from "../sql/dialects/dialect.js";
import type { FileFacts } from "./facts.js";
import { getComponentModule } from "./components/component-module.js";
import { isComponent, isModule, isScript } from "./file-kind.js";
import { ParseError } from "./parse-error.js";
import { parseScript } from "./parse-script.js";
import type { WordMatcher } from "./word-matcher.js";

/** What is looked for in every file. */
export interface FactsSearch {
  readonly match: WordMatcher;
  /** Whether a column or table changes: then it matters which code maps which. */
  readonly hasTables: boolean;
  /** Whether the repo has a Prisma schema: then it matters which types of its client modules pass on. */
  readonly hasPrisma: boolean;
  /** Of the words, those that modules may hold in constants for others. */
  readonly strings: ReadonlySet<string>;
  /** Whether a config key changes: then it matters which modules hand the environment and settings to others. */
  readonly hasConfig?: boolean;
  /** Whether an endpoint changes: then it matters which paths and routes modules tell one another. */
  readonly hasEndpoints?: boolean;
  /** The tables that a text in another language speaks of, by whatever name. */
  readonly mentions?: WordMatcher;
}

/** Most files mention nothing and pass nothing on. */
export const NO_FACTS: FileFacts = {};

/** Facts of a source, without the own names of one that passes nothing on; undefined text (a binary file) has none. */
export function getSourceFacts(path: string, text: string | undefined, search: FactsSearch): FileFacts {
  if (text === undefined) return NO_FACTS;
  const words = search.match(text);
  const file: SearchedScript = { path, text, words, hasPrisma: search.hasPrisma };
  if (isComponent(path)) return getComponentFacts(file, search);
  if (!isScript(path)) return getTextFacts(file, search);
  return addEndpointFacts(getScriptFacts(file, search), file, search);
}

/** In other languages a table has other names than models here give it. */
function getTextFacts({ path, text, words }: SearchedScript, { mentions }: FactsSearch): FileFacts {
  const spoken = mentions && isOtherLanguage(path) ? mentions(text) : [];
  const all = [...new Set([...words, ...spoken])];
  return all.length === 0 ? NO_FACTS : { words: all };
}

function addEndpointFacts(facts: FileFacts, { path, text }: SearchedScript, search: FactsSearch): FileFacts {
  if (search.hasEndpoints !== true || !mayTellEndpoints(text)) return facts;
  const file = parseSoundScript(path, text);
  const endpoints = file && readEndpointFacts(file);
  return endpoints ? { ...facts, endpoints } : facts;
}

/** Of a component's scripts. It is itself its module's default, whatever they export. */
function getComponentFacts(file: SearchedScript, search: FactsSearch): FileFacts {
  if (file.words.length === 0 && !file.text.includes("export")) return NO_FACTS;
  const facts = getScriptFacts({ ...file, ...getComponentModule(file.path, file.text) }, search);
  return { ...facts, ...(facts.record && { record: addDefault(facts.record) }) };
}

function addDefault(record: ModuleRecord): ModuleRecord {
  return { ...record, own: [...new Set([...record.own, "default"])] };
}

function getScriptFacts(file: SearchedScript, { hasTables, strings, hasConfig }: FactsSearch): FileFacts {
  const config = hasConfig === true ? getExportedConfigFacts(file) : undefined;
  const named = uniteShapes(getStringFacts(file, strings), config);
  if (!hasTables) return getModuleFacts(file, { hasMapping: false, ...(named && { texts: named }) });
  const { mapping, spoken, ...rest } = getTableFacts(file);
  const texts = uniteShapes(rest.texts, named);
  return {
    ...getModuleFacts(file, { hasMapping: mapping !== undefined, ...(texts && { texts }) }),
    ...(mapping && { mapping }),
    ...(spoken && { spoken }),
  };
}

interface SearchedScript {
  readonly path: string;
  readonly text: string;
  readonly words: readonly string[];
  readonly hasPrisma: boolean;
}

/** The constants of a module that hold an old name for others. */
function getStringFacts(
  { path, text, words }: SearchedScript,
  strings: ReadonlySet<string>,
): ExportShapes | undefined {
  const held = words.filter((word) => strings.has(word));
  if (!mayExportStrings(text, held)) return undefined;
  const file = parseSoundScript(path, text);
  return file && getExportedStrings(file, held);
}

function getExportedConfigFacts({ path, text }: SearchedScript): ExportShapes | undefined {
  const file = mayExportConfig(text) ? parseSoundScript(path, text) : undefined;
  return file && getExportedConfig(file);
}

interface TableFacts {
  readonly mapping?: CodeMapping | undefined;
  readonly spoken?: readonly Dialect[] | undefined;
  readonly texts?: ExportShapes | undefined;
}

/** What a script says of tables and databases. It is parsed once, and only if a look at the text does not rule all of it out. */
function getTableFacts({ path, text }: SearchedScript): TableFacts {
  const wants = { mapping: mayMap(text), spoken: maySpeakDialect(text), texts: mayExportTexts(text) };
  if (!wants.mapping && !wants.spoken && !wants.texts) return {};
  const file = parseSoundScript(path, text);
  if (file === undefined) return {};
  const spoken = wants.spoken ? getSpokenDialects(file) : [];
  return {
    mapping: wants.mapping ? readCodeMapping(file) : undefined,
    spoken: spoken.length > 0 ? spoken : undefined,
    texts: wants.texts ? getExportedTexts(file) : undefined,
  };
}

function parseSoundScript(path: string, text: string): ScriptFile | undefined {
  try {
    return parseScript(path, text);
  } catch (error) {
    // If it mentions an old name, looking for references says what is wrong with it.
    if (error instanceof ParseError || error instanceof RangeError) return undefined;
    throw error;
  }
}

interface ModuleNeeds {
  /** Models are reached through barrels, so the own names of their modules always matter. */
  readonly hasMapping: boolean;
  readonly texts?: ExportShapes;
}

function getModuleFacts(
  { path, text, words, hasPrisma }: SearchedScript,
  { hasMapping, texts }: ModuleNeeds,
): FileFacts {
  const record = getModuleRecord(path, text, hasMapping);
  const shown = words.length > 0 ? getExportShapes(path, text, hasPrisma) : undefined;
  const shapes = shown || texts ? { ...texts, ...shown } : undefined;
  if (words.length === 0 && record === undefined && shapes === undefined) return NO_FACTS;
  return {
    ...(words.length > 0 && { words }),
    ...(record && { record, passesOn: true, ...(hasMapping && { hasOwnNames: true }) }),
    ...(shapes && { shapes }),
  };
}

/** Own names settle from which of two `export *` a name comes. They take parsing, and few repos need them. */
export function lacksOwnNames(path: string, { words, record, hasOwnNames }: FileFacts): boolean {
  return words !== undefined && record === undefined && hasOwnNames !== true && isModule(path);
}

export function addOwnNames(path: string, text: string, facts: FileFacts): FileFacts {
  const isInBlocks = isComponent(path);
  const module = isInBlocks ? getComponentModule(path, text) : { path, text };
  const own = getModuleRecord(module.path, module.text, true);
  const record = own && isInBlocks ? addDefault(own) : own;
  return { ...facts, hasOwnNames: true, ...(record && { record, passesOn: false }) };
}
