import { posix } from "node:path";
import { getPathInRepo } from "../manifest/mount-path.js";
import { getConfigOptions } from "./config-options.js";
import type { Build } from "./find-source.js";
import { getFolders, toParts } from "./folders.js";
import { getAliased, type PackageJson } from "./package-json.js";
import { getAsideFolder, isPublished } from "./published-package.js";
import type { LocalPackage } from "./resolve-package.js";
import type { ModuleFiles } from "./resolve-specifier.js";

/** The packages of a tree, and of the repos mounted in it. */
export interface LocalPackages {
  /** The package that a folder is part of. */
  findOwn(folder: string): LocalPackage | undefined;
  /** The package that files in a folder mean by a name. */
  findByName(folder: string, name: string): LocalPackage | undefined;
}

export function createLocalPackages(tree: ModuleFiles): LocalPackages {
  const { packages } = tree;
  const byName = groupByName(packages);
  const getBuilds = createBuildSearch(tree);
  const hasLinks = [...packages.values()].some(({ links }) => links !== undefined);
  const open = (folder: string, json: PackageJson): LocalPackage => ({
    ...{ folder, json },
    builds: getBuilds(folder),
  });

  function findOwn(folder: string): LocalPackage | undefined {
    for (const current of getFolders(folder)) {
      const json = packages.get(posix.join(current, "package.json"));
      if (json) return open(current, json);
    }
    return undefined;
  }

  function findLinked(folder: string, name: string): LocalPackage | undefined {
    for (const current of getFolders(folder)) {
      const spec = packages.get(posix.join(current, "package.json"))?.links?.[name];
      if (spec === undefined) continue;
      const target = getLinkedFolder(current, spec);
      if (target === undefined) return findClosest(folder, getAliased(spec) ?? name);
      const json = packages.get(posix.join(target, "package.json"));
      return json ? open(target, json) : findClosest(folder, name);
    }
    return undefined;
  }

  function findClosest(folder: string, name: string): LocalPackage | undefined {
    const found = getClosest(byName.get(name) ?? [], folder);
    return found && open(posix.dirname(found.path), found.json);
  }

  return {
    findOwn,
    findByName: (folder, name) =>
      (hasLinks ? findLinked(folder, name) : undefined) ?? findClosest(folder, name),
  };
}

interface NamedPackage {
  readonly path: string;
  readonly json: PackageJson;
}

function groupByName(
  packages: ReadonlyMap<string, PackageJson>,
): ReadonlyMap<string, readonly NamedPackage[]> {
  const byName = new Map<string, NamedPackage[]>();
  for (const [path, json] of packages) {
    if (json.name === undefined) continue;
    const same = byName.get(json.name) ?? [];
    same.push({ path, json });
    byName.set(json.name, same);
  }
  return byName;
}

/** Of several packages of one name the one that shares most folders with the importer, in its own repo before others. */
function getClosest(packages: readonly NamedPackage[], folder: string): NamedPackage | undefined {
  const getShared = ({ path }: NamedPackage) => {
    const [a, b] = [toParts(folder), toParts(path)];
    const differs = a.findIndex((part, index) => part !== b[index]);
    return differs < 0 ? a.length : differs;
  };
  const ranked = packages.flatMap((one) => {
    const rank = getRank(one, folder);
    return rank === undefined ? [] : [{ one, rank, shared: getShared(one) }];
  });
  ranked.sort((a, b) => a.rank - b.rank || b.shared - a.shared || a.one.path.length - b.one.path.length);
  return ranked[0]?.one;
}

/** How likely files in a folder mean this package of the name; undefined where they can't. */
function getRank({ path, json }: NamedPackage, folder: string): number | undefined {
  const repo = getRepoFolder(path);
  if (repo !== getRepoFolder(`${folder}/`)) return isPublished(getPathInRepo(path), json) ? 1 : undefined;
  const aside = getAsideFolder(getPathInRepo(path));
  if (aside === undefined || `${folder}/`.startsWith(repo + aside)) return 0;
  // What tests share has a name with the repo's scope; a fixture may be called like anything that is installed.
  return json.name?.startsWith("@") === true && !aside.includes("node_modules/") ? 2 : undefined;
}

function getRepoFolder(path: string): string {
  return path.slice(0, path.length - getPathInRepo(path).length);
}

/** The folder that a dependency is: `file:../ui`, `link:./ui`, `workspace:../ui`. */
function getLinkedFolder(folder: string, spec: string): string | undefined {
  const path = /^(?:file|link|portal|workspace):(\.{1,2}(?:\/.*)?)$/.exec(spec)?.[1];
  return path === undefined ? undefined : posix.join(folder, path).replace(/\/$/, "");
}

/** By package folder, what its compiler makes of what. */
function createBuildSearch(tree: ModuleFiles): (folder: string) => readonly Build[] {
  const known = new Map<string, readonly Build[]>();
  const files = new Map<string, string[]>();
  for (const file of tree.tsconfigs.keys())
    files.set(posix.dirname(file), [...(files.get(posix.dirname(file)) ?? []), file]);
  return (folder) => {
    const builds = known.get(folder) ?? (files.get(folder) ?? []).flatMap((file) => getBuilds(tree, file));
    known.set(folder, builds);
    return builds;
  };
}

function getBuilds(tree: ModuleFiles, file: string): Build[] {
  const { outDir, declarationDir, rootDir } = getConfigOptions(tree, file);
  return [outDir, declarationDir].flatMap((made) =>
    made === undefined ? [] : [{ outDir: made, ...(rootDir !== undefined && { rootDir }) }],
  );
}
