import { quote } from "./issue-problems.js";
import type { JsonDocument, JsonPath } from "./json-document.js";
import type { FileProblem } from "./manifest.js";
import { getDirProblem, normalizeDir } from "./migration-dir.js";

/** Checks where things are said to be: `deployed`, `migrations` and `repos`. Complements the schema as `checkChanges` does. */
export function checkPlaces(document: JsonDocument): FileProblem[] {
  const deployed = ["deployed"];
  return [
    ...(isObject(document.getValue(deployed)) ? checkOneOf(document, deployed, ["ref", "tag"]) : []),
    ...checkMigrations(document),
    ...checkRepos(document),
  ];
}

function checkOneOf(
  document: JsonDocument,
  path: JsonPath,
  [first, second]: readonly [string, string],
): FileProblem[] {
  const hasFirst = document.has([...path, first]);
  const hasSecond = document.has([...path, second]);
  if (hasFirst !== hasSecond) return [];
  if (hasFirst) {
    const message = `"${first}" and "${second}" exclude each other: keep one.`;
    return [{ ...document.getKeyPlace([...path, second]), message }];
  }
  // A syntax error may have swallowed it.
  if (document.syntaxProblems.length > 0) return [];
  return [{ ...document.getKeyPlace(path), message: `Here "${first}" or "${second}" is missing: add one.` }];
}

function checkMigrations(document: JsonDocument): FileProblem[] {
  const firsts = new Map<string, number>();
  return getItems(document, "migrations").flatMap((path) => {
    const dir = document.getValue([...path, "dir"]);
    if (typeof dir !== "string" || dir.trim() === "") return [];
    const place = document.getValuePlace([...path, "dir"]);
    const problem = getDirProblem(dir);
    if (problem !== undefined) return [{ ...place, message: `"dir": ${quote(dir)} ${problem}.` }];
    const first = firsts.get(normalizeDir(dir));
    firsts.set(normalizeDir(dir), first ?? place.line);
    if (first === undefined) return [];
    return [{ ...place, message: `${quote(dir)} stands here twice, first on line ${first}: keep one.` }];
  });
}

function checkRepos(document: JsonDocument): FileProblem[] {
  const firsts = new Map<string, number>();
  return getItems(document, "repos").flatMap((path) => {
    const problems = checkOneOf(document, path, ["url", "path"]);
    const name = document.getValue([...path, "name"]);
    if (typeof name !== "string") return problems;
    const place = document.getValuePlace([...path, "name"]);
    // Names become folders, and not every file system tells Web from web.
    const key = name.toLowerCase();
    const first = firsts.get(key);
    firsts.set(key, first ?? place.line);
    if (first === undefined) return problems;
    const message = `Two repos are called ${quote(name)} (capitals do not count), the other on line ${first}: rename one.`;
    return [...problems, { ...place, message }];
  });
}

/** Paths of the objects in a list. */
function getItems(document: JsonDocument, key: string): JsonPath[] {
  const list = document.getValue([key]);
  if (!Array.isArray(list)) return [];
  return list.flatMap((item, index) => (isObject(item) ? [[key, index]] : []));
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
