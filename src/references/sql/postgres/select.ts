import type { LockingClause, Node, SelectStmt } from "libpg-query";
import { readExpression } from "./expressions.js";
import { openFromClause } from "./from-items.js";
import { getNames } from "./names.js";
import { analyzeQuery, openCtes, type QueryUse } from "./queries.js";
import {
  createColumns,
  findLocalColumn,
  findQualifiedColumn,
  openScope,
  type Item,
  type Relation,
  type Scope,
} from "./relations.js";
import type { Run } from "./run.js";
import { getTablePlace, reportColumns, reportTable } from "./tables.js";
import { readTargets } from "./targets.js";

export function analyzeSelect(run: Run, stmt: SelectStmt, outer: Scope, use: QueryUse): Relation {
  const scope = openCtes(run, stmt.withClause, outer);
  if (stmt.op !== undefined && stmt.op !== "SETOP_NONE") return analyzeSetOperation(run, stmt, scope, use);
  if (stmt.valuesLists !== undefined) return analyzeValues(run, stmt, scope);
  const inner = openScope(scope, openFromClause(run, stmt.fromClause ?? [], scope));
  const output = readTargets(
    run,
    stmt.targetList ?? [],
    inner,
    use.countsColumns === true ? "read" : "implicit",
  );
  readExpression(run, [stmt.whereClause, stmt.havingClause, stmt.windowClause], inner);
  for (const node of stmt.groupClause ?? []) readGrouping(run, node, inner, output);
  for (const node of [...(stmt.distinctClause ?? []), ...(stmt.sortClause ?? [])])
    readSorting(run, node, inner, output);
  readLimits(run, stmt, scope);
  for (const node of stmt.lockingClause ?? [])
    if ("LockingClause" in node) readLocking(run, node.LockingClause, inner);
  return output;
}

function readLimits(run: Run, { limitCount, limitOffset }: SelectStmt, scope: Scope): void {
  readExpression(run, [limitCount, limitOffset], openScope(scope));
}

/** UNION and its like: names and what they carry come from the first branch, by position also from the second. */
function analyzeSetOperation(
  run: Run,
  stmt: SelectStmt,
  scope: Scope,
  { onFirstBranch }: QueryUse,
): Relation {
  const { larg, rarg } = stmt;
  const left = analyzeQuery(run, larg && { SelectStmt: larg }, scope, { countsColumns: true });
  onFirstBranch?.(left);
  const right = analyzeQuery(run, rarg && { SelectStmt: rarg }, scope, { countsColumns: true });
  const output = unite(left, right);
  const inner = openScope(scope, [{ relation: output }]);
  for (const node of stmt.sortClause ?? []) readSorting(run, node, inner, output);
  readLimits(run, stmt, scope);
  return output;
}

function unite(left: Relation, right: Relation): Relation {
  if (!left.isComplete || !right.isComplete) return { columns: left.columns, isComplete: false };
  const columns = left.columns.map((column, index) => ({
    ...column,
    carries: [...column.carries, ...(right.columns[index]?.carries ?? [])],
  }));
  return { columns, isComplete: true };
}

function analyzeValues(run: Run, { valuesLists = [], ...stmt }: SelectStmt, scope: Scope): Relation {
  readExpression(run, valuesLists, openScope(scope));
  const [first] = valuesLists;
  const count = first !== undefined && "List" in first ? (first.List.items ?? []).length : 0;
  const output = {
    columns: createColumns(Array.from({ length: count }, (_, i) => `column${i + 1}`)),
    isComplete: true,
  };
  for (const node of stmt.sortClause ?? [])
    readSorting(run, node, openScope(scope, [{ relation: output }]), output);
  readLimits(run, stmt, scope);
  return output;
}

const getBareName = (node: Node): string | undefined => {
  if (!("ColumnRef" in node) || node.ColumnRef.fields?.length !== 1) return undefined;
  return getNames(node.ColumnRef.fields)[0];
};

/** ORDER BY and DISTINCT ON: a bare name is an output column's before it is an input column's. */
function readSorting(run: Run, node: Node, scope: Scope, output: Relation): void {
  const key = "SortBy" in node ? node.SortBy.node : node;
  if (key === undefined) return;
  const name = getBareName(key);
  if (name === undefined || !readOutput(run, key, name, output)) readExpression(run, key, scope);
}

/** GROUP BY: a bare name is an input column's before it is an output column's; outer queries come last. */
function readGrouping(run: Run, node: Node, scope: Scope, output: Relation): void {
  if ("GroupingSet" in node) {
    for (const element of node.GroupingSet.content ?? []) readGrouping(run, element, scope, output);
    return;
  }
  const name = getBareName(node);
  const isInput = name === undefined || findLocalColumn(scope.items, name) !== undefined;
  if (isInput || !readOutput(run, node, name, output)) readExpression(run, node, scope);
}

/** True if the name is an output column's. Through a `*` it reads what that column carries. */
function readOutput(run: Run, node: Node, name: string, output: Relation): boolean {
  const found = findQualifiedColumn(output, name);
  if (found === undefined || !("ColumnRef" in node)) return false;
  const certainty =
    found.columns.some((column) => column.isKnown) || output.isComplete ? "resolved" : "inferred";
  reportColumns(run, { ...found, certainty }, "read", run.places.getParts(node.ColumnRef.location, 1)[0]);
  return true;
}

/** `FOR UPDATE OF users` names the table, if it has no alias. */
function readLocking(run: Run, { lockedRels = [] }: LockingClause, scope: Scope): void {
  for (const node of lockedRels) {
    if (!("RangeVar" in node)) continue;
    const name = node.RangeVar.relname ?? "";
    const item = scope.items.find(
      (candidate: Item) => candidate.name === name && candidate.table !== undefined,
    );
    if (item === undefined) continue;
    reportTable(run, { schema: item.table?.schema, table: name }, getTablePlace(run, node.RangeVar), "read");
  }
}
