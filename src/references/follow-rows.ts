import type { ScopeManager } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { findVariable } from "../ast/find-variable.js";
import { getDottedPath, getMemberName, getPropertyName } from "../ast/property-name.js";
import { unwrap } from "../ast/unwrap.js";

/** What a row has. A list of rows and a promise of either have the shape of the row. */
export interface RowShape<S> {
  has(property: string): boolean;
  /** The rows that a property holds. */
  getRelated(property: string): S | undefined;
  /** True for a pair of rows and something else (`const [rows, fields] = …`). */
  readonly isPair?: boolean;
}

export interface RowFlow<S> {
  readonly scopes: ScopeManager;
  /** Takes each property that is read of a row and that its shape has; `at` is where it is named. */
  onRead(shape: S, property: string, at: TSESTree.Node): void;
  /** Further methods whose result holds the rows. */
  readonly keeping?: ReadonlySet<string>;
}

interface Flow<S> extends RowFlow<S> {
  readonly seen: Set<TSESTree.Node>;
}

/**
 * Follows a row, a list of rows or a promise of either through its function: awaited, kept in a variable, taken apart, iterated.
 * Each property that is read of it and that the shape has is a read of the column.
 */
export function followRows<S extends RowShape<S>>(node: TSESTree.Node, shape: S, flow: RowFlow<S>): void {
  follow(node, shape, { ...flow, seen: new Set() });
}

/** Follows the rows that a parameter or variable is declared to hold. */
export function followBinding<S extends RowShape<S>>(
  pattern: TSESTree.Node,
  shape: S,
  flow: RowFlow<S>,
): void {
  bind(pattern, shape, { ...flow, seen: new Set() });
}

function follow<S extends RowShape<S>>(node: TSESTree.Node, shape: S, flow: Flow<S>): void {
  if (flow.seen.has(node)) return;
  flow.seen.add(node);
  const { parent } = node;
  switch (parent?.type) {
    case "AwaitExpression":
    case "ChainExpression":
    case "TSNonNullExpression":
    case "TSAsExpression":
    case "TSSatisfiesExpression":
    case "LogicalExpression":
      return follow(parent, shape, flow);
    case "ConditionalExpression":
      return parent.test === node ? undefined : follow(parent, shape, flow);
    case "MemberExpression":
      return parent.object === node ? followMember(parent, shape, flow) : undefined;
    case "VariableDeclarator":
      return parent.init === node ? bind(parent.id, shape, flow) : undefined;
    case "AssignmentExpression":
      return parent.right === node && parent.operator === "=" ? bind(parent.left, shape, flow) : undefined;
    case "ForOfStatement":
      return parent.right === node ? bind(getLoopTarget(parent.left), shape, flow) : undefined;
    case "ArrayExpression":
      return followTogether(parent, node, shape, flow);
    case "SpreadElement":
      return parent.parent.type === "ArrayExpression" ? follow(parent.parent, shape, flow) : undefined;
    case "ArrowFunctionExpression":
      return parent.body === node ? followReturned(parent, shape, flow) : undefined;
    case "ReturnStatement":
      return followReturned(getFunction(parent), shape, flow);
    default:
      return undefined;
  }
}

/** `.then((result) => result.rows[0])`: what such a callback returns is in the result of the call. */
function followReturned<S extends RowShape<S>>(
  callback: TSESTree.Node | undefined,
  shape: S,
  flow: Flow<S>,
): void {
  const call = callback?.parent;
  if (call?.type !== "CallExpression" || call.arguments[0] !== callback) return;
  const callee = unwrap(call.callee);
  if (callee.type === "MemberExpression" && RETURNING.has(getMemberName(callee) ?? ""))
    follow(call, shape, flow);
}

const RETURNING: ReadonlySet<string> = new Set(["then", "map", "flatMap"]);

function getFunction(node: TSESTree.Node): TSESTree.Node | undefined {
  let current: TSESTree.Node | undefined = node;
  while (current !== undefined && !FUNCTIONS.has(current.type)) current = current.parent;
  return current;
}

const FUNCTIONS: ReadonlySet<string> = new Set([
  "FunctionDeclaration",
  "FunctionExpression",
  "ArrowFunctionExpression",
]);

function getLoopTarget(left: TSESTree.ForOfStatement["left"]): TSESTree.Node {
  return left.type === "VariableDeclaration" ? (left.declarations[0]?.id ?? left) : left;
}

