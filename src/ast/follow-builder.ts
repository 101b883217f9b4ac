import type { ScopeManager } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { findFunction, type FunctionNode, getFunctionAround, getFunctionUses } from "./find-function.js";
import { findVariable } from "./find-variable.js";
import { getMemberName } from "./property-name.js";

/** One call of a builder: `.where("name", name)`. */
export interface BuilderCall {
  readonly name: string;
  readonly node: TSESTree.CallExpression;
}

/** A query as it is put together: in one expression, in a variable that is continued later, in callbacks and functions that get it. */
export interface Builder {
  /** In the order in which they are reached; the calls of all branches together. */
  readonly calls: readonly BuilderCall[];
  /** What the finished query is: the outermost expression of each path. Rows flow from there (`followRows`). */
  readonly results: readonly TSESTree.Expression[];
}

export interface BuilderOptions {
  readonly scopes: ScopeManager;
  /** Methods that hand the builder itself to a callback: `modify`, `$if`, `$call`. */
  readonly handing?: ReadonlySet<string>;
  /** Methods that run the query and go on with its rows: the builder ends before them. */
  readonly ending?: ReadonlySet<string>;
}

interface Following extends BuilderOptions {
  readonly seen: Set<TSESTree.Node>;
  readonly calls: BuilderCall[];
  readonly results: TSESTree.Expression[];
  /** The calls that handed the builder to a function of the module: what that returns is what these are, and no other call of it. */
  readonly entered: Map<FunctionNode, TSESTree.CallExpression[]>;
}

/**
 * Follows a builder from the expression that makes it (`knex("users")`, `db.selectFrom("users")`), through chained calls, variables of the
 * module, assignments, local functions that return it or get it, methods of the class, and callbacks. It ends where it is awaited, returned or handed to something
 * unknown.
 */
export function followBuilder(root: TSESTree.Expression, options: BuilderOptions): Builder {
  const following: Following = { ...options, seen: new Set(), calls: [], results: [], entered: new Map() };
  follow(root, following);
  return { calls: following.calls, results: following.results };
}

function follow(node: TSESTree.Expression, following: Following): void {
  if (following.seen.has(node)) return;
  following.seen.add(node);
  const { parent } = node;
  switch (parent?.type) {
    case "ChainExpression":
    case "TSNonNullExpression":
    case "TSAsExpression":
    case "TSSatisfiesExpression":
    case "TSTypeAssertion":
    case "LogicalExpression":
      return follow(parent, following);
    case "ConditionalExpression":
      return parent.test === node ? undefined : follow(parent, following);
    case "MemberExpression":
      return parent.object === node ? followMember(node, parent, following) : undefined;
    case "VariableDeclarator":
      return parent.id.type === "Identifier" ? followVariable(parent.id, following) : end(node, following);
    case "AssignmentExpression":
      if (parent.right !== node) return;
      if (parent.left.type === "Identifier") followVariable(parent.left, following);
      return;
    case "CallExpression":
      return followArgument(node, parent, following);
    case "ArrowFunctionExpression":
      return parent.body === node ? followReturned(node, parent, following) : undefined;
    case "ReturnStatement":
      return followReturned(node, getFunctionAround(parent), following);
    default:
      return end(node, following);
  }
}

function end(node: TSESTree.Expression, { results }: Following): void {
  results.push(node);
}

function followMember(
  node: TSESTree.Expression,
  member: TSESTree.MemberExpression,
  following: Following,
): void {
  const call = member.parent;
  const name = getMemberName(member);
  if (call.type !== "CallExpression" || call.callee !== member || name === undefined)
    return end(node, following);
  if (following.ending?.has(name)) return end(node, following);
  following.calls.push({ name, node: call });
  if (following.handing?.has(name)) {
    for (const argument of call.arguments) {
      const [parameter] = getParameters(argument, following);
      if (parameter?.type === "Identifier") followVariable(parameter, following);
    }
  }
  follow(call, following);
}

function followVariable(binding: TSESTree.Identifier, following: Following): void {
  const references = findVariable(following.scopes, binding)?.references ?? [];
  for (const reference of references) {
    const { identifier } = reference;
    if (reference.isRead() && identifier.type === "Identifier") follow(identifier, following);
  }
}

/** A function of the module that gets the builder goes on with it. Whoever else gets it may do anything: then that is where it ends. */
function followArgument(
  node: TSESTree.Expression,
  call: TSESTree.CallExpression,
  following: Following,
): void {
  if (call.callee === node) return;
  const called = findFunction(call.callee, following.scopes);
  const parameter = called?.params[call.arguments.indexOf(node)];
  if (called === undefined || parameter?.type !== "Identifier") return end(node, following);
  const before = following.entered.get(called) ?? [];
  following.entered.set(called, [...before, call]);
  if (before.length > 0) follow(call, following);
  followVariable(parameter, following);
}

/** What a function of the module returns is what its calls are. One that is called from elsewhere too ends the builder here. */
function followReturned(
  node: TSESTree.Expression,
  made: FunctionNode | undefined,
  following: Following,
): void {
  const entered = made && following.entered.get(made);
  if (entered !== undefined) {
    for (const call of entered) follow(call, following);
    return;
  }
  const uses = made === undefined ? [] : getFunctionUses(made, following.scopes);
  for (const identifier of uses) {
    const call = identifier.parent;
    if (call.type === "CallExpression" && call.callee === identifier) follow(call, following);
  }
  if (uses.length === 0) end(node, following);
}

/** Parameters of a function that is written in place or declared in the module, or of a method of the class. */
function getParameters(node: TSESTree.Node, { scopes }: Following): readonly TSESTree.Parameter[] {
  return findFunction(node, scopes)?.params ?? [];
}
