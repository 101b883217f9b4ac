import { createRequire } from "node:module";
import type { EcmaScriptModule, ParseResult } from "oxc-parser";
import type { Binding } from "./commonjs-record.js";

const require = createRequire(import.meta.url);

/** The parser is loaded with the first file that needs it: a scan answered from the cache never does. */
export function parseModule(path: string, text: string): ParseResult | undefined {
  const oxc: unknown = require("oxc-parser");
  if (!isParser(oxc)) throw new TypeError("oxc-parser has no parseSync");
  const isScript = /\.[mc]?jsx?$/.test(path);
  const options = {
    ...(isScript ? { lang: "jsx" as const } : {}),
    astType: "ts" as const,
    preserveParens: false,
  };
  for (const sourceType of ["module", "script"] as const) {
    const result = oxc.parseSync(path, text, { ...options, sourceType });
    if (result.errors.length === 0 || result.program.body.length > 0) return result;
  }
  return undefined;
}

function isParser(value: unknown): value is Pick<typeof import("oxc-parser"), "parseSync"> {
  return typeof value === "object" && value !== null && "parseSync" in value;
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
