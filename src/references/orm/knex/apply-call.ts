import type { TSESTree } from "@typescript-eslint/utils";
import type { BuilderCall } from "../../../ast/follow-builder.js";
import { findValue } from "../../sql/static-values.js";
import { applyWrite } from "./apply-write.js";
import { type Compiler, findCallbacks, getCallbackCalls, readItems, readRaw } from "./compiler.js";
import type { Draft } from "./draft.js";
import { put } from "./format-statement.js";
import { addFragment } from "./fragments.js";
import { type Clause, findClause } from "./methods.js";
import { readNames } from "./names.js";
import { readColumns, readPairs, readValue } from "./read-values.js";
import { addSelected, addFunctions } from "./read-selected.js";
import { readTables } from "./read-tables.js";

/** Puts what a builder's call says into the statement. */
export function applyCall({ name, node }: BuilderCall, draft: Draft, compiler: Compiler): void {
  const clause = findClause(name);
  if (clause !== undefined) apply(clause, { node, method: name, draft, compiler });
}

export interface Application {
  readonly node: TSESTree.CallExpression;
  readonly method: string;
  readonly draft: Draft;
  readonly compiler: Compiler;
}

function apply(clause: Clause, application: Application): void {
  const { node, draft, compiler } = application;
  const { arguments: args } = node;
  const [first, second] = args;
  switch (clause) {
    case "columns":
      return addSelected(args, draft, compiler);
    case "pluck":
      draft.isPlucked = true;
      return addSelected(args.slice(0, 1), draft, compiler);
    case "function":
      return addFunctions(application);
    case "distinct-on":
    case "group":
      return addTo(draft.groups, readColumns(args, draft, compiler));
    case "analytic":
      return applyAnalytic(args.slice(1), draft, compiler);
    case "json":
      return isExpected(first, (column) => addReads(readColumns([column], draft, compiler), draft));
    case "table":
      return isExpected(first, (table) => addTo(draft.targets, readTables([table], draft, compiler)));
    case "cross":
      return isExpected(first, (table) => addTo(draft.tables, readTables([table], draft, compiler)));
    case "join":
      return applyJoin(args, draft, compiler);
    case "on":
      return applyOn(args, draft, compiler);
    case "condition":
      return applyCondition(args, draft, compiler);
    case "on-value":
    case "column":
      return isExpected(first, (column) => {
        addReads(readColumns([column], draft, compiler), draft);
        for (const value of args.slice(1)) addReads(readValue(value, draft, compiler), draft);
      });
    case "in":
      return isExpected(first, (column) => {
        addReads([...readColumns([column], draft, compiler), ...readValue(second, draft, compiler)], draft);
      });
    case "exists":
      return isExpected(first, (query) => {
        for (const item of readItems([query], compiler))
          if (item.kind === "query") draft.conditions.push(put("exists (", item.text, ")"));
      });
    case "using":
      return addReads(readColumns(args, draft, compiler), draft);
    case "order":
      return isExpected(first, (column) => addTo(draft.orders, readColumns([column], draft, compiler)));
    case "fragment-condition":
      return addTo(draft.conditions, addFragment(readRaw(node, compiler), "condition", draft).map(enclose));
    case "fragment-from":
      return addTo(draft.targets, addFragment(readRaw(node, compiler), "table", draft));
    case "fragment-group":
      return addTo(draft.groups, addFragment(readRaw(node, compiler), "group", draft));
    case "fragment-join":
      return addTo(draft.joins, addFragment(readRaw(node, compiler), "join", draft));
    case "fragment-order":
      return addTo(draft.orders, addFragment(readRaw(node, compiler), "order", draft));
    case "with":
      return applyWith(application);
    case "union":
      return addTo(draft.unions, readQueries(args, compiler));
    case "alias":
    case "schema":
      return;
    default:
      return applyWrite(clause, application);
  }
}

const enclose = (text: ReturnType<typeof put>): ReturnType<typeof put> => put("(", text, ")");

function isExpected(node: TSESTree.Node | undefined, then: (node: TSESTree.Node) => void): void {
  if (node !== undefined) then(node);
}

