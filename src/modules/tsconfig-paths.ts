import { posix } from "node:path";
import { type ConfigFiles, findConfig } from "./find-config.js";
import { getFolders } from "./folders.js";
import { matchStar } from "./resolve-package.js";

/** What a `tsconfig.json` says of specifiers, its `extends` followed within the repo. Folders and targets are relative to the repo. */
export interface PathMapping {
  readonly baseUrl?: string;
  readonly paths: readonly { readonly pattern: string; readonly targets: readonly string[] }[];
}

const NOTHING: PathMapping = { paths: [] };

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
  const own = getOwnMapping(configs, file, new Set());
  if (own.paths.length > 0 || own.baseUrl !== undefined) return own;
  const references = configs.tsconfigs.get(file)?.references ?? [];
  return {
    paths: references.flatMap((reference) => {
      const target = findConfig(configs, file, reference);
      return target ? getOwnMapping(configs, target, new Set()).paths : [];
    }),
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

function getOwnMapping(configs: ConfigFiles, file: string, seen: Set<string>): PathMapping {
  const json = configs.tsconfigs.get(file);
  if (!json || seen.has(file)) return NOTHING;
  seen.add(file);
  let inherited = NOTHING;
  for (const parent of json.extends) {
    const target = findConfig(configs, file, parent);
    if (target) inherited = { ...inherited, ...definedParts(getOwnMapping(configs, target, seen)) };
  }
  const folder = posix.dirname(file);
  const baseUrl = json.baseUrl === undefined ? inherited.baseUrl : posix.join(folder, json.baseUrl);
  // Targets are relative to baseUrl, or without one to the file that writes them.
  const paths =
    json.paths && toPaths(json.paths, json.baseUrl === undefined ? folder : posix.join(folder, json.baseUrl));
  return { ...(baseUrl !== undefined && { baseUrl }), paths: paths ?? inherited.paths };
}

function definedParts({ baseUrl, paths }: PathMapping): Partial<PathMapping> {
  return { ...(baseUrl !== undefined && { baseUrl }), ...(paths.length > 0 && { paths }) };
}

function toPaths(paths: Readonly<Record<string, readonly string[]>>, folder: string): PathMapping["paths"] {
  // The pattern with the longest beginning wins.
  const entries = Object.entries(paths).sort(([a], [b]) => b.indexOf("*") - a.indexOf("*"));
  return entries.map(([pattern, targets]) => ({
    pattern,
    targets: targets.map((target) => posix.join(folder, target.replace(/^\$\{configDir\}\//, ""))),
  }));
}
