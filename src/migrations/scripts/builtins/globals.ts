import { createText, UNKNOWN, type Value } from "../value.js";
import type { MethodCall } from "./index.js";

const LISTS: ReadonlySet<string> = new Set(["Promise.all", "Promise.allSettled", "Array.from", "Array.of"]);

/** `Object.entries(…)`, `Promise.all(…)`; undefined for what it does not know. */
export function callGlobal(name: string, { args, site }: MethodCall): Value | undefined {
  const [first = UNKNOWN, second] = args;
  if (name === "Array.of") return { kind: "list", items: [...args], isOpen: false };
  if (LISTS.has(name))
    return second === undefined ? first : mapList(first, (item) => site.callFunction(second, [item]));
  if (name === "Promise.resolve") return first;
  if (name === "Object.freeze" || name === "structuredClone") return first;
  if (first.kind !== "object") return undefined;
  const entries = [...first.fields];
  const { isOpen } = first;
  switch (name) {
    case "Object.keys":
      return { kind: "list", items: entries.map(([key]) => createText(key)), isOpen };
    case "Object.values":
      return { kind: "list", items: entries.map(([, value]) => value), isOpen };
    case "Object.entries":
      return {
        kind: "list",
        items: entries.map(([key, value]) => ({
          kind: "list",
          items: [createText(key), value],
          isOpen: false,
        })),
        isOpen,
      };
    default:
      return undefined;
  }
}

function mapList(list: Value, map: (item: Value) => Value): Value {
  return list.kind === "list" ? { ...list, items: list.items.map(map) } : UNKNOWN;
}
