import type { A_Indirection, FuncCall, Node, SubLink, TypeName } from "libpg-query";
import { readColumnRef, resolveColumnRef } from "./column-refs.js";
import { getNames, isNode } from "./names.js";
import { analyzeQuery } from "./queries.js";
import { findQualifiedColumn, openScope, type Relation, type Scope } from "./relations.js";
import type { Run } from "./run.js";
import { getTableRelation, reportColumn, reportColumns, reportTable, reportWhole } from "./tables.js";

/** Reports what an expression, a list of them or any part of the tree with expressions in it reads. */
export function readExpression(run: Run, value: unknown, scope: Scope): void {
  if (Array.isArray(value)) {
    for (const element of value) readExpression(run, element, scope);
    return;
  }
  if (isNode(value)) {
    readNode(run, value, scope);
    return;
  }
  if (typeof value !== "object" || value === null) return;
  for (const [key, child] of Object.entries(value)) {
    // The one part that is not wrapped in its node's name and may hold names of tables.
    if (key === "typeName" && isTypeName(child)) readTypeName(run, child);
    else if (typeof child === "object") readExpression(run, child, scope);
  }
}

function readNode(run: Run, node: Node, scope: Scope): void {
  if ("ColumnRef" in node) return readColumnRef(run, node.ColumnRef, scope);
  if ("FuncCall" in node && readFieldCall(run, node.FuncCall, scope)) return;
  if ("A_Indirection" in node) return readIndirection(run, node.A_Indirection, scope);
  if ("TypeName" in node) return readTypeName(run, node.TypeName);
  if ("SubLink" in node) {
    readSubLink(run, node.SubLink, scope);
    return;
  }
  for (const child of Object.values(node)) readExpression(run, child, scope);
}

function readSubLink(run: Run, { testexpr, subselect }: SubLink, scope: Scope): Relation {
  readExpression(run, testexpr, scope);
  return analyzeQuery(run, subselect, openScope(scope));
}

function isTypeName(value: unknown): value is TypeName {
  return typeof value === "object" && value !== null && "names" in value;
}

/** `users.name%type` reads the column; `users` as a type is the whole row. */
export function readTypeName(
  run: Run,
  { names = [], pct_type: isOfColumn = false, location }: TypeName,
): void {
  const parts = getNames(names).map((name) => name ?? "");
  const column = isOfColumn ? parts.pop() : undefined;
  const mention = { table: parts.at(-1) ?? "", schema: parts.at(-2) };
  const places = run.places.getParts(location, names.length);
  const tablePlace = places[parts.length - 1];
  reportTable(run, mention, tablePlace, "read");
  const relation = getTableRelation(run, mention);
  if (column === undefined) reportWhole(run, relation, tablePlace);
  else reportColumn(run, relation, places.at(-1), column, "read");
}

/** `name(u)` is another way to write `u.name`, if there is no such function: that is not in the text. */
function readFieldCall(run: Run, { funcname = [], args = [], location }: FuncCall, scope: Scope): boolean {
  const [name] = getNames(funcname);
  const [argument] = args;
  if (name === undefined || funcname.length !== 1 || args.length !== 1) return false;
  if (argument === undefined || !("ColumnRef" in argument)) return false;
  const meaning = resolveColumnRef(run, argument.ColumnRef, scope);
  const found = meaning.type === "row" ? findQualifiedColumn(meaning.item.relation, name) : undefined;
  if (found === undefined) return false;
  reportColumns(run, { ...found, certainty: "inferred" }, "read", run.places.getParts(location, 1)[0]);
  return true;
}

/** `(u).name`, `(select u from users u).name`, `(array_agg(u))[1].name`. */
function readIndirection(run: Run, { arg, indirection = [] }: A_Indirection, scope: Scope): void {
  readExpression(run, indirection, scope);
  let row = readRowExpression(run, arg, scope);
  for (const step of indirection) {
    if ("A_Star" in step && row !== undefined) reportWhole(run, row, run.places.findField(arg, "*"));
    if (!("String" in step) || row === undefined) continue;
    const name = step.String.sval ?? "";
    const found = findQualifiedColumn(row, name);
    reportColumns(run, found, "read", run.places.findField(arg, name));
    row = found?.columns[0]?.row;
  }
}

/** Reads an expression of which only a field is taken: the row as a whole is then none. Gives the row, if it can be told. */
export function readRowExpression(run: Run, node: Node | undefined, scope: Scope): Relation | undefined {
  const row = node === undefined ? undefined : getRow(run, node, scope);
  if (row === undefined) readExpression(run, node, scope);
  return row;
}

/** The row that an expression gives. Reads only subqueries: their outputs say it. */
export function getRow(run: Run, node: Node, scope: Scope): Relation | undefined {
  if ("ColumnRef" in node) {
    const meaning = resolveColumnRef(run, node.ColumnRef, scope);
    if (meaning.type === "row") return meaning.item.relation;
    return meaning.type === "column" ? meaning.found.columns[0]?.row : undefined;
  }
  if ("ParamRef" in node) return getParameter(scope, node.ParamRef.number ?? 0);
  if ("SubLink" in node && node.SubLink.subLinkType === "EXPR_SUBLINK")
    return readSubLink(run, node.SubLink, scope).columns[0]?.row;
  if ("A_Indirection" in node) return getElementRow(run, node.A_Indirection, scope);
  return "FuncCall" in node ? getAggregatedRow(run, node.FuncCall, scope) : undefined;
}

function getElementRow(
  run: Run,
  { arg, indirection = [] }: A_Indirection,
  scope: Scope,
): Relation | undefined {
  const isElement = indirection.every((step) => "A_Indices" in step);
  return isElement && arg !== undefined ? getRow(run, arg, scope) : undefined;
}

function getAggregatedRow(
  run: Run,
  { funcname, args = [], ...rest }: FuncCall,
  scope: Scope,
): Relation | undefined {
  const [argument] = args;
  if (getNames(funcname).at(-1) !== "array_agg" || argument === undefined) return undefined;
  readExpression(run, rest, scope);
  return getRow(run, argument, scope);
}

function getParameter(scope: Scope, number: number): Relation | undefined {
  if (scope.parameters !== undefined) return scope.parameters[number - 1];
  return scope.parent && getParameter(scope.parent, number);
}
