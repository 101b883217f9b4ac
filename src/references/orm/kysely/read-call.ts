import type { TSESTree } from "@typescript-eslint/utils";
import type { ColumnCollector } from "../column-collector.js";
import type { Handle } from "./query.js";
import { readImplicit } from "./read-implicit.js";
import { type NamedColumn, readReferences } from "./read-references.js";
import { readWrites } from "./read-writes.js";
import type { Reading } from "./scopes.js";

/** A call of a method of Kysely's; no name: of the expression builder itself. */
export interface KyselyCall {
  readonly node: TSESTree.CallExpression;
  readonly name: string;
  /** What it is called on; what it begins, where it begins a statement. */
  readonly handle: Handle;
}

export interface Finding {
  readonly reading: Reading;
  readonly collector: ColumnCollector;
}

/** What the arguments of a call name. */
export function readCall(call: KyselyCall, finding: Finding): void {
  const { node, name, handle } = call;
  if (handle.kind !== "loose" && handle.query.root === node) return;
  const args = node.arguments;
  const read = (places: readonly (TSESTree.Node | undefined)[], form?: NamedColumn["form"]): void => {
    for (const at of places)
      if (at !== undefined) readReferences({ at, form: form ?? "column", handle }, finding);
  };
  switch (name) {
    case "whereRef":
    case "onRef":
    case "havingRef":
    case "filterWhereRef":
    case "whenMatchedAndRef":
    case "whenNotMatchedAndRef":
      return read([args[0], args[2]]);
    case "":
    case "eb":
    case "where":
    case "on":
    case "having":
    case "filterWhere":
    case "when":
    case "whenMatchedAnd":
    case "whenNotMatchedAnd":
    case "between":
    case "betweenSymmetric":
      return args.length >= 3 ? read([args[0]]) : undefined;
    case "select":
    case "returning":
    case "output":
    case "distinctOn":
    case "groupBy":
    case "partitionBy":
    case "orderBy":
      return read([args[0]], "list");
    case "ref":
    case "column":
    case "not":
    case "exists":
    case "neg":
    case "cast":
    case "case":
    case "withinGroupOrderBy":
    case "count":
    case "sum":
    case "avg":
    case "min":
    case "max":
    case "any":
      return read([args[0]]);
    case "unary":
      return read([args[1]]);
    case "coalesce":
    case "refTuple":
      return read(args);
    case "fn":
    case "agg":
      return read([args[1]], "list");
    case "and":
    case "or":
      return read([args[0]], "keys");
    case "columns":
      return handle.kind === "query" ? readWrites(call, finding) : read([args[0]], "list");
    case "values":
    case "set":
    case "doUpdateSet":
    case "onDuplicateKeyUpdate":
    case "thenUpdateSet":
    case "thenInsertValues":
    case "expression":
      return readWrites(call, finding);
    case "selectAll":
    case "returningAll":
    case "outputAll":
    case "table":
    case "toJson":
    case "jsonAgg":
      return readImplicit(call, finding);
    default:
      return JOIN.test(name) ? read([args[1], args[2]]) : undefined;
  }
}

const JOIN = /(?:^|[a-z])Join$|^using$/;
