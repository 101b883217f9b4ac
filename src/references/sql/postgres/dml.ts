import type {
  DeleteStmt,
  InferClause,
  InsertStmt,
  MergeStmt,
  MergeWhenClause,
  Node,
  OnConflictClause,
  UpdateStmt,
} from "libpg-query";
import { readExpression } from "./expressions.js";
import { openFromClause, openTableItem } from "./from-items.js";
import { analyzeQuery, openCtes } from "./queries.js";
import { openScope, UNKNOWN, type Item, type Relation, type Scope } from "./relations.js";
import type { Run } from "./run.js";
import { isHole, reportColumn, reportUnresolved, reportWhole } from "./tables.js";
import { readReturning } from "./targets.js";

/** `SET name = …` and an INSERT's column list: each column is written, at its own name. */
function writeTargets(run: Run, targets: readonly Node[], target: Item, scope: Scope): void {
  for (const node of targets) {
    if (!("ResTarget" in node)) continue;
    const { name = "", location, indirection, val } = node.ResTarget;
    if (isHole(run, name)) reportUnresolved(run, target.relation, target.place, "write");
    reportColumn(run, target.relation, run.places.getParts(location, 1)[0], name, "write");
    readExpression(run, [indirection, val], scope);
  }
}

export function analyzeInsert(run: Run, stmt: InsertStmt, outer: Scope): Relation {
  if (stmt.relation === undefined) return UNKNOWN;
  const scope = openCtes(run, stmt.withClause, outer);
  const target = openTableItem(run, stmt.relation, "write");
  const { cols, selectStmt } = stmt;
  writeTargets(run, cols ?? [], target, openScope(scope));
  // Without a list the values go to all columns, by position. DEFAULT VALUES names none.
  if (cols === undefined && selectStmt !== undefined)
    reportWhole(run, target.relation, target.place, "write");
  analyzeQuery(run, selectStmt, openScope(scope), { countsColumns: true });
  if (stmt.onConflictClause !== undefined) readOnConflict(run, stmt.onConflictClause, target, scope);
  return readReturning(run, stmt.returningClause, openScope(scope, [target]), target);
}

function readOnConflict(run: Run, clause: OnConflictClause, target: Item, scope: Scope): void {
  if (clause.infer !== undefined) readInference(run, clause.infer, target, scope);
  const excluded: Item = { name: "excluded", relation: target.relation, isQualifiedOnly: true };
  const inner = openScope(scope, [target, excluded]);
  writeTargets(run, clause.targetList ?? [], target, inner);
  readExpression(run, clause.whereClause, inner);
}

/** `ON CONFLICT (name)`. ON CONSTRAINT names a constraint: whose columns these are is not in the statement. */
function readInference(
  run: Run,
  { indexElems = [], whereClause, location }: InferClause,
  target: Item,
  scope: Scope,
): void {
  const inner = openScope(scope, [target]);
  const places = run.places.getListItems(location ?? 0);
  indexElems.forEach((node, index) => {
    if (!("IndexElem" in node)) return;
    const { name, expr } = node.IndexElem;
    if (name !== undefined) reportColumn(run, target.relation, places[index], name, "read");
    readExpression(run, expr, inner);
  });
  readExpression(run, whereClause, inner);
}

export function analyzeUpdate(run: Run, stmt: UpdateStmt, outer: Scope): Relation {
  if (stmt.relation === undefined) return UNKNOWN;
  const scope = openCtes(run, stmt.withClause, outer);
  const target = openTableItem(run, stmt.relation, "write");
  const inner = openScope(scope, [target, ...openFromClause(run, stmt.fromClause ?? [], scope)]);
  writeTargets(run, stmt.targetList ?? [], target, inner);
  readExpression(run, stmt.whereClause, inner);
  return readReturning(run, stmt.returningClause, inner, target);
}

export function analyzeDelete(run: Run, stmt: DeleteStmt, outer: Scope): Relation {
  if (stmt.relation === undefined) return UNKNOWN;
  const scope = openCtes(run, stmt.withClause, outer);
  const target = openTableItem(run, stmt.relation, "write");
  const inner = openScope(scope, [target, ...openFromClause(run, stmt.usingClause ?? [], scope)]);
  readExpression(run, stmt.whereClause, inner);
  return readReturning(run, stmt.returningClause, inner, target);
}

export function analyzeMerge(run: Run, stmt: MergeStmt, outer: Scope): Relation {
  if (stmt.relation === undefined) return UNKNOWN;
  const scope = openCtes(run, stmt.withClause, outer);
  const target = openTableItem(run, stmt.relation, "write");
  const source = stmt.sourceRelation === undefined ? [] : openFromClause(run, [stmt.sourceRelation], scope);
  const both = openScope(scope, [...source, target]);
  readExpression(run, stmt.joinCondition, both);
  for (const node of stmt.mergeWhenClauses ?? []) {
    if (!("MergeWhenClause" in node)) continue;
    readMergeAction(
      run,
      node.MergeWhenClause,
      target,
      getMergeScope(node.MergeWhenClause, { scope, both, source, target }),
    );
  }
  return readReturning(run, stmt.returningClause, both, target);
}

interface MergeSides {
  readonly scope: Scope;
  readonly both: Scope;
  readonly source: readonly Item[];
  readonly target: Item;
}

/** An action sees only the sides that have a row. */
function getMergeScope({ matchKind }: MergeWhenClause, { scope, both, source, target }: MergeSides): Scope {
  if (matchKind === "MERGE_WHEN_NOT_MATCHED_BY_TARGET") return openScope(scope, source);
  if (matchKind === "MERGE_WHEN_NOT_MATCHED_BY_SOURCE") return openScope(scope, [target]);
  return both;
}

function readMergeAction(run: Run, clause: MergeWhenClause, target: Item, scope: Scope): void {
  const { commandType, condition, targetList, values } = clause;
  readExpression(run, [condition, values], scope);
  writeTargets(run, targetList ?? [], target, scope);
  if (commandType !== "CMD_INSERT" || targetList !== undefined || values === undefined) return;
  reportWhole(run, target.relation, target.place, "write");
}
