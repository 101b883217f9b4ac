import { BrokenFileError } from "../errors.js";
import { isCalendarDate } from "../manifest/dates.js";
import { findNearest } from "../manifest/find-nearest.js";
import {
  type JsonDocument,
  type JsonPath,
  parseJsonDocument,
  type Place,
} from "../manifest/json-document.js";
import type { FileProblem } from "../manifest/manifest.js";
import { type Access, ACCESSES } from "../references/reference.js";
import type { Leaf, LeafPlace } from "./leaf.js";
import { nestCounts } from "./leaf-counts.js";
import { INSTALL_MERGE_DRIVER } from "./merge-driver-command.js";
import type { Accepted, Ratchet } from "./ratchet-file.js";

const ROOT_KEYS = ["version", "changes", "accepted"];
const ACCEPTED_KEYS = ["change", "file", "scope", "access", "count", "reason", "owner", "until"];

/** The text of `ratchet.json` → Ratchet. Throws a BrokenFileError with every problem at once; an empty file is broken too. */
export function parseRatchet(text: string, file: string): Ratchet {
  const document = parseJsonDocument(text);
  const conflict = findConflict(text, file);
  if (conflict !== undefined) throw new BrokenFileError(file, [conflict]);
  // Every other byte of UTF-16; nothing else in it would make sense.
  if (text.includes("\0")) throw new BrokenFileError(file, [{ line: 1, column: 1, message: NOT_UTF8 }]);
  const problems: FileProblem[] = [...document.syntaxProblems, ...document.keyProblems];
  const report: Report = (path, message, at = "value") => {
    const place = at === "key" ? document.getKeyPlace(path) : document.getValuePlace(path);
    problems.push({ ...place, message });
  };
  const ratchet = readRatchet(document, report);
  if (problems.length > 0) throw new BrokenFileError(file, problems.sort(compareProblems));
  return ratchet;
}

/** Where a count stands in the text, 1-based; of a part that is not there, the nearest around it. */
export function findLeafPlace(text: string, { change, file, scope, access }: LeafPlace): Place {
  return parseJsonDocument(text).getKeyPlace(["changes", change, file, scope, access]);
}

/** Where the entry of `accepted` with that index stands. */
export function findAcceptedPlace(text: string, index: number): Place {
  return parseJsonDocument(text).getValuePlace(["accepted", index]);
}

const NOT_UTF8 =
  "This is no UTF-8, in which git and this tool read it: > of Windows PowerShell writes UTF-16. Save it as UTF-8.";

type Report = (path: JsonPath, message: string, at?: "key" | "value") => void;

/** No line of JSON as we write it begins so, however long the markers are (`conflict-marker-size`). */
const MARKER = /^\uFEFF?([<=>|])\1{2}/;

function findConflict(text: string, file: string): FileProblem | undefined {
  const index = text.split("\n").findIndex((line) => MARKER.test(line));
  if (index === -1) return undefined;
  const message =
    "Git left conflict markers here. Where they stand around one accepted reference, keep one side. Else, while the merge goes on, let the merge driver do it again: " +
    `${INSTALL_MERGE_DRIVER} && git checkout --merge -- ${file}\n` +
    "Where the markers are committed: keep what either side has, of two counts the higher one, then: expand-contract ratchet tighten";
  return { line: index + 1, column: 1, message };
}

function readRatchet(document: JsonDocument, report: Report): Ratchet {
  const empty: Ratchet = { version: 1, changes: {}, accepted: [] };
  if (document.value === undefined && document.syntaxProblems.length === 0) {
    report([], 'The file is empty. Write one: delete it and run "expand-contract init".');
    return empty;
  }
  if (!isObject(document.value)) {
    report([], "ratchet.json must be an object.");
    return empty;
  }
  checkKeys(document, [], ROOT_KEYS, report);
  if (document.getValue(["version"]) !== 1)
    report(
      ["version"],
      document.has(["version"])
        ? `"version" is ${JSON.stringify(document.getValue(["version"]))}; this release reads version 1. Use the release that wrote the file.`
        : '"version": 1 is missing.',
    );
  const changes = readChanges(document, report);
  return { version: 1, changes, accepted: readAccepted(document, report) };
}

