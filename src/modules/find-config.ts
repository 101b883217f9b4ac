import { posix } from "node:path";
import { isMounted } from "../manifest/mount-path.js";
import { getExportTargets, toSubpathMap } from "./export-targets.js";
import type { PackageJson } from "./package-json.js";
import { splitSpecifier } from "./split-specifier.js";
import type { TsConfigJson } from "./tsconfig-json.js";

/** All of a tree that says how specifiers are mapped. */
export interface ConfigFiles {
  readonly packages: ReadonlyMap<string, PackageJson>;
  readonly tsconfigs: ReadonlyMap<string, TsConfigJson>;
}

/** The file that an `extends` or a reference names: a relative one, or one in a package of the repo or of another that is mounted. */
export function findConfig(
  { packages, tsconfigs }: ConfigFiles,
  from: string,
  specifier: string,
): string | undefined {
  const paths = specifier.startsWith(".")
    ? [posix.join(posix.dirname(from), specifier)]
    : getPathsInPackage(packages, specifier);
  return paths
    .flatMap((path) => [path, `${path}.json`, posix.join(path, "tsconfig.json")])
    .find((candidate) => tsconfigs.has(candidate));
}

/** Own packages first; `exports` may call a file as it likes. */
function getPathsInPackage(packages: ReadonlyMap<string, PackageJson>, specifier: string): string[] {
  const { name, subpath } = splitSpecifier(specifier);
  const homes = [...packages].filter(([, json]) => json.name === name);
  homes.sort(([a], [b]) => Number(isMounted(a)) - Number(isMounted(b)));
  return homes.flatMap(([path, { exports, tsconfig }]) => {
    const { run, types, others } =
      exports === undefined
        ? { run: [], types: [], others: [] }
        : getExportTargets(toSubpathMap(exports), subpath, "require");
    const main = subpath === "." && tsconfig !== undefined ? [tsconfig] : [];
    return [...main, subpath, ...run, ...types, ...others].map((target) =>
      posix.join(posix.dirname(path), target),
    );
  });
}
