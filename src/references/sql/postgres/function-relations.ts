import type { Node, RangeFunction } from "libpg-query";
import { getRow } from "./expressions.js";
import { getNames } from "./names.js";
import { createColumns, UNKNOWN, type Relation, type Scope } from "./relations.js";
import type { Run } from "./run.js";

/** Output columns of Postgres' own functions; `scalar` is a single column that takes the alias' name. */
const BUILT_IN: ReadonlyMap<string, readonly string[] | "scalar"> = new Map(
  Object.entries<readonly string[] | "scalar">({
    generate_series: "scalar",
    generate_subscripts: "scalar",
    json_object_keys: "scalar",
    jsonb_object_keys: "scalar",
    regexp_split_to_table: "scalar",
    string_to_table: "scalar",
    json_array_elements: ["value"],
    json_array_elements_text: ["value"],
    jsonb_array_elements: ["value"],
    jsonb_array_elements_text: ["value"],
    json_each: ["key", "value"],
    json_each_text: ["key", "value"],
    jsonb_each: ["key", "value"],
    jsonb_each_text: ["key", "value"],
  }),
);

/** The columns that a function in FROM gives. Those of a user's function are unknown. */
export function getFunctionRelation(run: Run, range: RangeFunction, scope: Scope): Relation {
  if (range.coldeflist !== undefined) return withOrdinality(range, getDefinedColumns(range.coldeflist));
  const calls = (range.functions ?? []).flatMap((node) =>
    "List" in node ? (node.List.items ?? []).slice(0, 1) : [],
  );
  const [call, ...others] = calls;
  if (call === undefined || others.length > 0) return UNKNOWN;
  if (!("FuncCall" in call)) return UNKNOWN;
  const name = getNames(call.FuncCall.funcname).at(-1) ?? "";
  const alias = range.alias?.aliasname ?? name;
  const args = call.FuncCall.args ?? [];
  if (name === "unnest") return withOrdinality(range, getUnnested(run, args, alias, scope));
  const columns = BUILT_IN.get(name);
  // A function of one column names it after itself or its alias; which of a user's functions are such is unknown.
  if (columns === undefined) return { columns: createColumns([alias]), isComplete: false };
  return withOrdinality(range, {
    columns: createColumns(columns === "scalar" ? [alias] : columns),
    isComplete: true,
  });
}

function getUnnested(run: Run, args: readonly Node[], alias: string, scope: Scope): Relation {
  const [array, ...others] = args;
  if (array === undefined || others.length > 0)
    return { columns: createColumns(args.map(() => alias)), isComplete: true };
  return getRow(run, array, scope) ?? { columns: createColumns([alias]), isComplete: isPlainArray(array) };
}

/** An array whose elements may be rows gives their columns. */
const isPlainArray = (node: Node): boolean =>
  "ParamRef" in node || "A_ArrayExpr" in node || "TypeCast" in node;

function getDefinedColumns(nodes: readonly Node[]): Relation {
  const names = nodes.flatMap((node) => ("ColumnDef" in node ? [node.ColumnDef.colname ?? ""] : []));
  return { columns: createColumns(names), isComplete: true };
}

function withOrdinality({ ordinality }: RangeFunction, relation: Relation): Relation {
  return ordinality === true
    ? { ...relation, columns: [...relation.columns, ...createColumns(["ordinality"])] }
    : relation;
}
