import { posix } from "node:path";
import type { PackageJson } from "./package-json.js";
import { splitSpecifier } from "./split-specifier.js";
import type { TsConfigJson } from "./tsconfig-json.js";

/** All of a tree that says how specifiers are mapped. */
export interface ConfigFiles {
  readonly packages: ReadonlyMap<string, PackageJson>;
  readonly tsconfigs: ReadonlyMap<string, TsConfigJson>;
}

/** The file that an `extends` or a reference names: a relative one, or one in a package of the repo. */
export function findConfig(
  { packages, tsconfigs }: ConfigFiles,
  from: string,
  specifier: string,
): string | undefined {
  const path = specifier.startsWith(".")
    ? posix.join(posix.dirname(from), specifier)
    : findInPackage(packages, specifier);
  if (path === undefined) return undefined;
  return [path, `${path}.json`, posix.join(path, "tsconfig.json")].find((candidate) =>
    tsconfigs.has(candidate),
  );
}

function findInPackage(packages: ReadonlyMap<string, PackageJson>, specifier: string): string | undefined {
  const { name, subpath } = splitSpecifier(specifier);
  const home = [...packages].find(([, json]) => json.name === name)?.[0];
  return home === undefined ? undefined : posix.join(posix.dirname(home), subpath);
}
