import type { Node } from "../../sql/postgres-parser.js";
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

function collectCalls(value: unknown, called: Set<string>): void {
  if (Array.isArray(value)) {
    for (const item of value) collectCalls(item, called);
    return;
  }
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (key === "funcname" && Array.isArray(inner) && !("replace" in value)) called.add(getLastName(inner));
    collectCalls(inner, called);
  }
}

function getLastName(names: readonly unknown[]): string {
  const last = JSON.stringify(names.at(-1));
  return /"sval":"([^"]*)"/.exec(last)?.[1] ?? "";
}
