import { type CodeMapping, mayMap, readCodeMapping } from "../catalog/code/code-mapping.js";
import { getExportShapes } from "../modules/export-shapes.js";
import type { ExportShapes, ModuleRecord } from "../modules/module-graph.js";
import { getModuleRecord } from "../modules/module-record.js";
import type { ScriptFile, TextFile } from "../references/detector.js";
import { getExportedConfig, mayExportConfig } from "../references/config/exported-config.js";
import { getExportedStrings, mayExportStrings, uniteShapes } from "../references/exported-strings.js";
import { mayTellEndpoints, readEndpointFacts } from "../references/endpoints/read-endpoint-facts.js";
import { getExportedTexts, mayExportTexts } from "../references/sql/exported-texts.js";
import { getSpokenDialects, maySpeakDialect } from "../references/sql/dialects/spoken-dialects.js";
import { isOtherLanguage } from "../references/text/languages.js";
import type { Dialect } from "../sql/dialects/dialect.js";
import type { FileFacts } from "./facts.js";
import type { FactsSearch } from "./facts-search.js";
import { getComponentModule } from "./components/component-module.js";
import { isComponent, isModule, isScript } from "./file-kind.js";
import { ParseError } from "../parse/parse-error.js";
import { parseScript } from "../parse/parse-script.js";

/** Most files mention nothing and pass nothing on. */
export const NO_FACTS: FileFacts = {};

/** Facts of a source, without the own names of one that passes nothing on; undefined text (a binary file) has none. */
export function getSourceFacts(path: string, text: string | undefined, search: FactsSearch): FileFacts {
  if (text === undefined) return NO_FACTS;
  const words = search.match(text);
  if (isComponent(path)) return getComponentFacts({ path, text }, words, search);
  if (!isScript(path)) return getTextFacts({ path, text }, words, search);
  const file = createSearchedScript({ path, text }, words);
  return addEndpointFacts(getScriptFacts(file, search), file, search);
}

interface SearchedScript extends TextFile {
  readonly words: readonly string[];
  /** Undefined for a script that does not parse: if it mentions an old name, looking for references says what is wrong with it. Parsed once. */
  getScript(): ScriptFile | undefined;
}

function createSearchedScript(file: TextFile, words: readonly string[]): SearchedScript {
  let parsed: { readonly script: ScriptFile | undefined } | undefined;
  const getScript = () => (parsed ??= { script: parseSoundScript(file) }).script;
  return { ...file, words, getScript };
}

function parseSoundScript({ path, text }: TextFile): ScriptFile | undefined {
  try {
    return parseScript(path, text);
  } catch (error) {
    if (error instanceof ParseError || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** In other languages a table has other names than models here give it. */
function getTextFacts(
  { path, text }: TextFile,
  words: readonly string[],
  { mentions }: FactsSearch,
): FileFacts {
  const spoken = isOtherLanguage(path) ? mentions(text) : [];
  const all = [...new Set([...words, ...spoken])];
  return all.length === 0 ? NO_FACTS : { words: all };
}

function addEndpointFacts(facts: FileFacts, file: SearchedScript, search: FactsSearch): FileFacts {
  if (!search.hasEndpoints || !mayTellEndpoints(file.text)) return facts;
  const script = file.getScript();
  const endpoints = script && readEndpointFacts(script);
  return endpoints ? { ...facts, endpoints } : facts;
}

/** Of a component's scripts. It is itself its module's default, whatever they export. */
function getComponentFacts(
  { path, text }: TextFile,
  words: readonly string[],
  search: FactsSearch,
): FileFacts {
  if (words.length === 0 && !text.includes("export")) return NO_FACTS;
  const file = createSearchedScript(getComponentModule(path, text), words);
  const facts = getScriptFacts(file, search);
  return { ...facts, ...(facts.record && { record: addDefault(facts.record) }) };
}

function addDefault(record: ModuleRecord): ModuleRecord {
  return { ...record, own: [...new Set([...record.own, "default"])] };
}

function getScriptFacts(file: SearchedScript, search: FactsSearch): FileFacts {
  const { hasTables, hasPrisma, hasConfig, strings } = search;
  const config = hasConfig ? getExportedConfigFacts(file) : undefined;
  const named = uniteShapes(getStringFacts(file, strings), config);
  if (!hasTables)
    return getModuleFacts(file, { hasMapping: false, hasPrisma, ...(named && { texts: named }) });
  const { mapping, spoken, ...rest } = getTableFacts(file);
  const texts = uniteShapes(rest.texts, named);
  return {
    ...getModuleFacts(file, { hasMapping: mapping !== undefined, hasPrisma, ...(texts && { texts }) }),
    ...(mapping && { mapping }),
    ...(spoken && { spoken }),
  };
}

/** The constants of a module that hold an old name for others. */
function getStringFacts(file: SearchedScript, strings: ReadonlySet<string>): ExportShapes | undefined {
  const held = file.words.filter((word) => strings.has(word));
  const script = mayExportStrings(file.text, held) ? file.getScript() : undefined;
  return script && getExportedStrings(script, held);
}

function getExportedConfigFacts(file: SearchedScript): ExportShapes | undefined {
  const script = mayExportConfig(file.text) ? file.getScript() : undefined;
  return script && getExportedConfig(script);
}

interface TableFacts {
  readonly mapping?: CodeMapping | undefined;
  readonly spoken?: readonly Dialect[] | undefined;
  readonly texts?: ExportShapes | undefined;
}

/** What a script says of tables and databases. It is parsed only if a look at the text does not rule all of it out. */
function getTableFacts({ text, getScript }: SearchedScript): TableFacts {
  const wants = { mapping: mayMap(text), spoken: maySpeakDialect(text), texts: mayExportTexts(text) };
  if (!wants.mapping && !wants.spoken && !wants.texts) return {};
  const file = getScript();
  if (file === undefined) return {};
  const spoken = wants.spoken ? getSpokenDialects(file) : [];
  return {
    mapping: wants.mapping ? readCodeMapping(file) : undefined,
    spoken: spoken.length > 0 ? spoken : undefined,
    texts: wants.texts ? getExportedTexts(file) : undefined,
  };
}

interface ModuleNeeds {
  /** Models are reached through barrels, so the own names of their modules always matter. */
  readonly hasMapping: boolean;
  readonly hasPrisma: boolean;
  readonly texts?: ExportShapes;
}

function getModuleFacts(
  { path, text, words }: SearchedScript,
  { hasMapping, hasPrisma, texts }: ModuleNeeds,
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
