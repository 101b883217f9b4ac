import { createGenerated, type Piece } from "../../../references/sql/source-text.js";
import { isTruthy, type ListValue, UNDEFINED, UNKNOWN, type Value } from "../value.js";
import type { MethodCall } from "./index.js";

/** A method of an array; a callback is called for each item that is known, and once more where there may be others. */
export function callListMethod(name: string, list: ListValue, { args, site }: MethodCall): Value | undefined {
  const [first, second] = args;
  const items = list.isOpen ? [...list.items, UNKNOWN] : list.items;
  const callEach = (): Value[] =>
    items.map((item, index) => site.callFunction(first, [item, { kind: "plain", value: index }, list]));
  switch (name) {
    case "map":
      return { kind: "list", items: callEach(), isOpen: list.isOpen };
    case "flatMap":
      return flatten({ kind: "list", items: callEach(), isOpen: list.isOpen });
    case "flat":
      return flatten(list);
    case "forEach":
      callEach();
      return UNDEFINED;
    case "filter": {
      const kept = callEach().map(isTruthy);
      const isOpen = list.isOpen || kept.includes(undefined);
      return { kind: "list", items: list.items.filter((_item, index) => kept[index] !== false), isOpen };
    }
    case "reduce":
      return items.reduce((sum, item) => site.callFunction(first, [sum, item]), second ?? UNKNOWN);
    case "concat":
      return args.reduce<ListValue>(
        (sum, one) => ({
          kind: "list",
          items: [...sum.items, ...(one.kind === "list" ? one.items : [one])],
          isOpen: sum.isOpen || (one.kind === "list" ? one.isOpen : one.kind === "unknown"),
        }),
        list,
      );
    case "push":
      list.items.push(...args);
      return UNKNOWN;
    case "slice":
    case "toSorted":
    case "sort":
      return list.isOpen || args.length > 0 ? UNKNOWN : list;
    case "entries":
      return {
        ...list,
        items: list.items.map((item, index) => ({
          kind: "list",
          items: [{ kind: "plain", value: index }, item],
          isOpen: false,
        })),
      };
    case "reverse":
    case "toReversed":
      return { ...list, items: [...list.items].reverse() };
    case "join":
      return join(list, first);
    default:
      return undefined;
  }
}

function flatten(list: ListValue): ListValue {
  const isOpen = list.isOpen || list.items.some((item) => item.kind === "list" && item.isOpen);
  const items = list.items.flatMap((item) => (item.kind === "list" ? item.items : [item]));
  return { kind: "list", items, isOpen };
}

function join(list: ListValue, separator: Value | undefined): Value {
  if (list.isOpen) return UNKNOWN;
  const between = separator?.kind === "text" ? separator.pieces : [createGenerated(",")];
  const pieces: Piece[] = [];
  for (const [index, item] of list.items.entries()) {
    if (item.kind !== "text" && item.kind !== "plain") return UNKNOWN;
    if (index > 0) pieces.push(...between);
    pieces.push(...(item.kind === "text" ? item.pieces : [createGenerated(String(item.value))]));
  }
  return { kind: "text", pieces };
}
