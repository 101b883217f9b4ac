import type { A_Expr, SelectStmt, WithClause } from "libpg-query";
import type { Node } from "../../sql/postgres-parser.js";
import { AT_RUN_TIME } from "./run-time-names.js";
import { getStrings } from "./sql-context.js";

/** What bounds a statement besides its own WHERE. */
export interface Bounds {
  /** CTEs that give a limited number of rows. */
  readonly limited: ReadonlySet<string>;
  /** PL/pgSQL variables: constants to the statement. */
  readonly variables: ReadonlySet<string>;
  /** An UPDATE's table: conditions on other tables pick none of its rows. `hasOthers`: unqualified names may be theirs. */
  readonly target?: { readonly name: string; readonly hasOthers: boolean };
}

/** The CTEs of a statement that a `LIMIT` or a list of values bounds, beside those around it. */
export function getLimitedCtes(
  withClause: WithClause | undefined,
  around: ReadonlySet<string>,
): ReadonlySet<string> {
  const limited = new Set(around);
  for (const node of withClause?.ctes ?? []) {
    if (!("CommonTableExpr" in node)) continue;
    const { ctename = "", ctequery } = node.CommonTableExpr;
    if (isLimitedQuery(ctequery, limited)) limited.add(ctename);
  }
  return limited;
}

/**
 * True when a condition picks a part of the table: a range closed on both sides (`BETWEEN`, `id > 1 AND id <= 1000`), a key
 * equal to a constant or in a list of them, an `IN` over a query with `LIMIT`, anything on `ctid`. Tests that may hold for
 * every row do not: `IS NULL`, `status = 'open'`, `id > 0`, equality with another column. What a key is, its name says.
 */
export function isBoundedBy(where: Node | undefined, bounds: Bounds): boolean {
  const conditions = getConditions(where);
  const ranges = new Map<string, Set<"lower" | "upper">>();
  for (const condition of conditions) {
    if (isOr(condition)) {
      if ((condition.BoolExpr.args ?? []).every((part) => isBoundedBy(part, bounds))) return true;
      continue;
    }
    if ("SubLink" in condition && isBoundedSubLink(condition, bounds)) return true;
    if (!("A_Expr" in condition)) continue;
    if (isBoundedComparison(condition.A_Expr, bounds)) return true;
    const side = getRangeSide(condition.A_Expr, bounds);
    if (side === undefined) continue;
    const sides = (ranges.get(side.column) ?? new Set()).add(side.side);
    ranges.set(side.column, sides);
    if (sides.size === 2) return true;
  }
  return false;
}

/** True for a query over a bounded number of rows. */
export function isLimitedQuery(query: Node | undefined, limited: ReadonlySet<string>): boolean {
  if (query === undefined || !("SelectStmt" in query)) return false;
  return isLimitedSelect(query.SelectStmt, limited);
}

export function isLimitedSelect(select: SelectStmt, limited: ReadonlySet<string>): boolean {
  const all = getLimitedCtes(select.withClause, limited);
  if (select.larg !== undefined && select.rarg !== undefined)
    return isLimitedSelect(select.larg, all) && isLimitedSelect(select.rarg, all);
  if (select.limitCount !== undefined && !isNoLimit(select.limitCount)) return true;
  return (select.fromClause ?? []).some((item) => isLimitedItem(item, all)) || isConstantRows(select);
}

/** True for an item of FROM that has a bounded number of rows. */
export function isLimitedItem(item: Node, limited: ReadonlySet<string>): boolean {
  if ("RangeVar" in item)
    return item.RangeVar.schemaname === undefined && limited.has(item.RangeVar.relname ?? "");
  if ("RangeSubselect" in item) return isLimitedQuery(item.RangeSubselect.subquery, limited);
  return false;
}

function isConstantRows({ fromClause, valuesLists }: SelectStmt): boolean {
  return valuesLists !== undefined || fromClause === undefined;
}

/** `LIMIT ALL` and `LIMIT NULL`. */
function isNoLimit(limit: Node): boolean {
  return "A_Const" in limit && limit.A_Const.isnull === true;
}

function getConditions(where: Node | undefined): Node[] {
  if (where === undefined) return [];
  if ("BoolExpr" in where && where.BoolExpr.boolop === "AND_EXPR")
    return (where.BoolExpr.args ?? []).flatMap(getConditions);
  return [where];
}

function isOr(node: Node): node is Extract<Node, { BoolExpr: unknown }> {
  return "BoolExpr" in node && node.BoolExpr.boolop === "OR_EXPR";
}

function isBoundedSubLink(
  { SubLink: { subLinkType, testexpr, operName, subselect } }: Extract<Node, { SubLink: unknown }>,
  { limited }: Bounds,
): boolean {
  if (subLinkType !== "ANY_SUBLINK" || testexpr === undefined) return false;
  const operator = getStrings(operName).at(-1) ?? "=";
  return operator === "=" && isLimitedQuery(subselect, limited);
}

