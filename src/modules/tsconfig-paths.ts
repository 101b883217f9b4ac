import { posix } from "node:path";
import { type ConfigOptions, getConfigOptions } from "./config-options.js";
import { type ConfigFiles, findConfig } from "./find-config.js";
import { getFolders } from "./folders.js";
import { matchStar } from "./match-star.js";

/** What a `tsconfig.json` says of specifiers, its `extends` followed within the repo. Folders and targets are relative to the repo. */
export interface PathMapping {
  readonly baseUrl?: string;
  readonly paths: readonly { readonly pattern: string; readonly targets: readonly string[] }[];
  /** Folders that are one at run time. */
  readonly rootDirs: readonly string[];
}

/** The nearest `tsconfig.json` above a folder. */
export function findGoverningConfig(tsconfigs: ConfigFiles["tsconfigs"], folder: string): string | undefined {
  for (const current of getFolders(folder)) {
    for (const name of ["tsconfig.json", "jsconfig.json"]) {
      const file = posix.join(current, name);
      if (tsconfigs.has(file)) return file;
    }
  }
  return undefined;
}

/** The mapping of one tsconfig file. Of a solution without own paths, the ones of its references are taken together. */
export function getPathMapping(configs: ConfigFiles, file: string): PathMapping {
  const own = toMapping(getConfigOptions(configs, file));
  if (own.paths.length > 0 || own.baseUrl !== undefined) return own;
  const references = configs.tsconfigs.get(file)?.references ?? [];
  const mappings = references.flatMap((reference) => {
    const target = findConfig(configs, file, reference);
    return target ? [toMapping(getConfigOptions(configs, target))] : [];
  });
  return {
    paths: mappings.flatMap(({ paths }) => paths),
    rootDirs: [...own.rootDirs, ...mappings.flatMap(({ rootDirs }) => rootDirs)],
  };
}

/** Paths (without extension, maybe) that a specifier may stand for, best first; none when the mapping says nothing of it. */
export function getMappedPaths(mapping: PathMapping, specifier: string): readonly string[] {
  const exact = mapping.paths.find(({ pattern }) => pattern === specifier);
  if (exact) return exact.targets;
  const mapped = mapping.paths
    .filter(({ pattern }) => pattern.includes("*"))
    .flatMap(({ pattern, targets }) => {
      const star = matchStar(pattern, specifier);
      return star === undefined ? [] : targets.map((target) => target.replace("*", () => star));
    });
  return mapping.baseUrl === undefined ? mapped : [...mapped, posix.join(mapping.baseUrl, specifier)];
}

/** Where else a path may be meant, if it lies in one of several folders that are one at run time. */
export function getRootDirPaths({ rootDirs }: PathMapping, path: string): readonly string[] {
  const inside = rootDirs
    .filter((root) => root === "." || path.startsWith(`${root}/`))
    .sort((a, b) => b.length - a.length)[0];
  if (inside === undefined) return [];
  const rest = inside === "." ? path : path.slice(inside.length + 1);
  return rootDirs.filter((root) => root !== inside).map((root) => posix.join(root, rest));
}

function toMapping({ baseUrl, paths = {}, pathsFolder = ".", rootDirs = [] }: ConfigOptions): PathMapping {
  // The pattern with the longest beginning wins.
  const entries = Object.entries(paths).sort(([a], [b]) => b.indexOf("*") - a.indexOf("*"));
  return {
    ...(baseUrl !== undefined && { baseUrl }),
    rootDirs,
    paths: entries.map(([pattern, targets]) => ({
      pattern,
      targets: targets.map((target) =>
        target.startsWith("/") ? target.slice(1) : posix.join(pathsFolder, target),
      ),
    })),
  };
}
