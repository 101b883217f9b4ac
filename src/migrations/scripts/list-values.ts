import type { Value } from "./value.js";

/** A value and all that is in it, each once. */
export function listValues(value: Value): readonly Value[] {
  const all = new Set<Value>([value]);
  // What is added while going through comes up, too.
  for (const one of all)
    for (const inner of one.kind === "list" ? one.items : one.kind === "object" ? one.fields.values() : [])
      all.add(inner);
  return [...all];
}