function isBoundedComparison({ kind, name, lexpr, rexpr }: A_Expr, bounds: Bounds): boolean {
  if (isCtid(lexpr) || isCtid(rexpr)) return true;
  const operator = getStrings(name).at(-1);
  if (kind === "AEXPR_BETWEEN" || kind === "AEXPR_BETWEEN_SYM")
    return getColumn(lexpr, bounds) !== undefined && isConstant(rexpr, bounds);
  if (operator !== "=") return false;
  if (kind === "AEXPR_OP_ANY") {
    const isLimitedArray =
      rexpr !== undefined && "SubLink" in rexpr && isLimitedQuery(rexpr.SubLink.subselect, bounds.limited);
    return isLimitedArray || (isKey(getColumn(lexpr, bounds)) && isConstant(rexpr, bounds));
  }
  if (kind !== "AEXPR_OP" && kind !== "AEXPR_IN") return false;
  const sides = [lexpr, rexpr];
  if (sides.some((side) => isLimitedColumn(side, bounds))) return true;
  return sides.some((side, index) => isKey(getColumn(side, bounds)) && isConstant(sides[1 - index], bounds));
}

// `id`, `user_id`, `userId`, `uuid`, `settings_key`
const KEY = /(^|_)(id|uuid|guid|key)$|[a-z](Id|ID|Uuid|UUID|Key)$/;

function isKey(column: string | undefined): boolean {
  return column !== undefined && KEY.test(column);
}

/** `batch.id`, where `batch` has a bounded number of rows. */
function isLimitedColumn(node: Node | undefined, { limited }: Bounds): boolean {
  if (node === undefined || !("ColumnRef" in node)) return false;
  const parts = getStrings(node.ColumnRef.fields);
  return parts.length === 2 && limited.has(parts[0] ?? "");
}

const SIDES: Readonly<Record<string, "lower" | "upper">> = {
  ">": "lower",
  ">=": "lower",
  "<": "upper",
  "<=": "upper",
};

function getRangeSide(
  { name, lexpr, rexpr }: A_Expr,
  bounds: Bounds,
): { readonly column: string; readonly side: "lower" | "upper" } | undefined {
  const side = SIDES[getStrings(name).at(-1) ?? ""];
  if (side === undefined) return undefined;
  const [left, right] = [getColumn(lexpr, bounds), getColumn(rexpr, bounds)];
  if (left !== undefined && isConstant(rexpr, bounds)) return { column: left, side };
  if (right !== undefined && isConstant(lexpr, bounds))
    return { column: right, side: side === "lower" ? "upper" : "lower" };
  return undefined;
}

function isCtid(node: Node | undefined): boolean {
  return node !== undefined && "ColumnRef" in node && getStrings(node.ColumnRef.fields).at(-1) === "ctid";
}

/** The column of the statement's own table that this is, if it is one. */
function getColumn(node: Node | undefined, { variables, target }: Bounds): string | undefined {
  if (node === undefined || !("ColumnRef" in node)) return undefined;
  const parts = getStrings(node.ColumnRef.fields);
  if (variables.has(parts[0] ?? "") || parts.includes(AT_RUN_TIME)) return undefined;
  const qualifier = parts.at(-2);
  const isOwn =
    qualifier === undefined ? target?.hasOthers !== true : (target?.name ?? qualifier) === qualifier;
  return isOwn ? parts.at(-1) : undefined;
}

/** A variable of the block around, or what a script puts in when it runs: a value, where a name would be compared with itself. */
function isGiven([first = "", ...rest]: readonly string[], { variables }: Bounds): boolean {
  return variables.has(first) || (rest.length === 0 && first === AT_RUN_TIME);
}

function isConstant(node: Node | undefined, bounds: Bounds): boolean {
  if (node === undefined) return false;
  if ("A_Const" in node) return node.A_Const.isnull !== true;
  if ("ParamRef" in node) return true;
  if ("ColumnRef" in node) return isGiven(getStrings(node.ColumnRef.fields), bounds);
  if ("TypeCast" in node) return isConstant(node.TypeCast.arg, bounds);
  if ("List" in node) return (node.List.items ?? []).every((item) => isConstant(item, bounds));
  if ("A_ArrayExpr" in node)
    return (node.A_ArrayExpr.elements ?? []).every((item) => isConstant(item, bounds));
  if ("A_Expr" in node) {
    const { lexpr, rexpr } = node.A_Expr;
    return (lexpr === undefined || isConstant(lexpr, bounds)) && isConstant(rexpr, bounds);
  }
  return false;
}
