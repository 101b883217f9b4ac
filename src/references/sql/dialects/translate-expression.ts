import type { Node } from "libpg-query";
import { getField, getIdents, getList, isFields } from "./grammar-tree.js";
import { translateQuery } from "./translate-query.js";
import { list, toColumnRef, type Translation } from "./translation.js";

/** Parts of an expression's tree that hold names of something else than columns. */
const OTHER_NAMES: ReadonlySet<string> = new Set([
  "name",
  "alias",
  "data_type",
  "collation",
  "charset",
  "span",
  "over_name",
  "NamedWindow",
  "prefix",
  "window_name",
]);

/** What an expression reads. How its parts are put together says nothing of names, so all but a single column becomes a list. */
export function translateExpression(value: unknown, t: Translation): Node {
  const nodes = getReads(value, t);
  const [only, ...others] = nodes;
  const isColumn = isFields(value) && ("Identifier" in value || "CompoundIdentifier" in value);
  return isColumn && only !== undefined && others.length === 0 ? only : list(nodes);
}

export function translateExpressions(values: readonly unknown[], t: Translation): Node[] {
  return values.map((value) => translateExpression(value, t));
}

function getReads(value: unknown, t: Translation): Node[] {
  if (Array.isArray(value)) return value.flatMap((element) => getReads(element, t));
  if (!isFields(value)) return [];
  if ("body" in value)
    return [
      { SubLink: { subLinkType: "EXPR_SUBLINK", subselect: translateQuery(value, withoutOutputs(t)) } },
    ];
  return Object.entries(value).flatMap(([key, child]) => getFieldReads(key, child, t));
}

const withoutOutputs = (t: Translation): Translation => ({ ...t, outputs: new Set() });

/** What they are given is of the rows that are grouped, not of the groups. */
const AGGREGATES =
  /^(?:count|sum|avg|min|max|group_concat|any_value|bit_(?:and|or|xor)|json_(?:array|object)agg|std|stddev|variance|(?:std|stddev|var)_(?:pop|samp))$/i;

const isAggregate = (call: unknown): boolean =>
  AGGREGATES.test(getIdents(getField(call, "name")).at(-1)?.value ?? "");

function getFieldReads(key: string, child: unknown, t: Translation): Node[] {
  if (OTHER_NAMES.has(key)) return [];
  if (key === "Identifier" || key === "CompoundIdentifier") {
    const [first, ...rest] = getIdents(child);
    const isOutput = first !== undefined && rest.length === 0 && t.outputs.has(t.getName(first));
    return isOutput ? [] : [toColumnRef(getIdents(child), t)];
  }
  if (key === "Function" && isAggregate(child)) return getReads(child, withoutOutputs(t));
  if (key === "QualifiedWildcard") return [toColumnRef(getIdents(getWildcardName(child)), t, true)];
  if (key !== "MatchAgainst") return getReads(child, t);
  const columns = getList(child, "columns").map((name) => toColumnRef(getIdents(name), t));
  return [...columns, ...getReads(getField(child, "match_value"), t)];
}

/** `u` of `u.*`. */
export function getWildcardName(content: unknown): unknown {
  const first: unknown = Array.isArray(content) ? content[0] : undefined;
  return getField(first, "ObjectName") ?? content;
}
