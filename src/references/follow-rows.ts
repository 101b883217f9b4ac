import type { ScopeManager } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { type FunctionNode, getFunctionAround, isFunction } from "../ast/find-function.js";
import { findVariable } from "../ast/find-variable.js";
import { getDottedPath, getMemberName, getPropertyName } from "../ast/property-name.js";
import { getStringValues } from "../ast/string-values.js";
import { unwrap } from "../ast/unwrap.js";
import { holdsReturned } from "./holds-returned.js";
import { holdUnder, spreadInto } from "./held-rows.js";
import { getRowPositions, keepsRows, type RowMethods } from "./row-methods.js";

/** What a row has. A list of rows and a promise of either have the shape of the row. */
export interface RowShape<S> {
  has(property: string): boolean;
  /** The rows that a property holds. */
  getRelated(property: string): S | undefined;
  /** True for a pair of rows and something else (`const [rows, fields] = …`). */
  readonly isPair?: boolean;
  /** True for an object of the code's own that holds rows, or the properties of one: what is set on it is set on no row. */
  readonly isPlain?: boolean;
}

export interface RowFlow<S> {
  readonly scopes: ScopeManager;
  /** Takes each property that is read of a row and that its shape has; `at` is where it is named. */
  onRead(shape: S, property: string, at: TSESTree.Node): void;
  /** Takes each property that is set on an object which is saved as a row later; absent where rows are plain objects. */
  onWrite?(shape: S, property: string, at: TSESTree.Node): void;
  /** What methods of a library's own do with rows. */
  readonly methods?: RowMethods;
  /** Takes rows that a function gives back; whoever calls it may have to be followed. */
  onReturned?(shape: S, made: FunctionNode): void;
  /** Takes rows that are handed to a call as this argument. */
  onPassed?(shape: S, call: TSESTree.CallExpression, argument: TSESTree.Node): void;
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
      return followSpread(parent, shape, flow);
    case "Property":
      return parent.value === node ? followHeld(parent, shape, flow) : undefined;
    case "ArrowFunctionExpression":
      return parent.body === node ? followReturned(parent, shape, flow) : undefined;
    case "ReturnStatement":
      return followReturned(getFunctionAround(parent), shape, flow);
    case "CallExpression":
      return followPassed(parent, node, shape, flow);
    default:
      return undefined;
  }
}

function followSpread<S extends RowShape<S>>(spread: TSESTree.SpreadElement, shape: S, flow: Flow<S>): void {
  const { parent } = spread;
  if (parent.type === "ArrayExpression") follow(parent, shape, flow);
  if (parent.type === "ObjectExpression") follow(parent, spreadInto(parent, spread, shape), flow);
}

/** `return { user }`: whoever gets the object reaches the row by its key. */
function followHeld<S extends RowShape<S>>(property: TSESTree.Property, shape: S, flow: Flow<S>): void {
  const key = getPropertyName(property);
  if (key === undefined || property.parent.type !== "ObjectExpression") return;
  follow(property.parent, holdUnder(key, shape), flow);
}

function followPassed<S extends RowShape<S>>(
  call: TSESTree.CallExpression,
  node: TSESTree.Node,
  shape: S,
  flow: Flow<S>,
): void {
  if (flow.methods?.isGivenRows?.(call, node)) follow(call, shape, flow);
  else if (call.callee !== node) flow.onPassed?.(shape, call, node);
}

/** `.then((result) => result.rows[0])`, `transaction(async (tx) => row)`: what such a callback returns is in the result of the call. */
function followReturned<S extends RowShape<S>>(
  made: FunctionNode | undefined,
  shape: S,
  flow: Flow<S>,
): void {
  if (made === undefined) return;
  const call = made.parent;
  if (call.type === "CallExpression" && holdsReturned(call, made, flow.scopes)) follow(call, shape, flow);
  else flow.onReturned?.(shape, made);
}

function getLoopTarget(left: TSESTree.ForOfStatement["left"]): TSESTree.Node {
  return left.type === "VariableDeclaration" ? (left.declarations[0]?.id ?? left) : left;
}

const TOGETHER: ReadonlySet<string> = new Set(["all", "$transaction", "transaction", "batch"]);

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
  if (!TOGETHER.has(name ?? "")) return;
  const waiting = call.parent.type === "AwaitExpression" ? call.parent : call;
  const index = list.elements.findIndex((element) => element === node);
  if (waiting.parent.type !== "VariableDeclarator" || waiting.parent.id.type !== "ArrayPattern") return;
  const target = waiting.parent.id.elements[index];
  if (target) bind(target, shape, flow);
}

function followMember<S extends RowShape<S>>(
  member: TSESTree.MemberExpression,
  shape: S,
  flow: Flow<S>,
): void {
  const name = getMemberName(member);
  if (name === undefined) return member.computed ? followComputed(member, shape, flow) : undefined;
  const call = getCall(member);
  if (call !== undefined) return followCall(call, name, shape, flow);
  followProperty({ member, name, at: member.property }, shape, flow);
}

/** `row[isPublic ? "title" : "name"]` reaches each of them; of any other key (`rows[0]`, `rows[i]`) the rows are those of a list. */
function followComputed<S extends RowShape<S>>(
  member: TSESTree.MemberExpression,
  shape: S,
  flow: Flow<S>,
): void {
  const names = getStringValues(member.property, flow.scopes);
  if (names === undefined) return follow(member, shape, flow);
  for (const { literal, isTyped } of names)
    if (!isTyped) followProperty({ member, name: literal.value, at: literal }, shape, flow);
}

interface NamedMember {
  readonly member: TSESTree.MemberExpression;
  readonly name: string;
  /** Where it is named. */
  readonly at: TSESTree.Node;
}

function followProperty<S extends RowShape<S>>(
  { member, name, at }: NamedMember,
  shape: S,
  flow: Flow<S>,
): void {
  const related = shape.getRelated(name);
  if (isWritten(member) && !shape.isPlain) flow.onWrite?.(shape, name, at);
  if (related !== undefined) return follow(member, related, flow);
  if (shape.has(name) && !isAssigned(member)) flow.onRead(shape, name, at);
}

/** `user.name = …`, `user.visits += 1`, `user.visits++`, `delete user.name`. */
function isWritten(member: TSESTree.MemberExpression): boolean {
  const { parent } = member;
  if (parent.type === "AssignmentExpression") return parent.left === member;
  return (
    parent.type === "UpdateExpression" || (parent.type === "UnaryExpression" && parent.operator === "delete")
  );
}

function followCall<S extends RowShape<S>>(
  call: TSESTree.CallExpression,
  method: string,
  shape: S,
  flow: Flow<S>,
): void {
  const [first] = call.arguments;
  const callback = call.arguments.find((argument) => isFunction(argument));
  if (isFunction(callback))
    for (const position of getRowPositions(method, call, flow.methods))
      bind(callback.params[position], shape, flow);
  if (!keepsRows(method, flow.methods)) return;
  const named = flow.methods?.naming?.has(method) ? getString(first) : undefined;
  if (named === undefined) return follow(call, shape, flow);
  if (first !== undefined && shape.has(named)) flow.onRead(shape, named, first);
}

function getString(node: TSESTree.Node | undefined): string | undefined {
  return node?.type === "Literal" && typeof node.value === "string" ? node.value : undefined;
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

function bind<S extends RowShape<S>>(pattern: TSESTree.Node | undefined, shape: S, flow: Flow<S>): void {
  switch (pattern?.type) {
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
