import type { Node } from "libpg-query";
import { getNames } from "./names.js";

/** How sure Postgres is of the name that it gives an output column: a type's or CASE's own name yields to a better one. */
interface Figured {
  readonly name: string;
  readonly isWeak?: boolean;
}

/** The name that an output column without an alias gets (Postgres' `FigureColname`). */
export function getOutputName(node: Node | undefined): string {
  return figure(node)?.name ?? "?column?";
}

function figure(node: Node | undefined): Figured | undefined {
  if (node === undefined) return undefined;
  if ("ColumnRef" in node) return fromNames(node.ColumnRef.fields);
  if ("A_Indirection" in node)
    return fromNames(node.A_Indirection.indirection) ?? figure(node.A_Indirection.arg);
  if ("FuncCall" in node) return fromNames(node.FuncCall.funcname);
  if ("A_Expr" in node) return node.A_Expr.kind === "AEXPR_NULLIF" ? { name: "nullif" } : undefined;
  if ("CollateClause" in node) return figure(node.CollateClause.arg);
  if ("TypeCast" in node) return figureCast(node.TypeCast.arg, node.TypeCast.typeName?.names);
  if ("CaseExpr" in node) return strong(figure(node.CaseExpr.defresult)) ?? { name: "case", isWeak: true };
  if ("SubLink" in node) return figureSubLink(node.SubLink.subLinkType, node.SubLink.subselect);
  if ("MinMaxExpr" in node) return { name: node.MinMaxExpr.op === "IS_LEAST" ? "least" : "greatest" };
  const [kind = ""] = Object.keys(node);
  const name = NAMED_BY_KIND[kind];
  return name === undefined ? undefined : { name };
}

const NAMED_BY_KIND: Readonly<Record<string, string>> = {
  A_ArrayExpr: "array",
  CoalesceExpr: "coalesce",
  GroupingFunc: "grouping",
  MergeSupportFunc: "merge_action",
  RowExpr: "row",
  XmlSerialize: "xmlserialize",
};

const strong = (figured: Figured | undefined): Figured | undefined => (figured?.isWeak ? undefined : figured);

function fromNames(nodes: readonly Node[] | undefined): Figured | undefined {
  const name = getNames(nodes).findLast((part) => part !== undefined);
  return name === undefined ? undefined : { name };
}

function figureCast(argument: Node | undefined, type: readonly Node[] | undefined): Figured | undefined {
  const ofType = fromNames(type);
  return strong(figure(argument)) ?? (ofType && { ...ofType, isWeak: true });
}

function figureSubLink(type: string | undefined, subselect: Node | undefined): Figured | undefined {
  if (type === "EXISTS_SUBLINK") return { name: "exists" };
  if (type === "ARRAY_SUBLINK") return { name: "array" };
  if (type !== "EXPR_SUBLINK" || subselect === undefined || !("SelectStmt" in subselect)) return undefined;
  const [target] = subselect.SelectStmt.targetList ?? [];
  if (target === undefined || !("ResTarget" in target)) return undefined;
  const { name, val } = target.ResTarget;
  return name === undefined ? figure(val) : { name };
}
