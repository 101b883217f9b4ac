import type { TSESTree } from "@typescript-eslint/utils";
import { findVariable, getConstantInit, getDeclarator } from "../../../ast/find-variable.js";
import { getMemberName, getPropertyName } from "../../../ast/property-name.js";
import { unwrap } from "../../../ast/unwrap.js";
import type { DrizzleFile } from "./drizzle-file.js";
import { createRow, type DrizzleRow, uniteRows } from "./drizzle-row.js";
import { findRow } from "./find-row.js";

/** A call of a query as it is chained; also the functions that a query begins with. */
export interface QueryCall {
  readonly name: string;
  readonly node: TSESTree.CallExpression;
}

export const SELECTS: ReadonlySet<string> = new Set(["select", "selectDistinct", "selectDistinctOn"]);
export const CHANGING: ReadonlySet<string> = new Set(["insert", "update", "delete", "replace"]);
const SET_OPERATIONS: ReadonlySet<string> = new Set([
  "union",
  "unionAll",
  "intersect",
  "intersectAll",
  "except",
  "exceptAll",
]);

export function isJoin(name: string): boolean {
  return /^(?:left|right|inner|full|cross)Join(?:Lateral)?$/.test(name);
}

const MAX_DEPTH = 16;

/** The calls that a query is chained of, the first first; through the variable that holds its beginning. */
export function getChain(expression: TSESTree.Node, { file }: DrizzleFile, depth = 0): QueryCall[] {
  const node = unwrap(expression);
  if (depth > MAX_DEPTH) return [];
  if (node.type === "Identifier") {
    const variable = findVariable(file.scopes, node);
    const init = variable && getConstantInit(variable);
    return init === undefined ? [] : getChainOf(init, file, depth);
  }
  return getChainOf(node, file, depth);
}

function getChainOf(expression: TSESTree.Node, file: DrizzleFile["file"], depth: number): QueryCall[] {
  const node = unwrap(expression);
  if (node.type !== "CallExpression" || depth > MAX_DEPTH) return [];
  const callee = unwrap(node.callee);
  if (callee.type === "Identifier") return [{ name: callee.name, node }];
  const name = callee.type === "MemberExpression" ? getMemberName(callee) : undefined;
  if (callee.type !== "MemberExpression" || name === undefined) return [];
  const object = unwrap(callee.object);
  const variable = object.type === "Identifier" ? findVariable(file.scopes, object) : undefined;
  const before = (variable && getConstantInit(variable)) ?? object;
  return [...getChainOf(before, file, depth + 1), { name, node }];
}

/** The tables and subqueries that a query takes rows from, the first first. */
export function getSources(
  calls: readonly QueryCall[],
  drizzle: DrizzleFile,
): { readonly node: TSESTree.Node; readonly row: DrizzleRow }[] {
  return calls.flatMap(({ name, node }) => {
    const isSource = name === "from" || isJoin(name) || CHANGING.has(name);
    const [source] = node.arguments;
    const row = isSource && source !== undefined ? findRow(source, drizzle) : undefined;
    return row === undefined || source === undefined ? [] : [{ node: source, row }];
  });
}

/** The rows that a query gives; undefined for one that gives none, or that is none of Drizzle's. */
export function getQueryRow(calls: readonly QueryCall[], drizzle: DrizzleFile): DrizzleRow | undefined {
  const [first] = calls;
  const united = first !== undefined && SET_OPERATIONS.has(first.name) ? first.node.arguments[0] : undefined;
  if (united !== undefined) return getQueryRow(getChain(united, drizzle), drizzle);
  const sources = getSources(calls, drizzle);
  if (sources.length === 0) return undefined;
  const select = calls.find(({ name }) => SELECTS.has(name));
  const giving = select ?? calls.find(({ name }) => name === "returning" || name === "output");
  if (giving === undefined) return undefined;
  const fields = giving.node.arguments[giving.name === "selectDistinctOn" ? 1 : 0];
  if (fields !== undefined) return getFieldsRow(fields, drizzle);
  const [only] = sources;
  if (select === undefined || sources.length === 1) return only?.row;
  return createRow({ getRelated: (property) => sources.find(({ row }) => row.name === property)?.row });
}

/** What a selection gives: a key is an alias, the rows of a table or a spread of its columns are not. */
export function getFieldsRow(expression: TSESTree.Node, drizzle: DrizzleFile, depth = 0): DrizzleRow {
  const node = unwrap(expression);
  const known = depth > MAX_DEPTH ? NOTHING : findRow(node, drizzle);
  if (known !== undefined) return known;
  if (node.type === "ObjectExpression") return getObjectRow(node, drizzle, depth);
  if (node.type === "ConditionalExpression")
    return uniteRows([node.consequent, node.alternate].map((one) => getFieldsRow(one, drizzle, depth + 1)));
  if (node.type !== "Identifier") return NOTHING;
  const variable = findVariable(drizzle.file.scopes, node);
  const init = variable && getConstantInit(variable);
  return init === undefined ? NOTHING : getFieldsRow(init, drizzle, depth + 1);
}

const NOTHING = createRow({});

function getObjectRow(
  { properties }: TSESTree.ObjectExpression,
  drizzle: DrizzleFile,
  depth: number,
): DrizzleRow {
  const own = new Map<string, TSESTree.Node>();
  const spread: DrizzleRow[] = [];
  for (const property of properties) {
    if (property.type === "SpreadElement") {
      spread.push(getFieldsRow(property.argument, drizzle, depth + 1));
      continue;
    }
    const name = getPropertyName(property);
    if (name !== undefined) own.set(name, property.value);
  }
  const rest = uniteRows(spread);
  return createRow({
    getColumn: (property) => (own.has(property) ? undefined : rest.getColumn(property)),
    getRelated: (property) => {
      const value = own.get(property);
      if (value === undefined) return rest.getRelated(property);
      const isNested = value.type === "ObjectExpression" || findRow(value, drizzle) !== undefined;
      return isNested ? getFieldsRow(value, drizzle, depth + 1) : undefined;
    },
  });
}

/** `const { password, ...columns } = getTableColumns(users)`: the names that a rest leaves out. */
export function getLeftOut(
  identifier: TSESTree.Identifier,
  { file }: DrizzleFile,
): { readonly init: TSESTree.Node; readonly names: ReadonlySet<string> } | undefined {
  const variable = findVariable(file.scopes, identifier);
  const declarator = variable && getDeclarator(variable);
  if (declarator?.id.type !== "ObjectPattern" || declarator.init === null) return undefined;
  const isRest = declarator.id.properties.some(
    (property) =>
      property.type === "RestElement" &&
      property.argument.type === "Identifier" &&
      property.argument.name === identifier.name,
  );
  if (!isRest) return undefined;
  const names = declarator.id.properties.flatMap((property) => {
    const name = property.type === "Property" ? getPropertyName(property) : undefined;
    return name === undefined ? [] : [name];
  });
  return { init: declarator.init, names: new Set(names) };
}
