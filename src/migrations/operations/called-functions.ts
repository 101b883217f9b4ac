import type { Node } from "../../sql/postgres-parser.js";
import { isRecord } from "./is-record.js";
import type { PlacedEffect } from "./placed-effect.js";

/** What the functions do that a statement calls, of those that the same file creates. */
export function getCalledFunctions(
  node: Node,
  functions: ReadonlyMap<string, readonly PlacedEffect[]>,
): readonly PlacedEffect[] {
  if (functions.size === 0) return [];
  const called = new Set<string>();
  collectCalls(node, called);
  return [...called].flatMap((name) => functions.get(name) ?? []);
}

/** `SELECT f()` and `CALL f()`: the tree has them under two names. */
function collectCalls(value: unknown, called: Set<string>): void {
  if (Array.isArray(value)) for (const item of value) collectCalls(item, called);
  if (!isRecord(value)) return;
  for (const [key, inner] of Object.entries(value)) {
    if ((key === "FuncCall" || key === "funccall") && isRecord(inner)) {
      const name = getLastName(inner.funcname);
      if (name !== undefined) called.add(name);
    }
    collectCalls(inner, called);
  }
}

function getLastName(names: unknown): string | undefined {
  const last: unknown = Array.isArray(names) ? names.at(-1) : undefined;
  const name = isRecord(last) && isRecord(last.String) ? last.String.sval : undefined;
  return typeof name === "string" ? name : undefined;
}
