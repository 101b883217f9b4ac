import type { TSESTree } from "@typescript-eslint/utils";
import { getElements } from "../../../ast/object-entries.js";
import { unwrap } from "../../../ast/unwrap.js";
import { createHole, type SourceText } from "../../sql/source-text.js";
import { findValue } from "../../sql/static-values.js";
import type { Application } from "./apply-call.js";
import { type Compiler, readCall, readItems } from "./compiler.js";
import type { Draft } from "./draft.js";
import { put } from "./format-statement.js";
import { addFragment } from "./fragments.js";
import type { Clause } from "./methods.js";
import { type Pair, readColumns, readPairs, readValue } from "./read-values.js";
import { readTables } from "./read-tables.js";
import { readSelected } from "./read-selected.js";

/** The calls that write, and what belongs to them. */
export function applyWrite(clause: Clause, { node, draft, compiler }: Application): void {
  const { arguments: args } = node;
  switch (clause) {
    case "insert":
      return applyInsert(args, draft, compiler);
    case "batch":
      // `knex.batchInsert("users", rows, 100)`
      draft.targets.push(...readTables(args.slice(0, 1), draft, compiler));
      return applyInsert(args.slice(1, 2), draft, compiler);
    case "update":
      return applyUpdate(args, draft, compiler);
    case "step":
      return applyStep(args, draft, compiler);
    case "delete":
      draft.verbs.add("delete");
      return addReturning(args, draft, compiler);
    case "truncate":
      draft.verbs.add("truncate");
      return;
    case "returning":
      return addReturning(args.slice(0, 1), draft, compiler);
    case "conflict":
      return applyConflict(args, draft, compiler);
    case "merge":
      return applyMerge(args, draft, compiler);
    default:
  }
}

function addReturning(nodes: readonly TSESTree.Node[], draft: Draft, compiler: Compiler): void {
  draft.returning.push(...readSelected(nodes.slice(0, 1), draft, compiler));
}

function applyInsert(args: readonly TSESTree.Node[], draft: Draft, compiler: Compiler): void {
  const [rows, ...returning] = args;
  draft.verbs.add("insert");
  addReturning(returning, draft, compiler);
  if (rows === undefined) return;
  const queries = readItems(isQuery(rows, compiler) ? [rows] : [], compiler);
  for (const item of queries) if (item.kind === "query") draft.queries.push(item.text);
  if (queries.length > 0) return;
  const pairs = getElements(rows, compiler.context.scopes).flatMap((row) => readPairs(row, draft, compiler));
  if (pairs.length === 0) draft.keys.push([createHole(rows, compiler.file.text, "identifier")]);
  for (const { column, values } of pairs) {
    draft.keys.push(withoutTable(column));
    draft.values.push(...values);
  }
}

function isQuery(node: TSESTree.Node, compiler: Compiler): boolean {
  const value = findValue(node, compiler.context.scopes);
  if (value.type === "FunctionExpression" || value.type === "ArrowFunctionExpression") return true;
  return readCall(value, { ...compiler, consumed: new Set() })?.some(({ kind }) => kind === "query") === true;
}

/** `update({ name })`, `update("name", value)` */
function applyUpdate(args: readonly TSESTree.Node[], draft: Draft, compiler: Compiler): void {
  const [first, ...rest] = args;
  draft.verbs.add("update");
  if (first === undefined) return;
  if (rest.length > 0 && isName(first, compiler)) {
    const values = readValue(rest[0], draft, compiler);
    for (const column of readColumns([first], draft, compiler)) assign({ column, values }, draft.assignments);
    return addReturning(rest.slice(1), draft, compiler);
  }
  for (const pair of readPairs(first, draft, compiler)) assign(pair, draft.assignments);
  addReturning(rest, draft, compiler);
}

function isName(node: TSESTree.Node, { context }: Compiler): boolean {
  const { type } = findValue(unwrap(node), context.scopes);
  return type === "Literal" || type === "TemplateLiteral";
}

function assign({ column, values }: Pair, assignments: SourceText[]): void {
  const [value = put("null")] = values;
  assignments.push(put(withoutTable(column), " = ", value));
}

/** An assignment's left side is a column of the table alone. */
function withoutTable(column: SourceText): SourceText {
  const dot = column.findLastIndex((piece) => piece.kind === "text" && piece.text === ".");
  return column.slice(dot + 1);
}

/** `increment("visits")` is `visits = visits + 1`. */
function applyStep(args: readonly TSESTree.Node[], draft: Draft, compiler: Compiler): void {
  const [first] = args;
  draft.verbs.add("update");
  if (first === undefined) return;
  const columns = isName(first, compiler)
    ? readColumns([first], draft, compiler)
    : readPairs(first, draft, compiler).map(({ column }) => column);
  for (const column of columns) assign({ column, values: [column] }, draft.assignments);
}

function applyConflict(args: readonly TSESTree.Node[], draft: Draft, compiler: Compiler): void {
  for (const item of readItems(args, compiler)) {
    if (item.kind === "name") draft.conflicts.push(item.name.text);
    if (item.kind === "unknown") draft.conflicts.push(item.text);
    // `(name) where active`
    if (item.kind === "raw") draft.conflictTargets.push(...addFragment(item.text, "conflict", draft));
  }
}

/** `merge(["name"])` takes what would have been inserted, `merge({ name })` its own values. */
function applyMerge(args: readonly TSESTree.Node[], draft: Draft, compiler: Compiler): void {
  const [first] = args;
  if (first === undefined) return;
  const items = readItems([first], compiler);
  const isObject = items.length === 0 || items.some(({ kind }) => kind === "object");
  if (isObject || isUnreadable(first, compiler)) {
    for (const pair of readPairs(first, draft, compiler)) assign(pair, draft.merges);
    return;
  }
  for (const column of readColumns([first], draft, compiler)) assign({ column, values: [] }, draft.merges);
}

/** A parameter may be a list or an object: then its columns are unknown either way. */
function isUnreadable(node: TSESTree.Node, { context }: Compiler): boolean {
  return findValue(node, context.scopes).type === "Identifier";
}
