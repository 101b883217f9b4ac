import { createGenerated, type Piece } from "../../../references/sql/source-text.js";
import { createComposed } from "../composed-text.js";
import { getDialect, isDialectName } from "../dialect-value.js";
import type { CallSite } from "../handle.js";
import { pay, readUncertain, type Run, type Scope } from "../run.js";
import { getText, isTruthy, type ListValue, UNDEFINED, UNKNOWN, type Value } from "../value.js";

interface ListCall {
  readonly args: readonly Value[];
  readonly site: CallSite;
  readonly scope: Scope;
}

/** A method of an array; a callback is called for each item that is known, and once more where there may be others. */
export function callListMethod(
  name: string,
  list: ListValue,
  { args, site, scope }: ListCall,
): Value | undefined {
  const [first, second] = args;
  const { run } = scope;
  if (!pay(run, list.items.length)) return UNKNOWN;
  const callEach = (): Value[] => {
    const known = list.items.map((item, index) =>
      site.callFunction(first, [item, { kind: "plain", value: index }, list]),
    );
    if (!list.isOpen) return known;
    return [...known, readUncertain(run, () => site.callFunction(first, [UNKNOWN, UNKNOWN, list]))];
  };
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
      return reduce(list, args, site);
    case "some":
    case "every":
    case "find":
    case "findIndex":
      callEach();
      return UNKNOWN;
    case "includes":
    case "has":
      return includes(list, first);
    case "indexOf":
    case "lastIndexOf":
      return UNKNOWN;
    case "at":
      return getAt(list, first);
    case "keys":
    case "values":
      return name === "values" ? list : undefined;
    case "concat":
      return payForAll(run, args)
        ? args.reduce<ListValue>(
            (sum, one) => ({
              kind: "list",
              items: [...sum.items, ...(one.kind === "list" ? one.items : [one])],
              isOpen: sum.isOpen || (one.kind === "list" ? one.isOpen : one.kind === "unknown"),
            }),
            list,
          )
        : UNKNOWN;
    case "push":
    case "add":
      list.items.push(...args);
      return list;
    case "unshift":
      list.items.unshift(...args);
      return list;
    case "pop":
      return (list.isOpen ? undefined : list.items.pop()) ?? UNKNOWN;
    case "shift":
      return (list.isOpen ? undefined : list.items.shift()) ?? UNKNOWN;
    case "slice":
      return slice(list, first, second);
    case "toSorted":
    case "sort":
      return sort(list, first);
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
      return join(list, first, run);
    default:
      return undefined;
  }
}

function flatten(list: ListValue): ListValue {
  const isOpen = list.isOpen || list.items.some((item) => item.kind === "list" && item.isOpen);
  const items = list.items.flatMap((item) => (item.kind === "list" ? item.items : [item]));
  return { kind: "list", items, isOpen };
}

function reduce(list: ListValue, [first, start]: readonly Value[], site: CallSite): Value {
  const items = list.isOpen ? [...list.items, UNKNOWN] : list.items;
  const [head = UNKNOWN, ...tail] = items;
  const sum = start ?? head;
  return (start ? items : tail).reduce((before, item) => site.callFunction(first, [before, item]), sum);
}

function payForAll(run: Run, values: readonly Value[]): boolean {
  return pay(
    run,
    values.reduce((sum, value) => sum + (value.kind === "list" ? value.items.length : 1), 0),
  );
}

function includes(list: ListValue, value: Value | undefined): Value {
  const text = getText(value);
  if (value && getDialect(value) !== undefined) return includesName(list, value);
  if (text === undefined) return UNKNOWN;
  const texts = list.items.map(getText);
  if (texts.includes(text)) return { kind: "plain", value: true };
  return list.isOpen || texts.includes(undefined) ? UNKNOWN : { kind: "plain", value: false };
}

/** `["sqlite3", "better-sqlite3"].includes(client)` */
function includesName(list: ListValue, name: Value): Value {
  const found = list.items.map((item) => isDialectName(name, item));
  if (found.includes(true)) return { kind: "plain", value: true };
  return list.isOpen || found.includes(undefined) ? UNKNOWN : { kind: "plain", value: false };
}

function getAt(list: ListValue, index: Value | undefined): Value {
  if (list.isOpen || index?.kind !== "plain" || typeof index.value !== "number") return UNKNOWN;
  return list.items.at(index.value) ?? UNDEFINED;
}

/** In another order or fewer of them: all of them, where it can't be told. */
function slice(list: ListValue, from: Value | undefined, to: Value | undefined): Value {
  if (list.isOpen) return list;
  const [start, end] = [from, to].map((value) => (value?.kind === "plain" ? value.value : undefined));
  if (from === undefined) return { ...list, items: [...list.items] };
  if (typeof start !== "number" || (to !== undefined && typeof end !== "number"))
    return { ...list, items: [...list.items], isOpen: true };
  return { ...list, items: list.items.slice(start, typeof end === "number" ? end : undefined) };
}

function sort(list: ListValue, compare: Value | undefined): Value {
  const texts = list.items.map(getText);
  if (compare !== undefined || texts.includes(undefined)) return list;
  const sorted = list.items.toSorted((a, b) => {
    const [x = "", y = ""] = [getText(a), getText(b)];
    return x < y ? -1 : x > y ? 1 : 0;
  });
  return { ...list, items: sorted };
}

const MAX_PIECES = 100_000;

function join(list: ListValue, separator: Value | undefined, run: Run): Value {
  if (list.isOpen) return UNKNOWN;
  const between = separator?.kind === "text" ? separator.pieces : [createGenerated(",")];
  const pieces: Piece[] = [];
  for (const [index, item] of list.items.entries()) {
    if (item.kind !== "text" && item.kind !== "plain") return UNKNOWN;
    if (pieces.length > MAX_PIECES) return UNKNOWN;
    if (index > 0) pieces.push(...between);
    pieces.push(...(item.kind === "text" ? item.pieces : [createGenerated(String(item.value))]));
  }
  return createComposed(pieces, run);
}
