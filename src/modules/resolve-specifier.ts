import { posix } from "node:path";
import { findFile } from "./find-file.js";
import { getFolders, toParts } from "./folders.js";
import type { PackageJson } from "./package-json.js";
import { findPackageFile, getImportTargets, type LocalPackage } from "./resolve-package.js";
import { splitSpecifier } from "./split-specifier.js";
import { findGoverningConfig, getMappedPaths, getPathMapping, type PathMapping } from "./tsconfig-paths.js";
import type { TsConfigJson } from "./tsconfig-json.js";

/** What of a tree decides where specifiers lead. All paths are relative to the repo. */
export interface ModuleFiles {
  readonly files: ReadonlySet<string>;
  /** By the path of each `package.json`. */
  readonly packages: ReadonlyMap<string, PackageJson>;
  /** By the path of each `tsconfig*.json` or `jsconfig.json`. */
  readonly tsconfigs: ReadonlyMap<string, TsConfigJson>;
}

/** The repo's file that a specifier in a file names; undefined for what is outside. */
export type SpecifierResolver = (importer: string, specifier: string) => string | undefined;

/** Resolves as TypeScript, Node and bundlers do, but to sources: what a build would make is not in git. Results are kept per folder and specifier. */
export function createSpecifierResolver(tree: ModuleFiles): SpecifierResolver {
  const byName = groupByName(tree.packages);
  const mappings = new Map<string, PathMapping>();
  const getMapping = (folder: string) => {
    const known = mappings.get(folder) ?? findMapping(tree, folder);
    mappings.set(folder, known);
    return known;
  };
  const owners = new Map<string, LocalPackage | undefined>();
  const getOwn = (folder: string) => {
    if (!owners.has(folder)) owners.set(folder, findNearest(tree.packages, folder));
    return owners.get(folder);
  };
  const results = new Map<string, string | undefined>();

  function resolve(folder: string, specifier: string): string | undefined {
    if (/^\.\.?(\/|$)/.test(specifier)) return findFile(tree.files, posix.join(folder, specifier));
    const own = getOwn(folder);
    if (specifier.startsWith("#") && own) {
      const found = resolveImport(own, specifier);
      if (found) return found;
    }
    for (const path of getMappedPaths(getMapping(folder), specifier)) {
      const found = findFile(tree.files, path);
      if (found) return found;
    }
    return resolvePackage(folder, specifier) ?? guessAlias(own, specifier);
  }

  function resolveImport(own: LocalPackage, specifier: string): string | undefined {
    for (const target of getImportTargets(own.json, specifier)) {
      const found = target.startsWith(".")
        ? findPackageFile(tree.files, { ...own, json: {} }, target)
        : resolvePackage(own.folder, target);
      if (found) return found;
    }
    return undefined;
  }

  function resolvePackage(folder: string, specifier: string): string | undefined {
    const { name, subpath } = splitSpecifier(specifier);
    const found = getClosest(byName.get(name) ?? [], folder);
    return found && findPackageFile(tree.files, found, subpath);
  }

  /** Bundlers' usual alias for a package's source, often written only in their own configuration. */
  function guessAlias(own: LocalPackage | undefined, specifier: string): string | undefined {
    if (!/^[@~]\//.test(specifier)) return undefined;
    const root = own?.folder ?? ".";
    return (
      findFile(tree.files, posix.join(root, "src", specifier.slice(2))) ??
      findFile(tree.files, posix.join(root, specifier.slice(2)))
    );
  }

  return (importer, specifier) => {
    const folder = posix.dirname(importer);
    const key = `${folder}\0${specifier}`;
    if (results.has(key)) return results.get(key);
    const result = resolve(folder, specifier);
    results.set(key, result);
    return result;
  };
}

function groupByName(
  packages: ReadonlyMap<string, PackageJson>,
): ReadonlyMap<string, readonly LocalPackage[]> {
  const byName = new Map<string, LocalPackage[]>();
  for (const [path, json] of packages) {
    if (json.name === undefined) continue;
    const same = byName.get(json.name) ?? [];
    byName.set(json.name, [...same, { folder: posix.dirname(path), json }]);
  }
  return byName;
}

/** Of several packages of one name (fixtures, templates) the one that shares most folders with the importer. */
function getClosest(packages: readonly LocalPackage[], folder: string): LocalPackage | undefined {
  const shared = ({ folder: other }: LocalPackage) => {
    const [a, b] = [toParts(folder), toParts(other)];
    const differs = a.findIndex((part, index) => part !== b[index]);
    return differs < 0 ? a.length : differs;
  };
  return packages.toSorted((a, b) => shared(b) - shared(a) || a.folder.length - b.folder.length)[0];
}

function findNearest(packages: ReadonlyMap<string, PackageJson>, folder: string): LocalPackage | undefined {
  for (const current of getFolders(folder)) {
    const json = packages.get(posix.join(current, "package.json"));
    if (json) return { folder: current, json };
  }
  return undefined;
}

function findMapping(configs: ModuleFiles, folder: string): PathMapping {
  const file = findGoverningConfig(configs.tsconfigs, folder);
  return file === undefined ? { paths: [] } : getPathMapping(configs, file);
}
