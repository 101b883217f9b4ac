import type { Alias, JoinExpr, Node, RangeFunction, RangeVar } from "libpg-query";
import type { Token } from "../../../sql/postgres-parser.js";
import { renameColumns } from "./alias-columns.js";
import { readExpression } from "./expressions.js";
import { getFunctionRelation } from "./function-relations.js";
import { joinRelations } from "./joins.js";
import { analyzeQuery } from "./queries.js";
import { createColumns, openScope, UNKNOWN, type Item, type Relation, type Scope } from "./relations.js";
import type { Run } from "./run.js";
import { openTable } from "./tables.js";

/** What a FROM clause puts in sight; each item sees those to its left if it is lateral. */
export function openFromClause(run: Run, nodes: readonly Node[], outer: Scope): Item[] {
  const items: Item[] = [];
  for (const node of nodes) items.push(...openFromItem(run, node, outer, items));
  return items;
}

function openFromItem(run: Run, node: Node, outer: Scope, left: readonly Item[]): Item[] {
  const lateral = (): Scope => openScope(outer, left);
  if ("RangeVar" in node) return [openRangeVar(run, node.RangeVar, outer)];
  if ("JoinExpr" in node) return openJoin(run, node.JoinExpr, outer, left);
  if ("RangeFunction" in node) return [openFunction(run, node.RangeFunction, lateral())];
  if ("RangeSubselect" in node) {
    const { subquery, alias, lateral: isLateral } = node.RangeSubselect;
    return [
      named(run, subquery, alias, analyzeQuery(run, subquery, isLateral ? lateral() : openScope(outer))),
    ];
  }
  if ("RangeTableSample" in node) {
    const { relation, ...rest } = node.RangeTableSample;
    readExpression(run, rest, lateral());
    return relation === undefined ? [] : openFromItem(run, relation, outer, left);
  }
  readExpression(run, node, lateral());
  if ("RangeTableFunc" in node)
    return [named(run, node, node.RangeTableFunc.alias, getColumnsOf(node.RangeTableFunc.columns))];
  if ("JsonTable" in node)
    return [named(run, node, node.JsonTable.alias, getColumnsOf(node.JsonTable.columns))];
  return [{ relation: UNKNOWN }];
}

/** `node` is the whole item: its alias follows it in the text. */
function named(run: Run, node: unknown, alias: Alias | undefined, relation: Relation): Item {
  if (alias?.aliasname === undefined) return { relation };
  const name = alias.aliasname;
  const getPlaces = (): Token[] => run.places.getAliasItems(node, name);
  return { name, relation: renameColumns(run, relation, alias.colnames, getPlaces) };
}

/** A table, or a WITH query that hides a table of its name. */
function openRangeVar(run: Run, range: RangeVar, outer: Scope): Item {
  const { relname = "", schemaname, alias } = range;
  const cte = schemaname === undefined ? outer.ctes?.find(relname) : undefined;
  if (cte !== undefined) return named(run, range, alias ?? { aliasname: relname }, cte);
  return openTableItem(run, range, "read");
}

/** The item of a real table, also the target of a statement that writes. */
export function openTableItem(run: Run, range: RangeVar, access: "read" | "write"): Item {
  const { relation, place, schema } = openTable(run, range, access);
  const item = named(run, range, range.alias ?? { aliasname: range.relname ?? "" }, relation);
  const placed = place === undefined ? item : { ...item, place };
  return range.alias === undefined ? { ...placed, table: { schema } } : placed;
}

/** XMLTABLE's and JSON_TABLE's columns; JSON_TABLE nests them. */
function getColumnsOf(nodes: readonly Node[] = []): Relation {
  const names = nodes.flatMap((node): string[] => {
    if ("RangeTableFuncCol" in node) return [node.RangeTableFuncCol.colname ?? ""];
    if (!("JsonTableColumn" in node)) return [];
    const { coltype, name = "", columns } = node.JsonTableColumn;
    return coltype === "JTC_NESTED" ? getColumnsOf(columns).columns.map((column) => column.name) : [name];
  });
  return { columns: createColumns(names), isComplete: true };
}

function openFunction(run: Run, range: RangeFunction, scope: Scope): Item {
  readExpression(run, range.functions, scope);
  readExpression(run, range.coldeflist, scope);
  const relation = getFunctionRelation(run, range, scope);
  const item = named(run, range, range.alias, relation);
  return item.name === undefined ? { ...item, name: relation.columns[0]?.name ?? "" } : item;
}

function openJoin(run: Run, join: JoinExpr, outer: Scope, left: readonly Item[]): Item[] {
  const { larg, rarg, quals, alias, usingClause, isNatural } = join;
  const leftItems = larg === undefined ? [] : openFromItem(run, larg, outer, left);
  const rightItems = rarg === undefined ? [] : openFromItem(run, rarg, outer, [...left, ...leftItems]);
  const items = [...leftItems, ...rightItems];
  readExpression(run, quals, openScope(outer, items));
  if (usingClause === undefined && isNatural !== true && alias === undefined) return items;
  const { relation, merged } = joinRelations(run, join, leftItems, rightItems);
  // An alias hides the sides; without one they stay in sight for qualified names.
  if (alias !== undefined) return [named(run, [larg, rarg, quals], alias, relation)];
  const hidden = items.map((item) => ({ ...item, isQualifiedOnly: true }));
  const usingAlias = join.join_using_alias?.aliasname;
  const ofUsing: Item[] =
    usingAlias === undefined ? [] : [{ name: usingAlias, relation: merged, isQualifiedOnly: true }];
  return [...hidden, { relation }, ...ofUsing];
}
