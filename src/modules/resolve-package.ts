import { posix } from "node:path";
import { findFile, findSource } from "./find-file.js";
import { isRecord } from "./json.js";
import type { PackageJson } from "./package-json.js";

/** A package whose source is in the tree. */
export interface LocalPackage {
  readonly folder: string;
  readonly json: PackageJson;
}

/** The source file that a package gives out under `subpath` (`.` or `./tax`), although what `exports` and `main` name is only built later. */
export function findPackageFile(
  files: ReadonlySet<string>,
  { folder, json }: LocalPackage,
  subpath: string,
): string | undefined {
  if (json.exports !== undefined && json.exports !== null) {
    const found = findFirst(files, folder, getMapped(toSubpathMap(json.exports), subpath));
    if (found || subpath !== ".") return found;
  }
  if (subpath !== ".") {
    return findSource(files, folder, subpath) ?? findFile(files, posix.join(folder, "src", subpath));
  }
  const entries = [json.source, json.types, json.typings, json.module, json.main];
  return findFirst(files, folder, [...entries.filter((entry) => entry !== undefined), "src/index", "index"]);
}

/** What `package.json` `imports` maps `#name` to: files of the package, or specifiers of others. */
export function getImportTargets(json: PackageJson, specifier: string): readonly string[] {
  return isRecord(json.imports) ? getMapped(json.imports, specifier) : [];
}

/** The first target with a source; a hand-written declaration file only when there is nothing else. */
function findFirst(files: ReadonlySet<string>, folder: string, targets: readonly string[]) {
  const found = targets
    .map((target) => findSource(files, folder, target))
    .filter((file) => file !== undefined);
  return found.find((file) => !/\.d\.[mc]?ts$/.test(file)) ?? found[0];
}

function toSubpathMap(exports: unknown): Readonly<Record<string, unknown>> {
  if (isRecord(exports) && Object.keys(exports).some((key) => key.startsWith("."))) return exports;
  return { ".": exports };
}

/** Every target of a key in an `exports`/`imports` map, whatever the condition: the source is the same one. */
function getMapped(map: Readonly<Record<string, unknown>>, key: string): string[] {
  if (Object.hasOwn(map, key)) return getTargets(map[key]);
  const patterns = Object.keys(map)
    .filter((pattern) => pattern.includes("*"))
    .sort((a, b) => b.indexOf("*") - a.indexOf("*"));
  for (const pattern of patterns) {
    const star = matchStar(pattern, key);
    if (star !== undefined) return getTargets(map[pattern]).map((target) => target.replaceAll("*", star));
  }
  return [];
}

function getTargets(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap(getTargets);
  return isRecord(value) ? Object.values(value).flatMap(getTargets) : [];
}

/** What `*` stands for when `text` matches a pattern with one star. */
export function matchStar(pattern: string, text: string): string | undefined {
  const at = pattern.indexOf("*");
  const [head, tail] = [pattern.slice(0, at), pattern.slice(at + 1)];
  const isMatch = text.length >= head.length + tail.length && text.startsWith(head) && text.endsWith(tail);
  return isMatch ? text.slice(head.length, text.length - tail.length) : undefined;
}
