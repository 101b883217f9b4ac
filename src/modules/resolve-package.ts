import { posix } from "node:path";
import { getExportTargets, type ModuleFormat, type Targets, toSubpathMap } from "./export-targets.js";
import { findFile } from "./find-file.js";
import { findSource, type PackageFolder } from "./find-source.js";
import { isRecord } from "./json.js";
import type { PackageJson } from "./package-json.js";
import { getVersionedPaths } from "./types-versions.js";

/** A package whose source is in the tree. */
export interface LocalPackage extends PackageFolder {
  readonly json: PackageJson;
}

export interface PackageQuestion {
  /** `.` or `./tax`. */
  readonly subpath: string;
  readonly format: ModuleFormat;
}

/** The source file that a package gives out under a subpath, although what `exports` and `main` name is only built later. */
export function findPackageFile(
  files: ReadonlySet<string>,
  home: LocalPackage,
  { subpath, format }: PackageQuestion,
): string | undefined {
  const { exports, published } = home.json;
  for (const map of [exports, published?.exports]) {
    if (map === undefined || map === null) continue;
    const found = findExport(files, home, getExportTargets(toSubpathMap(map), subpath, format));
    if (found !== undefined) return found.file ?? findNamed(files, home, subpath);
  }
  if (subpath === ".") return findFirst(files, home, getEntries(home.json));
  return exports === undefined || exports === null ? findSubpath(files, home, subpath) : undefined;
}

/** The file that one of the targets stands for, if any does; undefined where there is no target. */
function findExport(
  files: ReadonlySet<string>,
  home: LocalPackage,
  { run, types, others }: Targets,
): { readonly file: string | undefined } | undefined {
  if (others.length === 0) return undefined;
  const isThere = (target: string) => files.has(posix.join(home.folder, target));
  const sources = others.filter((target) => /(?<!\.d)\.[mc]?tsx?$/.test(target) && isThere(target));
  const targets = [...run.filter(isThere), ...sources, ...run, ...types, ...others];
  return { file: findFirst(files, home, targets) };
}

/** What `package.json` `imports` maps `#name` to: files of the package, or specifiers of others. */
export function getImportTargets(
  json: PackageJson,
  specifier: string,
  format: ModuleFormat,
): readonly string[] {
  if (!isRecord(json.imports)) return [];
  const { run, types, others } = getExportTargets(json.imports, specifier, format);
  return [...run, ...types, ...others];
}

/** Without `exports`: any file. */
function findSubpath(files: ReadonlySet<string>, home: LocalPackage, subpath: string): string | undefined {
  const versioned = getVersionedPaths(home.json.typesVersions, subpath.slice(2));
  return findFirst(files, home, [subpath, ...versioned]) ?? findNamed(files, home, subpath);
}

/** A build may call its files as it likes; the subpath is often what the source is called. */
function findNamed(
  files: ReadonlySet<string>,
  { folder }: LocalPackage,
  subpath: string,
): string | undefined {
  const path = subpath === "." ? "index" : subpath;
  return findFile(files, posix.join(folder, "src", path)) ?? findFile(files, posix.join(folder, path));
}

/** A folder with a `package.json` of its own, by which older packages give out subpaths: `tax/package.json` → `../dist/tax.js`. */
export function findFolderEntry(
  files: ReadonlySet<string>,
  home: LocalPackage,
  { subpath, json }: Pick<PackageQuestion, "subpath"> & Pick<LocalPackage, "json">,
): string | undefined {
  return findFirst(
    files,
    home,
    getEntries(json).map((entry) => posix.join(subpath, entry)),
  );
}

function getEntries({ published = {}, ...json }: PackageJson): string[] {
  const entries = [json, published].flatMap((fields) => [
    ...[fields.source, fields.module, fields.main],
    ...[fields.types, fields.typings, fields.browser],
  ]);
  const given = entries.filter((entry) => entry !== undefined);
  const types = json.types ?? json.typings ?? "index";
  return [
    ...given,
    ...getVersionedPaths(json.typesVersions, types.replace(/^\.\//, "")),
    "src/index",
    "index",
  ];
}

/** The first target with a source; a hand-written declaration file only when there is nothing else. */
function findFirst(files: ReadonlySet<string>, home: LocalPackage, targets: readonly string[]) {
  const found = targets.map((target) => findSource(files, home, target)).filter((file) => file !== undefined);
  return found.find((file) => !/\.d\.[mc]?ts$/.test(file)) ?? found[0];
}
