import type { UnknownValue } from "./value.js";

/** What another file exports: only this one is read. */
export function createImported(source: string, name = "*"): UnknownValue {
  const what = name === "*" || name === "default" ? "it" : name;
  return { kind: "unknown", because: `${what} comes from ${source}` };
}
