import { posix } from "node:path";
import { matchStar } from "./resolve-package.js";
import type { TsConfigJson } from "./tsconfig-json.js";

/** What a `tsconfig.json` says of specifiers, its relative `extends` followed. Folders and targets are relative to the repo. */
export interface PathMapping {
  readonly baseUrl?: string;
  readonly paths: readonly { readonly pattern: string; readonly targets: readonly string[] }[];
}

type TsConfigs = ReadonlyMap<string, TsConfigJson>;

const NOTHING: PathMapping = { paths: [] };

/** The mapping of one tsconfig file. Of a solution without own paths, the ones of its references are taken together. */
export function getPathMapping(tsconfigs: TsConfigs, file: string): PathMapping {
  const own = getOwnMapping(tsconfigs, file, new Set());
  if (own.paths.length > 0 || own.baseUrl !== undefined) return own;
  const references = tsconfigs.get(file)?.references ?? [];
  return {
    paths: references.flatMap((reference) => {
      const target = findConfig(tsconfigs, file, reference);
      return target ? getOwnMapping(tsconfigs, target, new Set()).paths : [];
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

function getOwnMapping(tsconfigs: TsConfigs, file: string, seen: Set<string>): PathMapping {
  const json = tsconfigs.get(file);
  if (!json || seen.has(file)) return NOTHING;
  seen.add(file);
  let inherited = NOTHING;
  for (const parent of json.extends) {
    const target = findConfig(tsconfigs, file, parent);
    if (target) inherited = { ...inherited, ...definedParts(getOwnMapping(tsconfigs, target, seen)) };
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

function findConfig(tsconfigs: TsConfigs, from: string, specifier: string): string | undefined {
  if (!specifier.startsWith(".")) return undefined;
  const path = posix.join(posix.dirname(from), specifier);
  return [path, `${path}.json`, `${path}/tsconfig.json`].find((candidate) => tsconfigs.has(candidate));
}
