import type { Node, SelectStmt, WithClause } from "libpg-query";
import { getField, getIdent, getIdents, getKind, getList } from "./grammar-tree.js";
import { getWildcardName, translateExpression, translateExpressions } from "./translate-expression.js";
import { translateFrom } from "./translate-from.js";
import { translateChange } from "./translate-change.js";
import { list, text, toColumnRef, type Translation } from "./translation.js";

/** A query, or a statement that writes behind WITH. */
export function translateQuery(query: unknown, t: Translation): Node {
  const node = translateBody(getField(query, "body"), t);
  const withClause = translateWith(getField(query, "with"), t);
  if ("SelectStmt" in node) {
    const stmt = addClauses(node.SelectStmt, query, t);
    return { SelectStmt: withClause === undefined ? stmt : { ...stmt, withClause } };
  }
  return withClause === undefined ? node : addWith(node, withClause);
}

/** A statement over several tables is several here, and a list. */
function addWith(node: Node, withClause: WithClause): Node {
  if ("InsertStmt" in node) return { InsertStmt: { ...node.InsertStmt, withClause } };
  if ("UpdateStmt" in node) return { UpdateStmt: { ...node.UpdateStmt, withClause } };
  if ("DeleteStmt" in node) return { DeleteStmt: { ...node.DeleteStmt, withClause } };
  return "List" in node ? list((node.List.items ?? []).map((item) => addWith(item, withClause))) : node;
}

function addClauses(stmt: SelectStmt, query: unknown, t: Translation): SelectStmt {
  const sorts = getList(query, "order_by", "kind", "Expressions");
  const sortClause = sorts.map((sort): Node => ({
    SortBy: { node: translateExpression(getField(sort, "expr"), t) },
  }));
  const limitCount = translateExpression(getField(query, "limit_clause"), t);
  return { ...stmt, sortClause: [...(stmt.sortClause ?? []), ...sortClause], limitCount };
}

function translateBody(body: unknown, t: Translation): Node {
  const [kind, content] = getKind(body) ?? ["", undefined];
  if (kind === "Select") return { SelectStmt: translateSelect(content, t) };
  if (kind === "Query") return translateQuery(content, t);
  if (kind === "Values") return { SelectStmt: { valuesLists: translateRows(content, t) } };
  if (kind === "SetOperation") return { SelectStmt: translateSetOperation(content, t) };
  return translateChange(kind, getField(content, kind) ?? content, t) ?? list([]);
}

function translateSetOperation(content: unknown, t: Translation): SelectStmt {
  const left = translateBody(getField(content, "left"), t);
  const right = translateBody(getField(content, "right"), t);
  return {
    op: "SETOP_UNION",
    ...("SelectStmt" in left && { larg: left.SelectStmt }),
    ...("SelectStmt" in right && { rarg: right.SelectStmt }),
  };
}

function translateRows(values: unknown, t: Translation): Node[] {
  return getList(values, "rows").map((row) =>
    list(translateExpressions(getList(getField(row, "content") ?? row), t)),
  );
}

function translateSelect(select: unknown, t: Translation): SelectStmt {
  const [groups] = getList(select, "group_by", "Expressions");
  return {
    targetList: translateTargets(getList(select, "projection"), t),
    fromClause: translateFrom(getList(select, "from"), t),
    whereClause: translateExpression(getField(select, "selection"), t),
    groupClause: translateExpressions(getList(groups), t),
    havingClause: translateExpression(getField(select, "having"), withOutputs(select, t)),
    windowClause: [translateExpression(getField(select, "named_window"), t)],
  };
}

/** In MySQL's HAVING a name is an alias of the select list, unless it is grouped by. */
function withOutputs(select: unknown, t: Translation): Translation {
  if (!t.hasAliasesInHaving) return t;
  const [groups] = getList(select, "group_by", "Expressions");
  const grouped = new Set(
    getList(groups)
      .flatMap(getIdents)
      .map((ident) => t.getName(ident)),
  );
  const aliases = getList(select, "projection").flatMap(
    (item) => getIdent(getField(item, "ExprWithAlias", "alias")) ?? [],
  );
  const names = aliases.map((alias) => t.getName(alias)).filter((name) => !grouped.has(name));
  return { ...t, outputs: new Set(names) };
}

/** A select list or RETURNING. */
export function translateTargets(items: readonly unknown[], t: Translation): Node[] {
  return items.map((item): Node => {
    const [kind, content] = getKind(item) ?? ["", undefined];
    if (kind === "Wildcard")
      return { ResTarget: { val: { ColumnRef: { fields: [{ A_Star: {} }], ...getStarPlace(content, t) } } } };
    if (kind === "QualifiedWildcard")
      return { ResTarget: { val: toColumnRef(getIdents(getWildcardName(content)), t, true) } };
    const alias = getIdent(getField(content, "alias"));
    if (kind !== "ExprWithAlias" || alias === undefined)
      return { ResTarget: { val: translateExpression(content, t) } };
    return { ResTarget: { name: t.getName(alias), val: translateExpression(getField(content, "expr"), t) } };
  });
}

function getStarPlace(content: unknown, t: Translation): { readonly location?: number } {
  const column = getField(content, "wildcard_token", "span", "start", "column");
  return typeof column === "number" ? { location: t.getOffset({ value: "*", column }) } : {};
}

function translateWith(clause: unknown, t: Translation): WithClause | undefined {
  const tables = getList(clause, "cte_tables");
  if (tables.length === 0) return undefined;
  const ctes = tables.flatMap((table): Node[] => {
    const name = getIdent(getField(table, "alias", "name"));
    if (name === undefined) return [];
    const columns = getList(table, "alias", "columns").flatMap(
      (column) => getIdent(getField(column, "name")) ?? [],
    );
    return [
      {
        CommonTableExpr: {
          ctename: t.getName(name),
          location: t.getOffset(name),
          aliascolnames: columns.map((column) => text(t.getName(column))),
          ctequery: translateQuery(getField(table, "query"), t),
        },
      },
    ];
  });
  return { ctes, recursive: t.isRecursive || getField(clause, "recursive") === true };
}
