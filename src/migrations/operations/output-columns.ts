import type { SelectStmt, WithClause } from "libpg-query";
import type { TableName } from "../../catalog/table-columns.js";
import type { Node } from "../../sql/postgres-parser.js";
import { getStrings, getTableName, type SqlContext } from "./sql-context.js";

/** The columns that a query gives, as far as its text tells. */
export interface OutputColumns {
  readonly columns: readonly string[];
  /** Tables all of whose columns it gives. */
  readonly columnsOf?: readonly TableName[];
  readonly isPartial?: boolean;
}

interface Source {
  readonly name: string;
  /** Undefined: a subquery, a function, a CTE. */
  readonly table: TableName | undefined;
}

/** `aliases`, as in `CREATE VIEW v (a, b)`, rename the first columns. */
export function getOutputColumns(
  context: SqlContext,
  query: Node | undefined,
  aliases: readonly string[] = [],
): OutputColumns {
  if (query === undefined || !("SelectStmt" in query)) return { columns: aliases, isPartial: true };
  const select = getFirstSelect(query.SelectStmt);
  const sources = (select.fromClause ?? []).flatMap((item) =>
    getSources(context, item, getCteNames(select.withClause ?? query.SelectStmt.withClause)),
  );
  const columns: string[] = [];
  const columnsOf: TableName[] = [];
  let isPartial = false;
  for (const target of select.targetList ?? []) {
    if (!("ResTarget" in target)) continue;
    const star = getStar(target.ResTarget.val);
    const name = target.ResTarget.name ?? getImpliedName(target.ResTarget.val);
    if (star === undefined) {
      if (name === undefined) isPartial = true;
      else columns.push(name);
      continue;
    }
    const starred = star === "*" ? sources : sources.filter((source) => source.name === star);
    columnsOf.push(...starred.flatMap(({ table }) => (table === undefined ? [] : [table])));
    if (starred.length === 0 || starred.some(({ table }) => table === undefined)) isPartial = true;
  }
  const hasUnnamed = columnsOf.length > 0 || isPartial;
  const renamed =
    hasUnnamed && aliases.length > 0 ? [...aliases] : [...aliases, ...columns.slice(aliases.length)];
  return {
    columns: renamed,
    ...(columnsOf.length > 0 && aliases.length === 0 && { columnsOf }),
    ...(isPartial && { isPartial }),
  };
}

/** A union's names are those of its first part. */
function getFirstSelect(select: SelectStmt): SelectStmt {
  return select.larg === undefined ? select : getFirstSelect(select.larg);
}

function getCteNames(withClause: WithClause | undefined): ReadonlySet<string> {
  return new Set(
    (withClause?.ctes ?? []).flatMap((cte) =>
      "CommonTableExpr" in cte ? [cte.CommonTableExpr.ctename ?? ""] : [],
    ),
  );
}

function getSources(context: SqlContext, item: Node, ctes: ReadonlySet<string>): Source[] {
  if ("RangeVar" in item) {
    const { relname = "", schemaname, alias } = item.RangeVar;
    const isCte = schemaname === undefined && ctes.has(relname);
    const table = isCte ? undefined : getTableName(context, item.RangeVar);
    return [{ name: alias?.aliasname ?? relname, table }];
  }
  if ("JoinExpr" in item) {
    const { larg, rarg } = item.JoinExpr;
    return [larg, rarg].flatMap((side) => (side === undefined ? [] : getSources(context, side, ctes)));
  }
  if ("RangeSubselect" in item)
    return [{ name: item.RangeSubselect.alias?.aliasname ?? "", table: undefined }];
  return [{ name: "", table: undefined }];
}

/** `*` for `*`, the qualifier for `u.*`, undefined for anything else. */
function getStar(value: Node | undefined): string | undefined {
  if (value === undefined || !("ColumnRef" in value)) return undefined;
  const fields = value.ColumnRef.fields ?? [];
  const last = fields.at(-1);
  if (last === undefined || !("A_Star" in last)) return undefined;
  return getStrings(fields).at(-1) ?? "*";
}

/** What Postgres calls a column without an alias (FigureColname in parse_target.c), for the forms that views have. */
function getImpliedName(value: Node | undefined): string | undefined {
  if (value === undefined) return undefined;
  if ("ColumnRef" in value) return getStrings(value.ColumnRef.fields).at(-1);
  if ("FuncCall" in value) return getStrings(value.FuncCall.funcname).at(-1);
  if ("TypeCast" in value)
    return getImpliedName(value.TypeCast.arg) ?? getStrings(value.TypeCast.typeName?.names).at(-1);
  if ("CollateClause" in value) return getImpliedName(value.CollateClause.arg);
  if ("CoalesceExpr" in value) return "coalesce";
  if ("CaseExpr" in value) return getImpliedName(value.CaseExpr.defresult) ?? "case";
  return undefined;
}
