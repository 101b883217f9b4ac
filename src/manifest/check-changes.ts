import { isCalendarDate } from "./dates.js";
import { quote } from "./issue-problems.js";
import type { JsonDocument, JsonPath } from "./json-document.js";
import { type FileProblem, type Kind, KINDS, type Target } from "./manifest.js";
import { parseTarget, TARGET_FORMS } from "./parse-target.js";
import { CHANGE_ID } from "./schema.js";

/** What the schema can't see: forms that hang on the kind, keys that must fit each other, and entries that clash. */
export function checkChanges(document: JsonDocument): FileProblem[] {
  const problems: FileProblem[] = [];
  const olds = new Map<string, { readonly id: string; readonly line: number }>();
  for (const id of document.getKeys(["changes"])) {
    const path = ["changes", id];
    problems.push(...checkId(document, id), ...checkTargets(document, path), ...checkDates(document, path));
    const old = readTarget(document, path, "old");
    if (old === undefined || "problem" in old) continue;
    const place = document.getValuePlace([...path, "old"]);
    const key = getShapeKey(old.target);
    const other = olds.get(key);
    if (other === undefined) {
      olds.set(key, { id, line: place.line });
      continue;
    }
    const message = `${quote(old.target.text)} is the "old" of "${other.id}" too (line ${other.line}): one shape goes with one change, so merge the two.`;
    problems.push({ ...place, message });
  }
  return problems;
}

function checkId(document: JsonDocument, id: string): FileProblem[] {
  if (CHANGE_ID.test(id) || id === "__proto__") return [];
  const message = `${quote(id)} can't be a change's id: use letters, digits and _ . : / @ - only, and start with a letter or digit.`;
  return [{ ...document.getKeyPlace(["changes", id]), message }];
}

function checkTargets(document: JsonDocument, path: JsonPath): FileProblem[] {
  const old = readTarget(document, path, "old");
  const next = readTarget(document, path, "new");
  const problems: FileProblem[] = [];
  if (old !== undefined && "problem" in old) problems.push(old.problem);
  if (next !== undefined && "problem" in next) problems.push(next.problem);
  if (old === undefined || next === undefined || "problem" in old || "problem" in next) return problems;
  if (getShapeKey(old.target) !== getShapeKey(next.target)) return problems;
  const message = `"new" is the same shape as "old" (${quote(old.target.text)}): correct one, or leave "new" out for a pure removal.`;
  return [{ ...document.getValuePlace([...path, "new"]), message }];
}

type ReadTarget = { readonly target: Target } | { readonly problem: FileProblem };

/** Undefined when kind or text are not there or not even strings: the schema says so. */
function readTarget(document: JsonDocument, path: JsonPath, key: "old" | "new"): ReadTarget | undefined {
  const kind = findKind(document.getValue([...path, "kind"]));
  const text = document.getValue([...path, key]);
  if (kind === undefined || typeof text !== "string" || text.trim() === "") return undefined;
  const parsed = parseTarget(kind, text);
  if ("target" in parsed) return parsed;
  const { form, examples } = TARGET_FORMS[kind];
  const sameKind = key === "new" ? ' ("new" is of the same kind as "old")' : "";
  const article = /^[aeiou]/.test(kind) ? "an" : "a";
  const message = `"${key}": ${quote(text)} is not ${article} ${kind}${sameKind}: ${parsed.problem}. Write ${form}; for example ${examples.map(quote).join(" or ")}.`;
  return { problem: { ...document.getValuePlace([...path, key]), message } };
}

function findKind(value: unknown): Kind | undefined {
  return KINDS.find((kind) => kind === value);
}

/** Equal for two spellings of one shape. */
function getShapeKey(target: Target): string {
  switch (target.kind) {
    case "column":
      return JSON.stringify([target.kind, target.schema ?? "public", target.table, target.column]);
    case "table":
      return JSON.stringify([target.kind, target.schema ?? "public", target.table]);
    case "endpoint":
      return JSON.stringify([target.kind, target.method, target.path.replace(/:[^/]+/g, ":")]);
    default:
      return JSON.stringify([target.kind, target.text]);
  }
}

function checkDates(document: JsonDocument, path: JsonPath): FileProblem[] {
  const started = document.getValue([...path, "started"]);
  const sunset = document.getValue([...path, "sunset"]);
  if (typeof started !== "string" || typeof sunset !== "string") return [];
  if (!isCalendarDate(started) || !isCalendarDate(sunset) || sunset >= started) return [];
  const message = `"sunset" (${sunset}) is before "started" (${started}): a change ends after it began; correct one of the two.`;
  return [{ ...document.getValuePlace([...path, "sunset"]), message }];
}
