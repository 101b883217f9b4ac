import type { CopyStmt, CreateTrigStmt, Node, RangeVar, RuleStmt } from "libpg-query";
import type { Token } from "../../../sql/postgres-parser.js";
import { readExpression } from "./expressions.js";
import { openTableItem } from "./from-items.js";
import { analyzeFunction, analyzeDo } from "./functions.js";
import { getNames } from "./names.js";
import { analyzeQuery } from "./queries.js";
import { openScope, type Item, type Scope } from "./relations.js";
import type { Run, SqlAccess } from "./run.js";
import { openTable, reportColumn, reportWhole } from "./tables.js";

/**
 * Reports what one statement refers to. Statements that define tables (CREATE TABLE, ALTER TABLE, CREATE INDEX, COMMENT, GRANT …)
 * give no reference: whether a definition may change is the gate's question. Bodies that run later (views, functions,
 * triggers, rules, policies) are references as long as they stand.
 */
export function analyzeStatement(run: Run, node: Node, scope: Scope): void {
  if ("CreateTableAsStmt" in node) return void analyzeQuery(run, node.CreateTableAsStmt.query, scope);
  if ("ViewStmt" in node) return void analyzeQuery(run, node.ViewStmt.query, scope);
  if ("CopyStmt" in node) return analyzeCopy(run, node.CopyStmt, scope);
  if ("CreateFunctionStmt" in node) return analyzeFunction(run, node.CreateFunctionStmt);
  if ("DoStmt" in node) return analyzeDo(run, node.DoStmt);
  if ("CreateTrigStmt" in node) return analyzeTrigger(run, node.CreateTrigStmt);
  if ("RuleStmt" in node) return analyzeRule(run, node.RuleStmt);
  if ("CreatePolicyStmt" in node)
    return analyzePolicy(run, node.CreatePolicyStmt.table, node.CreatePolicyStmt);
  if ("AlterPolicyStmt" in node) return analyzePolicy(run, node.AlterPolicyStmt.table, node.AlterPolicyStmt);
  if ("CallStmt" in node)
    return readExpression(run, node.CallStmt.funccall && { FuncCall: node.CallStmt.funccall }, scope);
  if ("ExecuteStmt" in node) return readExpression(run, node.ExecuteStmt.params, scope);
  if ("ReturnStmt" in node) return readExpression(run, node.ReturnStmt.returnval, scope);
  if ("PrepareStmt" in node) return analyzeNested(run, node.PrepareStmt.query, scope);
  if ("ExplainStmt" in node) return analyzeNested(run, node.ExplainStmt.query, scope);
  if ("DeclareCursorStmt" in node) return analyzeNested(run, node.DeclareCursorStmt.query, scope);
  if ("TruncateStmt" in node) return mentionTables(run, node.TruncateStmt.relations, "write");
  if ("LockStmt" in node) return mentionTables(run, node.LockStmt.relations, "read");
  if ("VacuumStmt" in node) return analyzeVacuum(run, node.VacuumStmt.rels);
  if ("RefreshMatViewStmt" in node) return mentionTable(run, node.RefreshMatViewStmt.relation, "write");
  const output = analyzeQuery(run, node, scope);
  run.sink.deliver?.(output);
}

function analyzeNested(run: Run, query: Node | undefined, scope: Scope): void {
  if (query !== undefined) analyzeStatement(run, query, scope);
}

function mentionTable(run: Run, range: RangeVar | undefined, access: SqlAccess): void {
  if (range !== undefined) openTable(run, range, access);
}

function mentionTables(run: Run, nodes: readonly Node[] = [], access: SqlAccess): void {
  for (const node of nodes) if ("RangeVar" in node) mentionTable(run, node.RangeVar, access);
}

/** COPY … FROM writes, COPY … TO reads; without a column list all columns. */
function analyzeCopy(run: Run, stmt: CopyStmt, scope: Scope): void {
  const { relation, query, attlist, options = [], is_from: isFrom = false, whereClause } = stmt;
  analyzeNested(run, query, scope);
  if (relation === undefined) return;
  const access = isFrom ? "write" : "read";
  const target = openTableItem(run, relation, access);
  if (attlist === undefined) reportWhole(run, target.relation, target.place, isFrom ? "write" : "implicit");
  else readNameList(run, target, attlist, target.place?.end ?? 0, access);
  for (const node of options) {
    if (!("DefElem" in node) || !("List" in (node.DefElem.arg ?? {}))) continue;
    const { arg, location = 0 } = node.DefElem;
    if (arg !== undefined && "List" in arg) readNameList(run, target, arg.List.items ?? [], location, access);
  }
  readExpression(run, whereClause, openScope(scope, [target]));
}

/** `(id, name)`: the tree has the names without their places. */
function readNameList(run: Run, target: Item, nodes: readonly Node[], from: number, access: SqlAccess): void {
  const places = run.places.getListItems(from);
  getNames(nodes).forEach((name, index) =>
    reportColumn(run, target.relation, places[index], name ?? "", access),
  );
}

const versions = (target: Item): Item[] =>
  ["old", "new"].map((name) => ({ name, relation: target.relation, isQualifiedOnly: true }));

function analyzeTrigger(run: Run, { relation, columns = [], whenClause }: CreateTrigStmt): void {
  if (relation === undefined) return;
  const target = openTableItem(run, relation, "read");
  readExpression(run, whenClause, { items: versions(target) });
  let place = columns.length === 0 ? undefined : findUpdateOf(run);
  for (const name of getNames(columns)) {
    place = place && run.places.getNext(place);
    reportColumn(run, target.relation, place, name ?? "", "read");
    place = place && run.places.getNext(place);
  }
}

/** Not the `of` of INSTEAD OF. */
function findUpdateOf({ places }: Run): Token | undefined {
  const update = places.findWord(0, "update");
  return update && places.findWord(update.end, "of");
}

function analyzeRule(run: Run, { relation, whereClause, actions = [] }: RuleStmt): void {
  if (relation === undefined) return;
  const target = openTableItem(run, relation, "read");
  const scope: Scope = { items: versions(target) };
  readExpression(run, whereClause, scope);
  for (const action of actions) analyzeStatement(run, action, scope);
}

interface PolicyClauses {
  readonly qual?: Node;
  readonly with_check?: Node;
}

function analyzePolicy(
  run: Run,
  table: RangeVar | undefined,
  { qual, with_check: check }: PolicyClauses,
): void {
  if (table === undefined) return;
  const target = openTableItem(run, table, "read");
  readExpression(run, [qual, check], { items: [target] });
}

/** `ANALYZE users (name)`. */
function analyzeVacuum(run: Run, nodes: readonly Node[] = []): void {
  for (const node of nodes) {
    if (!("VacuumRelation" in node) || node.VacuumRelation.relation === undefined) continue;
    const target = openTableItem(run, node.VacuumRelation.relation, "read");
    const { va_cols: columns } = node.VacuumRelation;
    if (columns !== undefined) readNameList(run, target, columns, target.place?.end ?? 0, "read");
  }
}
