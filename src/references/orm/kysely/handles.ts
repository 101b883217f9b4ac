import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { findVariable } from "../../../ast/find-variable.js";
import { getMemberName, getPropertyName } from "../../../ast/property-name.js";
import { unwrap } from "../../../ast/unwrap.js";
import type { ScriptFile } from "../../detector.js";
import { findBuilderType } from "./builder-types.js";
import {
  type Callable,
  findFunction,
  findMethod,
  getOwnName,
  getReturned,
  isCallable,
} from "./local-functions.js";
import { type Handle, type Query, VERBS } from "./query.js";

export interface Handles {
  /** What an expression is to Kysely; undefined for everything else. */
  get(node: TSESTree.Node): Handle | undefined;
  /** The statement within whose arguments a node stands. */
  getAround(node: TSESTree.Node): Query | undefined;
}

/** Finds out backwards, from a use to where it comes from: through chains, variables, callbacks, local functions and annotations. */
export function createHandles(file: ScriptFile): Handles {
  const known = new Map<TSESTree.Node, Handle | undefined>();
  const queries = new Map<TSESTree.Node, Query>();
  const get = (expression: TSESTree.Node): Handle | undefined => {
    const node = unwrap(expression);
    if (known.has(node)) return known.get(node);
    // What asks for itself on its way has no answer there.
    known.set(node, undefined);
    const handle = find(node, finding);
    known.set(node, handle);
    return handle;
  };
  const getQuery: Finding["getQuery"] = (root, { verb, tables }) => {
    const query = queries.get(root) ?? { root, verb, tables, calls: [] };
    queries.set(root, query);
    return query;
  };
  const finding: Finding = { file, get, getQuery };
  return { get, getAround: (node) => findAround(node, finding) };
}

interface Finding {
  readonly file: ScriptFile;
  get(node: TSESTree.Node): Handle | undefined;
  /** The same statement for the same root. */
  getQuery(root: TSESTree.Node, type: Pick<Query, "verb" | "tables">): Query;
}

function find(node: TSESTree.Node, finding: Finding): Handle | undefined {
  switch (node.type) {
    case "CallExpression":
      return findCalled(node, finding);
    case "MemberExpression":
      return findMember(node, finding);
    case "Identifier":
      return findIdentifier(node, finding);
    case "ConditionalExpression":
      return finding.get(node.consequent) ?? finding.get(node.alternate);
    case "LogicalExpression":
      return finding.get(node.left) ?? finding.get(node.right);
    default:
      return undefined;
  }
}

/** Methods after which there is no builder any more. */
const ENDING = /^(?:execute\w*|stream|compile|explain|toOperationNode|then|map)$/;

function findCalled(call: TSESTree.CallExpression, finding: Finding): Handle | undefined {
  const callee = unwrap(call.callee);
  const verb = VERBS.get(getMethodName(call, finding.file) ?? "");
  if (verb !== undefined && call.arguments.length > 0)
    return { kind: "query", query: finding.getQuery(call, { verb, tables: [] }) };
  if (callee.type === "MemberExpression") {
    const name = getMemberName(callee);
    if (name === undefined || ENDING.test(name)) return undefined;
    return finding.get(callee.object) ?? findReturned(findMethod(callee), finding);
  }
  if (callee.type !== "Identifier") return undefined;
  const made = findBuilderType(call, finding.file);
  if (made !== undefined)
    return made.tables.length === 0
      ? findLoose(call, finding)
      : { kind: "expression", query: finding.getQuery(call, made) };
  return finding.get(callee) ?? findReturned(findFunction(callee, finding.file.scopes), finding);
}

/** The name of the method that is called, also where it was taken out of its object: `({ selectFrom }) => selectFrom("users")`. */
export function getMethodName(
  { callee }: TSESTree.CallExpression,
  { scopes }: ScriptFile,
): string | undefined {
  const target = unwrap(callee);
  if (target.type === "MemberExpression") return getMemberName(target);
  if (target.type !== "Identifier") return undefined;
  const binding = findVariable(scopes, target)?.defs[0]?.name;
  const property = binding?.parent?.type === "AssignmentPattern" ? binding.parent.parent : binding?.parent;
  return property?.type === "Property" && property.parent.type === "ObjectPattern"
    ? getPropertyName(property)
    : undefined;
}

function findReturned(made: Callable | undefined, finding: Finding): Handle | undefined {
  for (const returned of made === undefined ? [] : getReturned(made)) {
    const handle = finding.get(returned);
    if (handle !== undefined) return handle;
  }
  return undefined;
}

/** `eb.fn`; `db.fn` and `db.dynamic` belong to the statement in which they are used. */
function findMember(node: TSESTree.MemberExpression, finding: Finding): Handle | undefined {
  const owner = finding.get(node.object);
  if (owner !== undefined) return owner.kind === "query" ? undefined : owner;
  const name = getMemberName(node);
  return name === "fn" || name === "dynamic" ? findLoose(node, finding) : undefined;
}

function findLoose(node: TSESTree.Node, finding: Finding): Handle {
  const query = findAround(node, finding);
  return query === undefined ? { kind: "loose", at: node } : { kind: "expression", query };
}

function findAround(node: TSESTree.Node, finding: Finding): Query | undefined {
  for (let current = node; current.parent; current = current.parent) {
    const { parent } = current;
    if (parent.type !== "CallExpression" || parent.callee === current) continue;
    const callee = unwrap(parent.callee);
    const handle = finding.get(callee.type === "MemberExpression" ? callee.object : callee);
    if (handle !== undefined && handle.kind !== "loose") return handle.query;
  }
  return undefined;
}

