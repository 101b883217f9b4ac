import type { CallSite } from "../handle.js";
import { UNKNOWN, type Value } from "../value.js";

/** `new Set(list)` is gone through like the list; `new Promise((resolve) => …)` runs what it is given at once. */
export function constructGlobal(name: string, args: readonly Value[], site: CallSite): Value | undefined {
  const [first] = args;
  if (name === "Set") return first?.kind === "list" ? { ...first, items: [...first.items] } : undefined;
  if (name === "Map" && (first === undefined || first.kind === "list"))
    return first === undefined
      ? { kind: "list", items: [], isOpen: true }
      : { ...first, items: [...first.items] };
  if (name !== "Promise" || first?.kind !== "function") return undefined;
  site.callFunction(first, [UNKNOWN, UNKNOWN]);
  return UNKNOWN;
}
