import { getDependencies, parsePackageJson } from "../modules/package-json.js";
import { isPublished } from "../modules/published-package.js";
import type { Tree } from "../trees/tree.js";
import { isPackageJson } from "./file-kind.js";

/** What the `package.json` files of a repo say of packages. JSON-able; equal for equal states of its tree. */
export interface RepoPackages {
  /** The repo's name, however the caller tells repos apart. */
  readonly repo: string;
  /** Names of packages that it publishes. */
  readonly publishes: readonly string[];
  /** Names of packages that it depends on, for whatever purpose. */
  readonly dependsOn: readonly string[];
}

/** Reads the `package.json` files of a repo: a list of its tree, and some small files. */
export async function readRepoPackages(repo: string, tree: Tree): Promise<RepoPackages> {
  const isWanted = (path: string) => isPackageJson(path) && !/(?:^|\/)node_modules\//.test(path);
  const { entries } = await tree.list({ isWanted });
  const publishes = new Set<string>();
  const dependsOn = new Set<string>();
  for await (const [{ path }, text] of tree.read(entries)) {
    const json = text === undefined ? undefined : parsePackageJson(text);
    if (text === undefined || json === undefined) continue;
    if (json.name !== undefined && isPublished(path, json)) publishes.add(json.name);
    for (const name of getDependencies(text)) dependsOn.add(name);
  }
  return { repo, publishes: [...publishes].sort(), dependsOn: [...dependsOn].sort() };
}

/**
 * By repo, the others that have to be mounted for its scan (see `mountTrees`): those that publish what it depends on, and what these depend on in turn, so that
 * re-exports and types are followed to their homes. A name that two repos publish is the first one's. Sorted by name.
 */
export function getMounts(repos: readonly RepoPackages[]): ReadonlyMap<string, readonly string[]> {
  const homes = new Map<string, string>();
  for (const { repo, publishes } of repos)
    for (const name of publishes) if (!homes.has(name)) homes.set(name, repo);
  const direct = new Map(
    repos.map(({ repo, publishes, dependsOn }) => {
      const others = dependsOn.filter((name) => !publishes.includes(name));
      return [repo, others.flatMap((name) => homes.get(name) ?? [])] as const;
    }),
  );
  return new Map(
    repos.map(({ repo }) => {
      const reached = new Set([repo]);
      for (const one of reached) for (const other of direct.get(one) ?? []) reached.add(other);
      reached.delete(repo);
      return [repo, [...reached].sort()];
    }),
  );
}
