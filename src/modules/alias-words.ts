import { posix } from "node:path";
import type { Change } from "../manifest/manifest.js";
import { EXPORT_EQUALS } from "./commonjs-record.js";
import type { ModuleGraphInput, RepoModuleGraph } from "./create-module-graph.js";
import { isRecord } from "./json.js";
import type { ExportOrigin } from "./module-graph.js";
import { getOriginKey, getSymbolHome } from "./symbol-home.js";

const DEFAULT_NAMES = new Set(["default", EXPORT_EQUALS]);

export interface AliasInput extends ModuleGraphInput {
  readonly graph: RepoModuleGraph;
  /** Exports by which code reaches an old column or table. */
  readonly models?: readonly ExportOrigin[];
}

/**
 * What a search for candidates has to look for beside the old names themselves: names under which re-exports pass old symbols
 * on (`export { finalPrice as price }` → `price`), and for default exports the words by which importers name the module.
 * Plain text, to be searched as it is. The graph follows chains of re-exports, so one pass finds all.
 */
export function getAliasWords(
  changes: readonly Change[],
  { graph, models = [], ...input }: AliasInput,
): string[] {
  const old = new Set([
    ...changes.flatMap(({ old }) => getExportKeys(graph, old)),
    ...models.flatMap((model) => graph.getTargetOrigins(model.module, model.name).map(getOriginKey)),
  ]);
  if (old.size === 0) return [];
  const words = new Set<string>();
  const defaults = new Set([...old].filter((key) => key.endsWith("#default")).map((key) => key.slice(0, -8)));
  for (const [file, { reexports }] of input.records) {
    for (const { name, from, imported } of reexports) {
      if (name === imported && !DEFAULT_NAMES.has(name)) continue;
      if (!graph.getOrigins(file, from, imported).some((origin) => old.has(getOriginKey(origin)))) continue;
      if (DEFAULT_NAMES.has(name)) defaults.add(`./${file}`);
      else words.add(name);
    }
  }
  for (const module of defaults) for (const word of getModuleWords(module, input, graph)) words.add(word);
  return [...words].sort();
}

/** A member's own name stands wherever it is used, so aliases of what holds it don't matter. */
function getExportKeys(graph: RepoModuleGraph, target: Change["old"]): string[] {
  if (target.kind !== "symbol") return [];
  const { origins, members } = getSymbolHome(graph, target);
  return members.length > 0 ? [] : origins.map(getOriginKey);
}

/** Words of which every specifier of a module holds one: its file or folder name, its package's name, an alias. */
function getModuleWords(module: string, input: ModuleGraphInput, graph: RepoModuleGraph): string[] {
  if (!module.startsWith("./")) return [module];
  const file = module.slice(2);
  const isAlias = (specifier: string) => graph.findFile("package.json", specifier) === file;
  const aliases = [...getPackageSpecifiers(input), ...getPathKeys(input)].filter(isAlias);
  const stem = posix.basename(file).replace(/(\.d)?\.\w+$/, "");
  const names = stem === "index" ? getIndexWords(posix.basename(posix.dirname(file))) : getEndings(stem, ".");
  return [...names, ...aliases.flatMap((alias) => getEndings(alias))];
}

/** Ways to name a folder's index; from inside the folder it is `.` or `..`. */
function getIndexWords(folder: string): string[] {
  const inside = ["/index", ...[".", "..", "./", "../"].flatMap((name) => [`"${name}"`, `'${name}'`])];
  return folder === "."
    ? inside
    : [...inside, ...["/..", "/../", folder, `${folder}/`].flatMap((name) => getEndings(name))];
}

/** A specifier ends with its name and a quote, or with an extension. */
function getEndings(name: string, ...more: readonly string[]): string[] {
  return ['"', "'", "`", ...more].map((end) => name + end);
}

function getPackageSpecifiers({ packages }: ModuleGraphInput): string[] {
  return [...packages.values()].flatMap(({ name, exports }) => {
    if (name === undefined) return [];
    const keys = isRecord(exports) ? Object.keys(exports).filter((key) => /^\.\/[^*]*$/.test(key)) : [];
    return [name, ...keys.map((key) => name + key.slice(1))];
  });
}

function getPathKeys({ tsconfigs }: ModuleGraphInput): string[] {
  return [...tsconfigs.values()].flatMap(({ paths }) =>
    Object.keys(paths ?? {}).filter((key) => !key.includes("*")),
  );
}
