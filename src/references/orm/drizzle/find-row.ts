import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { findFunction, getReturned, isFunction } from "../../../ast/find-function.js";
import { findVariable, getConstantInit } from "../../../ast/find-variable.js";
import { getMemberName } from "../../../ast/property-name.js";
import { unwrap } from "../../../ast/unwrap.js";
import { getPassed } from "../../../ast/passed-arguments.js";
import type { DrizzleFile } from "./drizzle-file.js";
import { createRow, createTableRow, type DrizzleRow, uniteRows } from "./drizzle-row.js";
import { getChain, getLeftOut, getQueryRow } from "./query-row.js";

const MAX_DEPTH = 12;

/**
 * What an expression stands for as a source of columns: a table object however it is reached, `alias(users, "u")`, `getTableColumns(users)`,
 * a subquery, a common table expression, a parameter that is given one.
 */
export function findRow(expression: TSESTree.Node, drizzle: DrizzleFile, depth = 0): DrizzleRow | undefined {
  const node = unwrap(expression);
  if (depth > MAX_DEPTH) return undefined;
  switch (node.type) {
    case "Identifier":
      return findNamed(node, drizzle, depth);
    case "MemberExpression": {
      const model = drizzle.models.find(node);
      if (model !== undefined) return createTableRow(model);
      const name = getMemberName(node);
      return name === undefined ? undefined : findRow(node.object, drizzle, depth + 1)?.getRelated(name);
    }
    case "CallExpression":
      return findCalled(node, drizzle, depth);
    case "ConditionalExpression":
      return findRow(node.consequent, drizzle, depth + 1) ?? findRow(node.alternate, drizzle, depth + 1);
    default:
      return undefined;
  }
}

function findNamed(node: TSESTree.Identifier, drizzle: DrizzleFile, depth: number): DrizzleRow | undefined {
  const variable = findVariable(drizzle.file.scopes, node);
  if (variable === undefined) return undefined;
  const bound = drizzle.bindings.get(variable);
  if (bound !== undefined) return bound;
  const model = drizzle.models.find(node);
  if (model !== undefined) return createTableRow(model);
  const declared = getDeclaredTable(variable.defs[0]?.name, drizzle) ?? findGiven(variable, drizzle, depth);
  if (declared !== undefined) return declared;
  const init = getConstantInit(variable);
  if (init !== undefined) return isQuery(init) ? undefined : findRow(init, drizzle, depth + 1);
  const left = getLeftOut(node, drizzle);
  const whole = left && findRow(left.init, drizzle, depth + 1);
  if (left === undefined || whole === undefined) return undefined;
  return createRow({
    getColumn: (property) => (left.names.has(property) ? undefined : whole.getColumn(property)),
  });
}

/** Rows that come back are no source of columns. */
function isQuery(init: TSESTree.Node): boolean {
  return unwrap(init).type === "AwaitExpression";
}

/** `(table: typeof users) => …` */
function getDeclaredTable(name: TSESTree.Node | undefined, drizzle: DrizzleFile): DrizzleRow | undefined {
  if (name?.type !== "Identifier") return undefined;
  const type = name.typeAnnotation?.typeAnnotation;
  if (type?.type !== "TSTypeQuery") return undefined;
  const model = drizzle.models.find(type.exprName);
  return model && createTableRow(model);
}

/** What the calls of this module hand to a parameter: `byName(users, name)` of `function byName(table, name)`. */
function findGiven(variable: Variable, drizzle: DrizzleFile, depth: number): DrizzleRow | undefined {
  const [definition] = variable.defs;
  if (definition?.type !== "Parameter" || definition.name.parent !== definition.node) return undefined;
  const passed = getPassed(definition.name, drizzle.file.scopes);
  const rows = passed.flatMap((argument) => findRow(argument, drizzle, depth + 1) ?? []);
  const [first] = rows;
  return rows.every(({ table }) => table === first?.table) ? first : uniteRows(rows);
}

/** Functions that give a table's columns, or the table under another name. */
const SAME_COLUMNS: ReadonlySet<string> = new Set([
  "alias",
  "aliasedTable",
  "getTableColumns",
  "getColumns",
  "getViewSelectedFields",
]);

function findCalled(
  call: TSESTree.CallExpression,
  drizzle: DrizzleFile,
  depth: number,
): DrizzleRow | undefined {
  const callee = unwrap(call.callee);
  const name = callee.type === "MemberExpression" ? getMemberName(callee) : undefined;
  const [first, second] = call.arguments;
  if (callee.type === "Identifier" && SAME_COLUMNS.has(callee.name)) {
    const row = first && findRow(first, drizzle, depth + 1);
    return row && rename(row, second);
  }
  if (callee.type !== "MemberExpression" || name !== "as") return undefined;
  // db.$with("recent").as(query)
  const object = unwrap(callee.object);
  const definition = getDefinition(object);
  if (definition === undefined) {
    const row = getQueryRow(getChain(object, drizzle), drizzle);
    return row && rename(row, first);
  }
  const query = first && findQuery(first, drizzle);
  const row = query && getQueryRow(getChain(query, drizzle), drizzle);
  return row && rename(row, definition.arguments[0]);
}

function getDefinition(object: TSESTree.Node): TSESTree.CallExpression | undefined {
  if (object.type !== "CallExpression") return undefined;
  const callee = unwrap(object.callee);
  const isDefinition = callee.type === "MemberExpression" && getMemberName(callee) === "$with";
  return isDefinition ? object : undefined;
}

/** The query, or what a callback makes of a query builder. */
function findQuery(node: TSESTree.Node, { file }: DrizzleFile): TSESTree.Node | undefined {
  const made = isFunction(node) ? node : findFunction(node, file.scopes);
  return made === undefined ? node : getReturned(made)[0];
}

function rename(row: DrizzleRow, name: TSESTree.Node | undefined): DrizzleRow {
  return name?.type === "Literal" && typeof name.value === "string" ? { ...row, name: name.value } : row;
}
