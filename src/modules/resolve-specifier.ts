import { posix } from "node:path";
import type { ModuleFormat } from "./export-targets.js";
import { findFile } from "./find-file.js";
import { findBuiltSource, findSource } from "./find-source.js";
import { createLocalPackages } from "./local-packages.js";
import type { PackageJson } from "./package-json.js";
import { findFolderEntry, findPackageFile, getImportTargets, type LocalPackage } from "./resolve-package.js";
import { splitSpecifier } from "./split-specifier.js";
import {
  findGoverningConfig,
  getMappedPaths,
  getPathMapping,
  getRootDirPaths,
  type PathMapping,
} from "./tsconfig-paths.js";
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
  const { files } = tree;
  const packages = createLocalPackages(tree);
  const getMapping = keep((folder: string) => findMapping(tree, folder));
  const getOwn = keep((folder: string) => packages.findOwn(folder));

  function resolve({ folder, format }: Importer, specifier: string): string | undefined {
    if (/^\.\.?(\/|$)/.test(specifier)) return resolveRelative(folder, posix.join(folder, specifier));
    const own = getOwn(folder);
    if (specifier.startsWith("#") && own) {
      const found = resolveImport(own, specifier, format);
      if (found) return found;
    }
    for (const path of getMappedPaths(getMapping(folder), specifier)) {
      const found = findFile(files, path);
      if (found) return found;
    }
    return resolvePackage({ folder, format }, specifier) ?? guessAlias(own, specifier);
  }

  /** A path into what a build makes is its source's. */
  function resolveRelative(folder: string, path: string): string | undefined {
    const found = [path, ...getRootDirPaths(getMapping(folder), path)]
      .map((place) => findFile(files, place))
      .find((file) => file !== undefined);
    if (found !== undefined) return found;
    const own = getOwn(folder);
    return own && findBuiltSource(files, own, path);
  }

  function resolveImport(own: LocalPackage, specifier: string, format: ModuleFormat): string | undefined {
    for (const target of getImportTargets(own.json, specifier, format)) {
      const found = target.startsWith(".")
        ? findSource(files, own, target)
        : resolvePackage({ folder: own.folder, format }, target);
      if (found) return found;
    }
    return undefined;
  }

  function resolvePackage({ folder, format }: Importer, specifier: string): string | undefined {
    const { name, subpath } = splitSpecifier(specifier);
    const found = packages.findByName(folder, name);
    if (found === undefined) return undefined;
    const inner = isOpen(found)
      ? tree.packages.get(posix.join(found.folder, subpath, "package.json"))
      : undefined;
    const entry =
      inner && subpath !== "." ? findFolderEntry(files, found, { subpath, json: inner }) : undefined;
    return entry ?? findPackageFile(files, found, { subpath, format });
  }

  /** Bundlers' usual alias for a package's source, often written only in their own configuration. */
  function guessAlias(own: LocalPackage | undefined, specifier: string): string | undefined {
    const root = own?.folder ?? ".";
    // SvelteKit writes it into a tsconfig that git does not have.
    if (/^\$lib(?:\/|$)/.test(specifier)) return findFile(files, posix.join(root, "src", specifier.slice(1)));
    if (!/^[@~]\//.test(specifier)) return undefined;
    return (
      findFile(files, posix.join(root, "src", specifier.slice(2))) ??
      findFile(files, posix.join(root, specifier.slice(2)))
    );
  }

  const results = new Map<string, string | undefined>();
  return (importer, specifier) => {
    const folder = posix.dirname(importer);
    const format = /\.c[jt]s$/.test(importer) ? "require" : "import";
    const key = `${folder}\0${format}\0${specifier}`;
    if (results.has(key)) return results.get(key);
    const result = resolve({ folder, format }, specifier);
    results.set(key, result);
    return result;
  };
}

/** Without `exports`, all files of a package are given out. */
function isOpen({ json }: LocalPackage): boolean {
  return json.exports === undefined || json.exports === null;
}

interface Importer {
  readonly folder: string;
  readonly format: ModuleFormat;
}

function keep<T>(get: (key: string) => T): (key: string) => T {
  const known = new Map<string, { readonly value: T }>();
  return (key) => {
    const { value } = known.get(key) ?? { value: get(key) };
    known.set(key, { value });
    return value;
  };
}

function findMapping(configs: ModuleFiles, folder: string): PathMapping {
  const file = findGoverningConfig(configs.tsconfigs, folder);
  return file === undefined ? { paths: [], rootDirs: [] } : getPathMapping(configs, file);
}