/** `Promise.all([a, b])` and `$transaction([a, b])` give a list with this result at its own place. */
function followTogether<S extends RowShape<S>>(
  list: TSESTree.ArrayExpression,
  node: TSESTree.Node,
  shape: S,
  flow: Flow<S>,
): void {
  const call = list.parent;
  if (call.type !== "CallExpression" || call.arguments[0] !== list) return;
  const name = getDottedPath(unwrap(call.callee))?.at(-1);
  if (name !== "all" && name !== "$transaction") return;
  const waiting = call.parent.type === "AwaitExpression" ? call.parent : call;
  const index = list.elements.findIndex((element) => element === node);
  if (waiting.parent.type !== "VariableDeclarator" || waiting.parent.id.type !== "ArrayPattern") return;
  const target = waiting.parent.id.elements[index];
  if (target) bind(target, shape, flow);
}

/** Methods of a list that give rows again. */
const KEEPING: ReadonlySet<string> = new Set([
  "filter",
  "find",
  "findLast",
  "sort",
  "toSorted",
  "slice",
  "reverse",
  "toReversed",
  "at",
  "pop",
  "shift",
  "concat",
  "catch",
  "finally",
  "values",
]);

/** Methods whose callback gets rows, by the positions of the parameters that do. */
const CALLBACKS: Readonly<Record<string, readonly number[]>> = {
  map: [0],
  flatMap: [0],
  forEach: [0],
  filter: [0],
  find: [0],
  findLast: [0],
  findIndex: [0],
  findLastIndex: [0],
  some: [0],
  every: [0],
  then: [0],
  sort: [0, 1],
  toSorted: [0, 1],
  reduce: [1],
  reduceRight: [1],
};

function followMember<S extends RowShape<S>>(
  member: TSESTree.MemberExpression,
  shape: S,
  flow: Flow<S>,
): void {
  const name = getMemberName(member);
  // rows[0], rows[i]
  if (name === undefined) return member.computed ? follow(member, shape, flow) : undefined;
  const call = getCall(member);
  if (call !== undefined) {
    followCallback(call, CALLBACKS[name] ?? [], shape, flow);
    if (KEEPING.has(name) || flow.keeping?.has(name)) follow(call, shape, flow);
    return;
  }
  const related = shape.getRelated(name);
  if (related !== undefined) return follow(member, related, flow);
  if (shape.has(name) && !isAssigned(member)) flow.onRead(shape, name, member.property);
}

/** Rows are plain objects: setting a property of one writes nothing to the database. */
function isAssigned(member: TSESTree.MemberExpression): boolean {
  const { parent } = member;
  return parent.type === "AssignmentExpression" && parent.left === member && parent.operator === "=";
}

function getCall(member: TSESTree.MemberExpression): TSESTree.CallExpression | undefined {
  const { parent } = member;
  return parent.type === "CallExpression" && parent.callee === member ? parent : undefined;
}

function followCallback<S extends RowShape<S>>(
  call: TSESTree.CallExpression,
  positions: readonly number[],
  shape: S,
  flow: Flow<S>,
): void {
  const [callback] = call.arguments;
  if (callback?.type !== "ArrowFunctionExpression" && callback?.type !== "FunctionExpression") return;
  for (const position of positions) {
    const parameter = callback.params[position];
    if (parameter !== undefined) bind(parameter, shape, flow);
  }
}

function bind<S extends RowShape<S>>(pattern: TSESTree.Node, shape: S, flow: Flow<S>): void {
  switch (pattern.type) {
    case "Identifier": {
      const references = findVariable(flow.scopes, pattern)?.references ?? [];
      for (const { identifier } of references) if (identifier !== pattern) follow(identifier, shape, flow);
      return;
    }
    case "AssignmentPattern":
      return bind(pattern.left, shape, flow);
    case "RestElement":
      return bind(pattern.argument, shape, flow);
    case "ArrayPattern":
      for (const element of shape.isPair ? pattern.elements.slice(0, 1) : pattern.elements)
        if (element !== null) bind(element, shape, flow);
      return;
    case "ObjectPattern":
      for (const property of pattern.properties) bindProperty(property, shape, flow);
      return;
    default:
  }
}

function bindProperty<S extends RowShape<S>>(
  property: TSESTree.Property | TSESTree.RestElement,
  shape: S,
  flow: Flow<S>,
): void {
  if (property.type === "RestElement") return bind(property, shape, flow);
  const name = getPropertyName(property);
  if (name === undefined) return;
  const related = shape.getRelated(name);
  if (related !== undefined) return bind(property.value, related, flow);
  if (shape.has(name)) flow.onRead(shape, name, property.key);
}
