import type { CallSite } from "../handle.js";
import { createText, UNKNOWN, type Value } from "../value.js";

// Of lodash, Bluebird, async, p-map and their like: a list, or an object's values, and what is done with each.
const ALL: ReadonlySet<string> = new Set([
  ...["each", "eachSeries", "eachLimit", "eachOf", "eachOfSeries", "forEach", "forEachSeries", "forEachOf"],
  ...[
    "forOwn",
    "forIn",
    "map",
    "mapSeries",
    "mapLimit",
    "flatMap",
    "concatSeries",
    "asyncForEach",
    "forEachAsync",
  ],
  ...["pMap", "pMapSeries", "pEach", "pEachSeries", "filter", "some", "every", "find", "times"],
]);

export function isOfAll(name: string): boolean {
  return ALL.has(name) || name === "reduce" || name === "pReduce";
}

/** `_.each(list, fn)`; undefined where the list is not known. */
export function callForEach(name: string, args: readonly Value[], site: CallSite): Value | undefined {
  const [list] = args;
  const callback = args.find(({ kind }) => kind === "function" || kind === "handle");
  const items = getItems(list);
  if (callback === undefined || items === undefined) return undefined;
  if (name === "reduce" || name === "pReduce")
    return items.reduce(
      (sum, [item, key]) => site.callFunction(callback, [sum, item, key]),
      args[2] ?? UNKNOWN,
    );
  const results = items.map(([item, key]) => site.callFunction(callback, [item, key]));
  return { kind: "list", items: results, isOpen: list?.kind === "unknown" };
}

function getItems(value: Value | undefined): readonly (readonly [Value, Value])[] | undefined {
  if (value?.kind === "object" && !value.isOpen)
    return [...value.fields].map(([key, item]) => [item, createText(key)]);
  if (value?.kind !== "list") return value?.kind === "unknown" ? [[UNKNOWN, UNKNOWN]] : undefined;
  const items = value.isOpen ? [...value.items, UNKNOWN] : value.items;
  return items.map((item, index) => [item, { kind: "plain", value: index }]);
}
