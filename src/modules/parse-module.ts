import type { EcmaScriptModule, ParseResult } from "oxc-parser";
import type { Binding } from "./commonjs-record.js";
import { loadOxc } from "../parse/load-oxc.js";

export function parseModule(path: string, text: string): ParseResult | undefined {
  const { parseSync } = loadOxc();
  const isScript = /\.[mc]?jsx?$/.test(path);
  const options = {
    ...(isScript ? { lang: "jsx" as const } : {}),
    astType: "ts" as const,
    preserveParens: false,
  };
  for (const sourceType of ["module", "script"] as const) {
    const result = parseSync(path, text, { ...options, sourceType });
    if (result.errors.length === 0 || result.program.body.length > 0) return result;
  }
  return undefined;
}

/** What each imported name of a module was imported as. */
export function getImports(module: EcmaScriptModule): Map<string, Binding> {
  const bindings = new Map<string, Binding>();
  for (const { entries, moduleRequest } of module.staticImports) {
    for (const { importName, localName } of entries) {
      const names = { Name: importName.name ?? "default", Default: "default", NamespaceObject: "*" };
      bindings.set(localName.value, { from: moduleRequest.value, imported: names[importName.kind] });
    }
  }
  return bindings;
}
