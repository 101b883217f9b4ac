import type { ScopeManager } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { findVariable } from "../../ast/find-variable.js";
import { getDottedPath, getMemberName, getPropertyName } from "../../ast/property-name.js";
import { unwrap } from "../../ast/unwrap.js";
import type { Collector } from "./collector.js";
import type { RowShape } from "./row-shape.js";

interface Flow {
  readonly scopes: ScopeManager;
  readonly collector: Collector;
  readonly seen: Set<TSESTree.Node>;
}

/**
 * Follows a row, a list of rows or a promise of either through its function: awaited, kept in a variable, taken apart, iterated.
 * Each property that is read of it and that the shape has is a read of the column.
 */
export function followRows(
  node: TSESTree.Node,
  shape: RowShape,
  { scopes, collector }: Omit<Flow, "seen">,
): void {
  follow(node, shape, { scopes, collector, seen: new Set() });
}

/** Follows the rows that a parameter or variable is declared to hold. */
export function followBinding(
  pattern: TSESTree.Node,
  shape: RowShape,
  { scopes, collector }: Omit<Flow, "seen">,
): void {
  bind(pattern, shape, { scopes, collector, seen: new Set() });
}

function follow(node: TSESTree.Node, shape: RowShape, flow: Flow): void {
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
    default:
      return undefined;
  }
}

function getLoopTarget(left: TSESTree.ForOfStatement["left"]): TSESTree.Node {
  return left.type === "VariableDeclaration" ? (left.declarations[0]?.id ?? left) : left;
}

/** `Promise.all([a, b])` and `$transaction([a, b])` give a list with this result at its own place. */
function followTogether(
  list: TSESTree.ArrayExpression,
  node: TSESTree.Node,
  shape: RowShape,
  flow: Flow,
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

function followMember(member: TSESTree.MemberExpression, shape: RowShape, flow: Flow): void {
  const name = getMemberName(member);
  // rows[0], rows[i]
  if (name === undefined) return member.computed ? follow(member, shape, flow) : undefined;
  const call = getCall(member);
  if (call !== undefined) {
    followCallback(call, CALLBACKS[name] ?? [], shape, flow);
    if (KEEPING.has(name)) follow(call, shape, flow);
    return;
  }
  const related = shape.getRelated(name);
  if (related !== undefined) return follow(member, related, flow);
  if (shape.has(name) && !isAssigned(member))
    flow.collector.addColumn(shape.model, name, { access: "read", at: member.property });
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

function followCallback(
  call: TSESTree.CallExpression,
  positions: readonly number[],
  shape: RowShape,
  flow: Flow,
): void {
  const [callback] = call.arguments;
  if (callback?.type !== "ArrowFunctionExpression" && callback?.type !== "FunctionExpression") return;
  for (const position of positions) {
    const parameter = callback.params[position];
    if (parameter !== undefined) bind(parameter, shape, flow);
  }
}

function bind(pattern: TSESTree.Node, shape: RowShape, flow: Flow): void {
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
      for (const element of pattern.elements) if (element !== null) bind(element, shape, flow);
      return;
    case "ObjectPattern":
      for (const property of pattern.properties) bindProperty(property, shape, flow);
      return;
    default:
  }
}

function bindProperty(property: TSESTree.Property | TSESTree.RestElement, shape: RowShape, flow: Flow): void {
  if (property.type === "RestElement") return bind(property, shape, flow);
  const name = getPropertyName(property);
  if (name === undefined) return;
  const related = shape.getRelated(name);
  if (related !== undefined) return bind(property.value, related, flow);
  if (shape.has(name)) flow.collector.addColumn(shape.model, name, { access: "read", at: property.key });
}