function findIdentifier(identifier: TSESTree.Identifier, finding: Finding): Handle | undefined {
  const variable = findVariable(finding.file.scopes, identifier);
  const definition = variable?.defs[0];
  if (variable === undefined || definition === undefined) return undefined;
  if (definition.type === "Parameter") {
    const { node } = definition;
    return isCallable(node) && definition.name.type === "Identifier"
      ? findParameter(definition.name, node, finding)
      : undefined;
  }
  if (definition.type !== "Variable" || definition.node.init === null) return findAssigned(variable, finding);
  const { id, init } = definition.node;
  if (id.type === "Identifier") return finding.get(init) ?? findAssigned(variable, finding);
  // `const { ref } = db.dynamic`, `const { fn } = db`
  const source = unwrap(init);
  const from = source.type === "MemberExpression" ? getMemberName(source) : undefined;
  const key = getPatternKey(definition.name);
  if (from === "dynamic" || from === "fn" || key === "fn" || key === "dynamic")
    return findLoose(identifier, finding);
  return finding.get(init);
}

function getPatternKey(name: TSESTree.Node): string | undefined {
  return name.parent?.type === "Property" ? getPropertyName(name.parent) : undefined;
}

function findAssigned(variable: Variable, finding: Finding): Handle | undefined {
  for (const reference of variable.references) {
    const handle = reference.isWrite() && reference.writeExpr ? finding.get(reference.writeExpr) : undefined;
    if (handle !== undefined) return handle;
  }
  return undefined;
}

/** What a parameter gets: as its type says, or as the function is used. */
function findParameter(name: TSESTree.Identifier, made: Callable, finding: Finding): Handle | undefined {
  const position = made.params.findIndex((parameter) => isWithin(name, parameter));
  const parameter = made.params[position];
  if (parameter === undefined) return undefined;
  const type = findBuilderType(parameter, finding.file);
  const used = findUsed(made, position, finding);
  if (type === undefined) return used;
  // The statement that it belongs to says more than its type, where it is known.
  if (used !== undefined && used.kind !== "loose" && type.tables.length === 0) return used;
  return { kind: type.kind, query: finding.getQuery(parameter, type) };
}

function isWithin(node: TSESTree.Node, outer: TSESTree.Node): boolean {
  return node.range[0] >= outer.range[0] && node.range[1] <= outer.range[1];
}

function findUsed(made: Callable, position: number, finding: Finding): Handle | undefined {
  const { scopes } = finding.file;
  const direct = findGiven(made, position, finding);
  if (direct !== undefined) return direct;
  const name = getOwnName(made);
  const references = name === undefined ? [] : (findVariable(scopes, name)?.references ?? []);
  for (const { identifier } of references) {
    const call = identifier.parent;
    if (call?.type !== "CallExpression") continue;
    const argument = call.callee === identifier ? call.arguments[position] : undefined;
    const handle = argument === undefined ? findGiven(identifier, position, finding) : finding.get(argument);
    if (handle !== undefined) return handle;
  }
  return undefined;
}

/** What a call gives the function that it is handed. */
function findGiven(argument: TSESTree.Node, position: number, finding: Finding): Handle | undefined {
  const call = argument.parent;
  if (call?.type !== "CallExpression" || call.callee === argument) return undefined;
  const callee = unwrap(call.callee);
  const owner = callee.type === "MemberExpression" ? finding.get(callee.object) : undefined;
  if (callee.type === "MemberExpression" && owner !== undefined) {
    if (position > 0) return undefined;
    return getGiven(owner, getMemberName(callee) ?? "");
  }
  if (owner === undefined && callee.type === "Identifier" && finding.get(callee) !== undefined)
    return finding.get(callee);
  return findCallbackGiven(call, argument, { position, finding });
}

function getGiven(owner: Handle, method: string): Handle {
  if (owner.kind === "loose") return owner;
  const { query } = owner;
  if (owner.kind === "query" && (method === "$if" || method === "$call")) return owner;
  if (method === "onConflict" || method === "thenUpdate") return { kind: "conflict", query };
  return { kind: "expression", query };
}

interface Position {
  readonly position: number;
  readonly finding: Finding;
}

/** A callback that a function of the module gets: what its type says, or what it is called with there. */
function findCallbackGiven(
  call: TSESTree.CallExpression,
  argument: TSESTree.Node,
  { position, finding }: Position,
): Handle | undefined {
  const { file } = finding;
  const made = findFunction(call.callee, file.scopes) ?? findMethod(unwrap(call.callee));
  const parameter = made?.params[call.arguments.findIndex((one) => one === argument)];
  if (parameter === undefined) return undefined;
  const type = findBuilderType(parameter, file, position);
  if (type !== undefined) return { kind: type.kind, query: finding.getQuery(argument, type) };
  const binding = parameter.type === "AssignmentPattern" ? parameter.left : parameter;
  if (binding.type !== "Identifier") return undefined;
  for (const { identifier } of findVariable(file.scopes, binding)?.references ?? []) {
    const inner = identifier.parent;
    if (inner?.type !== "CallExpression" || inner.callee !== identifier) continue;
    const given = inner.arguments[position];
    const handle = given && finding.get(given);
    if (handle !== undefined) return handle;
  }
  return undefined;
}
