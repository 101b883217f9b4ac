import { posix } from "node:path";
import type { PackageJson } from "../../modules/package-json.js";
import { getAsideFolder } from "../../modules/published-package.js";
import { toSubpathMap } from "../../modules/export-targets.js";
import type { RepoModuleGraph } from "../../modules/create-module-graph.js";

/** How a manifest names what a file exports. */
export type SpellSymbol = (file: string, path: readonly [string, ...string[]]) => string;

export interface RepoModules {
  readonly graph: RepoModuleGraph;
  /** By the path of each `package.json`. */
  readonly packages: ReadonlyMap<string, PackageJson>;
}

/** By the package's name where importers reach the export so (`@acme/pricing#price`), else by the file (`./src/price.ts#price`). */
export function createSymbolSpelling({ graph, packages }: RepoModules): SpellSymbol {
  const modules = new Map<string, readonly string[]>();
  return (file, path) => {
    const folder = findPackageFolder(file, packages);
    const known = modules.get(folder ?? "") ?? listModules(folder, packages);
    modules.set(folder ?? "", known);
    const [name] = path;
    const module = known.find((one) =>
      graph
        .getTargetOrigins(one, name)
        .some((origin) => origin.module === `./${file}` && origin.name === name),
    );
    return `${module ?? `./${file}`}#${path.join(".")}`;
  };
}

function findPackageFolder(file: string, packages: RepoModules["packages"]): string | undefined {
  for (let folder = posix.dirname(file); ; folder = posix.dirname(folder)) {
    if (packages.has(posix.join(folder, "package.json"))) return folder;
    if (folder === ".") return undefined;
  }
}

/** What importers may write: the package, and the subpaths that it gives out by name. None for an application, which nobody imports. */
function listModules(folder: string | undefined, packages: RepoModules["packages"]): readonly string[] {
  if (folder === undefined) return [];
  const path = posix.join(folder, "package.json");
  const json = packages.get(path);
  if (json?.name === undefined || getAsideFolder(path) !== undefined) return [];
  const { name, exports, main, module, types, source } = json;
  const isLibrary = [exports, main, module, types, source].some((entry) => entry !== undefined);
  if (!isLibrary) return [];
  const subpaths = exports === undefined ? ["."] : Object.keys(toSubpathMap(exports));
  return subpaths
    .filter((subpath) => !subpath.includes("*") && !subpath.endsWith(".json"))
    .map((subpath) => posix.join(name, subpath));
}
