import type { Alias, JoinExpr, Node } from "libpg-query";
import { getField, getIdent, getIdents, getKind, getList, isFields } from "./grammar-tree.js";
import { translateExpression, translateExpressions } from "./translate-expression.js";
import { translateQuery } from "./translate-query.js";
import { list, text, toRange, type Translation } from "./translation.js";

/** The items of a FROM clause; each is a table with what is joined to it. */
export function translateFrom(items: readonly unknown[], t: Translation): Node[] {
  return items.map((item) => translateJoined(item, t));
}

function translateJoined(item: unknown, t: Translation): Node {
  return getList(item, "joins").reduce<Node>(
    (larg, join) => {
      const rarg = translateFactor(getField(join, "relation"), t);
      return { JoinExpr: { larg, rarg, ...translateJoin(getField(join, "join_operator"), t) } };
    },
    translateFactor(getField(item, "relation"), t),
  );
}

/** The condition of a join, whatever its kind. */
function translateJoin(operator: unknown, t: Translation): JoinExpr {
  const constraint = getKind(operator)?.[1];
  if (constraint === "Natural") return { isNatural: true };
  if (!isFields(constraint)) return {};
  if ("On" in constraint) return { quals: translateExpression(constraint.On, t) };
  const names = getList(constraint, "Using").flatMap((name) => getIdents(name).slice(-1));
  return { usingClause: names.map((name) => text(t.getName(name))) };
}

function translateFactor(factor: unknown, t: Translation): Node {
  const [kind, content] = getKind(factor) ?? ["", undefined];
  const alias = translateAlias(getField(content, "alias"), t);
  const named = alias === undefined ? {} : { alias };
  if (kind === "Table") return translateTable(content, t);
  if (kind === "Derived") {
    const lateral = getField(content, "lateral") === true;
    return {
      RangeSubselect: { subquery: translateQuery(getField(content, "subquery"), t), lateral, ...named },
    };
  }
  if (kind === "NestedJoin")
    return nameJoin(translateJoined(getField(content, "table_with_joins"), t), alias);
  if (kind !== "JsonTable") return list([translateExpression(content, t)]);
  const names = getList(content, "columns").flatMap((column) => getColumnNames(column, t));
  return {
    JsonTable: {
      ...named,
      columns: names.map((name) => ({ JsonTableColumn: { name } })),
      context_item: { raw_expr: translateExpression(getField(content, "json_expr"), t) },
    },
  };
}

function nameJoin(node: Node, alias: Alias | undefined): Node {
  return alias !== undefined && "JoinExpr" in node ? { JoinExpr: { ...node.JoinExpr, alias } } : node;
}

/** JSON_TABLE nests its columns. */
function getColumnNames(column: unknown, t: Translation): string[] {
  const [kind, content] = getKind(column) ?? ["", undefined];
  if (kind === "Nested") return getList(content, "columns").flatMap((inner) => getColumnNames(inner, t));
  const ident = getIdent(getField(content, "name") ?? content);
  return ident === undefined ? [] : [t.getName(ident)];
}

/** A table, or a function that gives rows. */
export function translateTable(content: unknown, t: Translation): Node {
  const name = getIdents(getField(content, "name"));
  const alias = translateAlias(getField(content, "alias"), t);
  const args = getField(content, "args");
  if (!isFields(args)) return { RangeVar: { ...toRange(name, t), ...(alias && { alias }) } };
  return translateRows(name.at(-1)?.value ?? "", translateExpressions(getList(args, "args"), t), alias);
}

/** What SQLite's own table functions give. */
const ROWS: Readonly<Record<string, readonly string[]>> = {
  json_each: ["key", "value", "type", "atom", "id", "parent", "fullkey", "path"],
  json_tree: ["key", "value", "type", "atom", "id", "parent", "fullkey", "path"],
  generate_series: ["value"],
};

function translateRows(name: string, args: readonly Node[], alias: Alias | undefined): Node {
  const columns = ROWS[name.toLowerCase()];
  const named = alias ?? { aliasname: name };
  const funcname = [text(name)];
  if (columns === undefined) {
    const call: Node = { FuncCall: { funcname, args: [...args] } };
    return { RangeFunction: { functions: [list([call])], alias: named } };
  }
  const definitions = columns.map((colname): Node => ({ RangeTableFuncCol: { colname } }));
  return { RangeTableFunc: { docexpr: list(args), columns: definitions, alias: named } };
}

function translateAlias(alias: unknown, t: Translation): Alias | undefined {
  const name = getIdent(getField(alias, "name"));
  if (name === undefined) return undefined;
  const columns = getList(alias, "columns").flatMap((column) => getIdent(getField(column, "name")) ?? []);
  const colnames = columns.map((column) => text(t.getName(column)));
  return { aliasname: t.getName(name), ...(colnames.length > 0 && { colnames }) };
}
