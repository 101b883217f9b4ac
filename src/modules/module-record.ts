import type { EcmaScriptModule } from "oxc-parser";
import {
  addCommonJs,
  addImportEquals,
  EXPORT_EQUALS,
  type Binding,
  type MutableRecord,
} from "./commonjs-record.js";
import type { ModuleRecord } from "./module-graph.js";
import { getImports, parseModule } from "./parse-module.js";

/**
 * What a module passes on, from its text alone. Undefined for a file that passes nothing on, which a search of the text
 * mostly tells without parsing; then also without loading the parser. With `isCandidate` (the file mentions an old name)
 * own names are recorded in any case, so that of two `export *` the right one is known.
 */
export function getModuleRecord(path: string, text: string, isCandidate = false): ModuleRecord | undefined {
  if (!/\.[mc]?[jt]sx?$/.test(path) || !mayExport(text)) return undefined;
  if (!isCandidate && !mayPassOn(text)) return undefined;
  const result = parseModule(path, text);
  if (!result) return undefined;
  const record: MutableRecord = { reexports: [], stars: [], own: [] };
  const bindings = getImports(result.module);
  if (/\bimport\s+(type\s+)?[\w$]+\s*=|\bexport\s*=/.test(text))
    addImportEquals(record, bindings, result.program);
  addExports(record, bindings, result.module);
  if (!result.module.hasModuleSyntax && mayBeCommonJs(text)) addCommonJs(record, bindings, result.program);
  const isWorthKeeping =
    isCandidate || record.reexports.length + record.stars.length > 0 || record.own.includes(EXPORT_EQUALS);
  return isWorthKeeping ? { ...record, own: [...new Set(record.own)] } : undefined;
}

function mayExport(text: string): boolean {
  return text.includes("export");
}

function mayBeCommonJs(text: string): boolean {
  // Without its first letter, which is everywhere, the word is found sooner.
  return text.includes("xports") && /\bexports\s*[.,[=]|\b__export(Star)?\(/.test(text);
}

const EXPORT = /\bexport\s*(?:type\b\s*)?(?:\*|=|\{|import\b|default\s+[\w$]+\s*(?:[;/]|$))/m;
const EXPORT_DEFAULT = /\bexport\s+default\s+([\w$]+)\s*(?:[;/]|$)/m;

/** Never false for a module that passes something on; often enough for the others. */
function mayPassOn(text: string): boolean {
  if (mayBeCommonJs(text) && /\brequire\b|\bmodule\.exports\s*=/.test(text)) return true;
  if (!EXPORT.test(text)) return false;
  if (/\bexport\s*(?:type\b\s*)?(?:\*|=|import\b)/.test(text)) return true;
  if (!/\bimport\b|\bfrom\b/.test(text)) return false;
  if (/\bexport\s*(?:type\b\s*)?\{/.test(text)) return true;
  const name = EXPORT_DEFAULT.exec(text)?.[1]?.replaceAll("$", "\\$");
  return name !== undefined && new RegExp(`\\bimport\\b[^;'"]*(?<![\\w$])${name}(?![\\w$])`).test(text);
}

function addExports(record: MutableRecord, bindings: ReadonlyMap<string, Binding>, module: EcmaScriptModule) {
  // Some versions of oxc join an export with its import, but not what a default is called there: the place of the name tells.
  const imports = new Map(
    module.staticImports
      .flatMap(({ entries }) => entries)
      .flatMap(({ importName, localName }) =>
        typeof importName.start === "number" ? [[importName.start, localName.value] as const] : [],
      ),
  );
  for (const { moduleRequest, importName, exportName, localName } of module.staticExports.flatMap(
    (e) => e.entries,
  )) {
    const name = exportName.kind === "Default" ? "default" : exportName.name;
    const from = moduleRequest?.value;
    if (from !== undefined && importName.kind === "AllButDefault") record.stars.push(from);
    if (name === null) continue;
    const imported = importName.kind === "All" ? "*" : importName.name;
    const passedOn = from !== undefined && imported !== null ? { from, imported } : undefined;
    const first = bindings.get(localName.name ?? imports.get(importName.start ?? Infinity) ?? "");
    const binding = first ?? passedOn;
    if (binding) record.reexports.push({ name, ...binding });
    else record.own.push(name);
  }
}