function readChanges(document: JsonDocument, report: Report): Ratchet["changes"] {
  const path = ["changes"];
  if (!document.has(path)) {
    report([], '"changes" is missing: write "changes": {} and run "expand-contract ratchet tighten".');
    return {};
  }
  const leaves: Leaf[] = [];
  for (const [change, file, scope] of listScopes(document, path, report)) {
    const at = ["changes", change, file, scope];
    for (const access of document.getKeys(at)) {
      const count = readCount(document, [...at, access], report);
      if (isAccess(access)) leaves.push({ change, file, scope, access, count });
      else report([...at, access], getAccessMessage(access), "key");
    }
  }
  return nestCounts(document.getKeys(path), leaves);
}

/** Every [change, file, scope]; what stands where an object must stand is reported. */
function listScopes(
  document: JsonDocument,
  path: readonly string[],
  report: Report,
): readonly (readonly [string, string, string])[] {
  if (!isObject(document.getValue(path))) {
    report(path, `${JSON.stringify(path.at(-1))} must be an object: change → file → scope → access → count.`);
    return [];
  }
  const [, change, file, scope] = path;
  if (change !== undefined && file !== undefined && scope !== undefined) return [[change, file, scope]];
  return document.getKeys(path).flatMap((key) => listScopes(document, [...path, key], report));
}

function readCount(document: JsonDocument, path: JsonPath, report: Report): number {
  const value = document.getValue(path);
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return value;
  report(path, `A count is a whole number from 0 up, not ${JSON.stringify(value)}.`);
  return 0;
}

function readAccepted(document: JsonDocument, report: Report): Accepted[] {
  const list = document.getValue(["accepted"]);
  if (!document.has(["accepted"])) return [];
  if (!Array.isArray(list)) {
    report(["accepted"], '"accepted" must be a list.');
    return [];
  }
  return list.flatMap((_, index) => readAcceptedEntry(document, ["accepted", index], report) ?? []);
}

function readAcceptedEntry(document: JsonDocument, path: JsonPath, report: Report): Accepted | undefined {
  if (!isObject(document.getValue(path))) {
    report(path, "An accepted reference must be an object.");
    return undefined;
  }
  checkKeys(document, path, ACCEPTED_KEYS, report);
  const [change, file, scope, accessName, reason] = ["change", "file", "scope", "access", "reason"].map(
    (key) => readText(document, [...path, key], report),
  );
  const count = document.has([...path, "count"]) ? readCount(document, [...path, "count"], report) : 1;
  const [owner, until] = ["owner", "until"].map((key) =>
    document.has([...path, key]) ? readText(document, [...path, key], report) : undefined,
  );
  if (until !== undefined && !isCalendarDate(until))
    report([...path, "until"], `"until" is no date: ${JSON.stringify(until)}. Write it as YYYY-MM-DD.`);
  if (accessName !== undefined && !isAccess(accessName))
    report([...path, "access"], getAccessMessage(accessName));
  if (change === undefined || file === undefined || scope === undefined || reason === undefined) return;
  if (accessName === undefined || !isAccess(accessName)) return;
  return {
    ...{ change, file, scope, access: accessName, count, reason },
    ...(owner === undefined ? {} : { owner }),
    ...(until === undefined ? {} : { until }),
  };
}

function readText(document: JsonDocument, path: JsonPath, report: Report): string | undefined {
  const value = document.getValue(path);
  if (typeof value === "string" && value.trim() !== "") return value;
  const key = JSON.stringify(path.at(-1));
  report(path, document.has(path) ? `${key} must be a text that is not empty.` : `${key} is missing.`);
  return undefined;
}

function checkKeys(document: JsonDocument, path: JsonPath, known: readonly string[], report: Report): void {
  for (const key of document.getKeys(path)) {
    if (known.includes(key)) continue;
    const nearest = findNearest(key, known);
    const fix = nearest === undefined ? `Known keys: ${known.join(", ")}.` : `Did you mean "${nearest}"?`;
    report([...path, key], `Unknown key ${JSON.stringify(key)}. ${fix}`, "key");
  }
}

function getAccessMessage(access: string): string {
  const nearest = findNearest(access, ACCESSES);
  const fix = nearest === undefined ? `Known ones: ${ACCESSES.join(", ")}.` : `Did you mean "${nearest}"?`;
  return `Unknown access ${JSON.stringify(access)}. ${fix}`;
}

function isAccess(text: string): text is Access {
  return ACCESSES.some((access) => access === text);
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function compareProblems(a: FileProblem, b: FileProblem): number {
  return a.line - b.line || a.column - b.column;
}
