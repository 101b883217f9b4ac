import type { SymbolTarget } from "../manifest/manifest.js";
import type { ExportOrigin, ModuleGraph } from "./module-graph.js";

/** Where a symbol target is declared: the export's canonical origins, and the members below it. */
export interface SymbolHome {
  readonly origins: readonly ExportOrigin[];
  readonly members: readonly string[];
}

/** Follows a target through barrels; the names of namespaces that modules export (`export * as tax from`) are modules, no members. */
export function getSymbolHome(modules: ModuleGraph, target: SymbolTarget): SymbolHome {
  const [name, ...rest] = target.path;
  let members = rest;
  let origins = modules.getTargetOrigins(target.module, name);
  for (;;) {
    const namespace = origins.find((origin) => origin.name === "*");
    const [next, ...below] = members;
    if (!namespace || next === undefined) return { origins, members };
    origins = modules.getTargetOrigins(namespace.module, next);
    members = below;
  }
}

/** One text for one origin, to look it up by. */
export function getOriginKey({ module, name }: ExportOrigin): string {
  return `${module}#${name}`;
}
