import { joinValues, listAll, listAlternatives } from "./either.js";
import { markRepeats, readUncertain, type Scope } from "./run.js";
import { toHandle, type Value } from "./value.js";

const MOST = 8;
const MAX_LOOKED_AT = 1000;

/** How deep in lists and objects alternatives are looked for: a column's type is two below the argument of its table. */
export const IN_OPTIONS = 3;

/** Each of the ways in which values may be what they may be; the values themselves where those are too many. */
export function listWays(values: readonly Value[], depth = 0): readonly (readonly Value[])[] {
  return combine(values, { depth, looked: { at: 0 } }) ?? [values];
}

interface Looking {
  readonly depth: number;
  readonly looked: { at: number };
}

function combine(values: readonly Value[], looking: Looking): readonly (readonly Value[])[] | undefined {
  let ways: readonly (readonly Value[])[] = [[]];
  for (const value of values) {
    const forms = listForms(value, looking);
    if (ways.length * forms.length > MOST) return undefined;
    ways = ways.flatMap((way) => forms.map((form) => [...way, form]));
  }
  return ways;
}

function listForms(value: Value, { depth, looked }: Looking): readonly Value[] {
  looked.at += 1;
  if (value.kind === "unknown") return listAll(value);
  if (depth === 0 || looked.at > MAX_LOOKED_AT) return [value];
  const inside = { depth: depth - 1, looked };
  // A column that is defined in one way or another: who adds it wants one that it knows.
  if (value.kind === "handle")
    return value.handle.isData === true ? listAlternatives(value.handle).map(toHandle) : [value];
  if (value.kind === "list")
    return putTogether(value, combine(value.items, inside), (items) => ({ ...value, items: [...items] }));
  if (value.kind !== "object") return [value];
  const names = [...value.fields.keys()];
  return putTogether(value, combine([...value.fields.values()], inside), (items) => ({
    ...value,
    fields: new Map(items.map((item, index) => [names[index] ?? "", item])),
  }));
}

/** What has no alternatives in it stays the very value: others may hold it, too, and change it. */
function putTogether(
  value: Value,
  ways: readonly (readonly Value[])[] | undefined,
  put: (items: readonly Value[]) => Value,
): readonly Value[] {
  return ways === undefined || ways.length < 2 ? [value] : ways.map(put);
}

/** What a text or a number is made of may be several: then so is what is made. */
export function mapWays(values: readonly Value[], make: (values: readonly Value[]) => Value): Value {
  const ways = listWays(values);
  const [only = values, ...others] = ways;
  return others.length === 0 ? make(only) : joinValues(ways.map(make));
}

/** Does with each way what is done, since only running would tell which it is. What one does as another did before is no news. */
export function doWays(
  ways: readonly (readonly Value[])[],
  { run }: Scope,
  act: (values: readonly Value[]) => Value,
): Value {
  const [only = [], ...others] = ways;
  if (others.length === 0) return act(only);
  const from = run.effects.length;
  const results = ways.map((way) => readUncertain(run, () => act(way)));
  markRepeats(run, from);
  return joinValues(results);
}