function addTo<T>(list: T[], added: readonly T[]): void {
  list.push(...added);
}

/** Expressions that the statement reads, wherever: as conditions that hold for any type. */
export function addReads(texts: readonly ReturnType<typeof put>[], draft: Draft): void {
  for (const text of texts) draft.conditions.push(put("(", text, ") is null"));
}

function readQueries(nodes: readonly TSESTree.Node[], compiler: Compiler): ReturnType<typeof put>[] {
  return readItems(nodes, compiler).flatMap((item) => (item.kind === "query" ? [item.text] : []));
}

/** `where(callback)` and `join(table, callback)`: its calls are the statement's own. */
function applyGroup(callback: TSESTree.Node, draft: Draft, compiler: Compiler): void {
  for (const call of getCallbackCalls(callback, compiler)) applyCall(call, draft, compiler);
}

function isCallback(node: TSESTree.Node, { context }: Compiler): boolean {
  return findCallbacks(node, context).length > 0;
}

function applyCondition(args: readonly TSESTree.Node[], draft: Draft, compiler: Compiler): void {
  const [first, ...rest] = args;
  if (first === undefined) return;
  if (isCallback(first, compiler)) return applyGroup(first, draft, compiler);
  if (rest.length > 0) {
    addReads(readColumns([first], draft, compiler), draft);
    return addReads(readValue(rest.at(-1), draft, compiler), draft);
  }
  const value = findValue(first, compiler.context.scopes);
  if (value.type === "Literal" || value.type === "TemplateLiteral") return;
  const raw = readValue(first, draft, compiler);
  if (raw.length > 0) return addReads(raw, draft);
  for (const { column, values } of readPairs(first, draft, compiler)) addReads([column, ...values], draft);
}

function applyJoin(args: readonly TSESTree.Node[], draft: Draft, compiler: Compiler): void {
  const [table, ...on] = args;
  if (table === undefined) return;
  addTo(draft.tables, readTables([table], draft, compiler));
  applyOn(on, draft, compiler);
}

/** `on("a.id", "b.a_id")`, `on("a.id", "=", "b.a_id")`, `on({ "a.id": "b.a_id" })`, `on(function () { … })` */
function applyOn(args: readonly TSESTree.Node[], draft: Draft, compiler: Compiler): void {
  const [first, second, third] = args;
  if (first === undefined) return;
  if (isCallback(first, compiler)) return applyGroup(first, draft, compiler);
  if (second !== undefined) return addReads(readColumns([first, third ?? second], draft, compiler), draft);
  if (findValue(first, compiler.context.scopes).type !== "ObjectExpression")
    return addReads(readColumns([first], draft, compiler), draft);
  for (const { column } of readPairs(first, draft, compiler)) addReads([column], draft);
  addReads(readColumns(getObjectValues(first, compiler), draft, compiler), draft);
}

function getObjectValues(node: TSESTree.Node, { context }: Compiler): TSESTree.Node[] {
  const value = findValue(node, context.scopes);
  if (value.type !== "ObjectExpression") return [];
  return value.properties.flatMap((property) => (property.type === "Property" ? [property.value] : []));
}

function applyAnalytic(args: readonly TSESTree.Node[], draft: Draft, compiler: Compiler): void {
  for (const argument of args) {
    if (isCallback(argument, compiler)) applyGroup(argument, draft, compiler);
    else addReads(readColumns([argument], draft, compiler), draft);
  }
}

function applyWith({ node, method, draft, compiler }: Application): void {
  const { arguments: args } = node;
  const [alias] = args;
  const query = args.at(-1);
  if (alias === undefined || query === undefined || query === alias) return;
  if (method === "withRecursive") draft.isRecursive = true;
  const [name] = readNames(alias, compiler.context);
  for (const item of readItems([query], compiler)) {
    if (name === undefined || (item.kind !== "query" && item.kind !== "raw")) continue;
    draft.ctes.push(put(name.text, " as (", item.text, ")"));
  }
}
