import type { InsertStmt, MergeStmt, SelectStmt, UpdateStmt, WithClause } from "libpg-query";
import type { Node } from "../../sql/postgres-parser.js";
import type { OperationEffect } from "../migration.js";
import { getLimitedCtes, isBoundedBy, isLimitedItem, isLimitedSelect, type Bounds } from "./is-bounded.js";
import { readCreateTableAs, readInto } from "./read-create-table.js";
import { getTableName, type SqlContext } from "./sql-context.js";

/** UPDATE, INSERT … SELECT and MERGE, also those within a `WITH`; undefined for statements that are none of these. */
export function readDataChange(context: SqlContext, node: Node): OperationEffect[] | undefined {
  if ("UpdateStmt" in node) return readUpdate(context, node.UpdateStmt);
  if ("InsertStmt" in node) return readInsert(context, node.InsertStmt);
  if ("MergeStmt" in node) return readMerge(context, node.MergeStmt);
  if ("DeleteStmt" in node) return withOther(readCtes(context, node.DeleteStmt.withClause));
  if ("SelectStmt" in node) return readSelect(context, node.SelectStmt);
  if ("CreateTableAsStmt" in node)
    return [...readQueryChanges(context, node), ...readCreateTableAs(context, node.CreateTableAsStmt)];
  return undefined;
}

function withOther(effects: readonly OperationEffect[]): OperationEffect[] {
  return effects.length > 0 ? [...effects] : [{ type: "other" }];
}

function readCtes(context: SqlContext, withClause: WithClause | undefined): OperationEffect[] {
  const inside = { ...context, limited: getLimitedCtes(withClause, context.limited) };
  return (withClause?.ctes ?? []).flatMap((node) => {
    const query = "CommonTableExpr" in node ? node.CommonTableExpr.ctequery : undefined;
    if (query === undefined) return [];
    return (readDataChange(inside, query) ?? []).filter((effect) => effect.type !== "other");
  });
}

/** What `CREATE TABLE … AS WITH changed AS (UPDATE … RETURNING …) SELECT …` changes beside the table that it makes. */
export function readQueryChanges(context: SqlContext, node: Node): OperationEffect[] {
  const query = "CreateTableAsStmt" in node ? node.CreateTableAsStmt.query : undefined;
  return query && "SelectStmt" in query ? readCtes(context, query.SelectStmt.withClause) : [];
}

function readSelect(context: SqlContext, select: SelectStmt): OperationEffect[] {
  const effects = readCtes(context, select.withClause);
  const into = select.intoClause ?? select.larg?.intoClause;
  if (into !== undefined) effects.push(readInto(context, "create-table", into, { SelectStmt: select }));
  return withOther(effects);
}

function getBounds(context: SqlContext, withClause: WithClause | undefined): Bounds {
  return { limited: getLimitedCtes(withClause, context.limited), variables: context.variables };
}

function readUpdate(context: SqlContext, statement: UpdateStmt): OperationEffect[] {
  const { relation, fromClause } = statement;
  const name = relation?.alias?.aliasname ?? relation?.relname ?? "";
  const target = { name, hasOthers: fromClause !== undefined };
  const bounds = { ...getBounds(context, statement.withClause), target };
  const isBounded = isBoundedBy(statement.whereClause, withLimitedAliases(bounds, statement.fromClause));
  const table = getTableName(context, statement.relation);
  return [
    ...readCtes(context, statement.withClause),
    { type: "backfill", table, isBounded, statement: "update" },
  ];
}

function readInsert(context: SqlContext, statement: InsertStmt): OperationEffect[] {
  const effects = readCtes(context, statement.withClause);
  const query = statement.selectStmt;
  // VALUES and DEFAULT VALUES: as many rows as are written there.
  if (query === undefined || !("SelectStmt" in query) || !hasSources(query.SelectStmt))
    return withOther(effects);
  const bounds = getBounds(context, statement.withClause);
  const { SelectStmt: select } = query;
  const isBounded = isLimitedSelect(select, bounds.limited) || isBoundedBy(select.whereClause, bounds);
  const table = getTableName(context, statement.relation);
  return [...effects, { type: "backfill", table, isBounded, statement: "insert-select" }];
}

function hasSources({ fromClause, larg, rarg }: SelectStmt): boolean {
  return fromClause !== undefined || [larg, rarg].some((side) => side !== undefined && hasSources(side));
}

function readMerge(context: SqlContext, statement: MergeStmt): OperationEffect[] {
  const bounds = getBounds(context, statement.withClause);
  const source = statement.sourceRelation;
  const isBounded = source !== undefined && isLimitedItem(source, bounds.limited);
  const table = getTableName(context, statement.relation);
  return [
    ...readCtes(context, statement.withClause),
    { type: "backfill", table, isBounded, statement: "merge" },
  ];
}

/** `FROM batch b`: the alias is as limited as the CTE. */
function withLimitedAliases(bounds: Bounds, from: readonly Node[] | undefined): Bounds {
  const aliases = (from ?? []).flatMap((item) => {
    if (!isLimitedItem(item, bounds.limited)) return [];
    if ("RangeVar" in item) return [item.RangeVar.alias?.aliasname ?? item.RangeVar.relname ?? ""];
    return "RangeSubselect" in item ? [item.RangeSubselect.alias?.aliasname ?? ""] : [];
  });
  return { ...bounds, limited: new Set([...bounds.limited, ...aliases]) };
}
