import type { z } from "zod";
import { findNearest } from "./find-nearest.js";
import type { JsonDocument, JsonPath } from "./json-document.js";
import { type FileProblem, KINDS } from "./manifest.js";
import { getKnownKeys } from "./schema.js";

type Issue = z.core.$ZodIssue;

/** What to add for each key that must be there. */
const MISSING: Readonly<Record<string, string>> = {
  kind: `add "kind": one of ${KINDS.join(", ")}`,
  old: 'add "old": the shape that goes',
  owner: 'add "owner": who sees it through, such as "@acme/identity"',
  sunset: 'add "sunset": the day by which the old shape is gone, as "YYYY-MM-DD"',
  dir: 'add "dir": the folder with the migrations, such as "db/migrations"',
  name: 'add "name": what reports call the repo, such as "billing-worker"',
};

/** What the schema found wrong, each at its key or value. */
export function getIssueProblems(issues: readonly Issue[], document: JsonDocument): FileProblem[] {
  return issues.flatMap((issue) => {
    if (issue.code === "unrecognized_keys") return getUnknownKeyProblems(issue, document);
    if (!document.has(issue.path)) return getMissingProblems(issue.path, document);
    return [{ ...document.getValuePlace(issue.path), message: getValueMessage(issue, document) }];
  });
}

function getUnknownKeyProblems(
  issue: z.core.$ZodIssueUnrecognizedKeys,
  document: JsonDocument,
): FileProblem[] {
  const known = getKnownKeys(issue.path);
  return issue.keys.map((key) => {
    const nearest = findNearest(key, known);
    const fix = nearest === undefined ? `known keys are ${known.join(", ")}` : `did you mean "${nearest}"?`;
    const message = `Unknown key ${JSON.stringify(key)}: ${fix}`;
    return { ...document.getKeyPlace([...issue.path, key]), message: endSentence(message) };
  });
}

function getMissingProblems(path: JsonPath, document: JsonDocument): FileProblem[] {
  // A syntax error may have swallowed it.
  if (document.syntaxProblems.length > 0) return [];
  const parent = path.slice(0, -1);
  const key = String(path.at(-1));
  const message = `${getLabel(parent)} has no "${key}": ${MISSING[key] ?? `add "${key}"`}.`;
  return [{ ...document.getKeyPlace(parent), message }];
}

function getValueMessage(issue: Issue, document: JsonDocument): string {
  const label = getLabel(issue.path);
  const value = document.getValue(issue.path);
  if (issue.code === "invalid_type")
    return `${label} must be ${TYPE_NAMES[issue.expected] ?? issue.expected}, not ${describeType(value)}.`;
  if (issue.code === "invalid_value" && typeof value !== "string")
    return `${label} must be a string, not ${describeType(value)}.`;
  if (issue.code === "invalid_value")
    return getBadKindMessage(label, String(value), issue.values.map(String));
  const isShown = typeof value === "string" && /\S/.test(value) && issue.path.at(-1) !== "url";
  return `${label}: ${isShown ? quote(value) : "it"} ${issue.message}.`;
}

function getBadKindMessage(label: string, value: string, known: readonly string[]): string {
  const nearest = findNearest(value, known);
  const hint = nearest === undefined ? "" : ` Did you mean "${nearest}"?`;
  return `${label}: ${quote(value)} is no kind of change; kinds are ${known.join(", ")}.${hint}`;
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: "a string",
  object: "an object",
  record: "an object",
  array: "a list",
};

function describeType(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

/** How messages name a place: `"sunset"`, `"user-full-name"`, `"repos" [2]`. */
function getLabel(path: JsonPath): string {
  const last = path.at(-1);
  if (last === undefined) return "The manifest";
  return typeof last === "number" ? `${getLabel(path.slice(0, -1))} [${last}]` : JSON.stringify(last);
}

/** A value for a message: long ones are cut. */
export function quote(value: string): string {
  return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
}

function endSentence(message: string): string {
  return message.endsWith("?") ? message : `${message}.`;
}
