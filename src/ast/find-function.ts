import type { ScopeManager } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { findVariable, getConstantInit } from "./find-variable.js";
import { getDottedPath, getMemberName } from "./property-name.js";
import { unwrap } from "./unwrap.js";
import { walk } from "./walk.js";

export type FunctionNode =
  TSESTree.ArrowFunctionExpression | TSESTree.FunctionDeclaration | TSESTree.FunctionExpression;

const FUNCTIONS: ReadonlySet<string> = new Set([
  "FunctionDeclaration",
  "FunctionExpression",
  "ArrowFunctionExpression",
]);

export function isFunction(node: TSESTree.Node | undefined): node is FunctionNode {
  return Boolean(node && FUNCTIONS.has(node.type));
}

/** The function around a node. */
export function getFunctionAround(node: TSESTree.Node): FunctionNode | undefined {
  let current: TSESTree.Node | undefined = node.parent;
  while (current && !isFunction(current)) current = current.parent;
  return isFunction(current) ? current : undefined;
}

/** The function that an expression is: written in place, declared in the module, or a method of the class around it or of one of the module (`this.toRow`, `Store.byName`). */
export function findFunction(expression: TSESTree.Node, scopes: ScopeManager): FunctionNode | undefined {
  const node = unwrap(expression);
  if (isFunction(node)) return node;
  if (node.type === "CallExpression") return findBound(node, scopes);
  if (node.type === "MemberExpression") return findMethod(node, scopes);
  if (node.type !== "Identifier") return undefined;
  const variable = findVariable(scopes, node);
  const definition = variable?.defs[0];
  // A parameter's definition has the function that takes it as its node.
  if (definition?.type === "FunctionName" && definition.node.type === "FunctionDeclaration")
    return definition.node;
  const init = variable && getConstantInit(variable);
  const value = init && unwrap(init);
  return isFunction(value) ? value : undefined;
}

/** `this.toRow.bind(this)` */
function findBound({ callee }: TSESTree.CallExpression, scopes: ScopeManager): FunctionNode | undefined {
  const target = unwrap(callee);
  const isBound = target.type === "MemberExpression" && getMemberName(target) === "bind";
  return isBound ? findFunction(target.object, scopes) : undefined;
}

function findMethod(member: TSESTree.MemberExpression, scopes: ScopeManager): FunctionNode | undefined {
  const name = getMemberName(member);
  const owner = findClass(unwrap(member.object), scopes);
  const found = owner?.body.find((candidate) => getOwnKey(candidate) === name && name !== undefined);
  if (found?.type !== "MethodDefinition" && found?.type !== "PropertyDefinition") return undefined;
  const value = found.value ? unwrap(found.value) : undefined;
  return isFunction(value) ? value : undefined;
}

function findClass(object: TSESTree.Node, scopes: ScopeManager): TSESTree.ClassBody | undefined {
  if (object.type === "ThisExpression") return getClassAround(object);
  if (object.type !== "Identifier") return undefined;
  const definition = findVariable(scopes, object)?.defs[0]?.node;
  return definition?.type === "ClassDeclaration" ? definition.body : undefined;
}

function getClassAround(node: TSESTree.Node): TSESTree.ClassBody | undefined {
  let current: TSESTree.Node | undefined = node.parent;
  while (current && current.type !== "ClassBody") current = current.parent;
  return current;
}

function getOwnKey(element: TSESTree.ClassElement): string | undefined {
  if (element.type !== "MethodDefinition" && element.type !== "PropertyDefinition") return undefined;
  const { key } = element;
  return key.type === "Identifier" || key.type === "PrivateIdentifier" ? key.name : undefined;
}

/** Where a function of the module is named: by its variable, or as a method within its class. */
export function getFunctionUses(made: FunctionNode, scopes: ScopeManager): TSESTree.Expression[] {
  const name = made.type === "FunctionDeclaration" ? made.id : getVariableName(made);
  if (name) {
    const references = findVariable(scopes, name)?.references ?? [];
    return references.flatMap(({ identifier, init }) =>
      identifier.type === "Identifier" && init !== true ? [identifier] : [],
    );
  }
  const { parent } = made;
  if (parent?.type !== "MethodDefinition" && parent?.type !== "PropertyDefinition") return [];
  return getMethodUses(parent);
}

function getVariableName({ parent }: FunctionNode): TSESTree.Identifier | undefined {
  return parent?.type === "VariableDeclarator" && parent.id.type === "Identifier" ? parent.id : undefined;
}

function getMethodUses(
  element: TSESTree.MethodDefinition | TSESTree.PropertyDefinition,
): TSESTree.Expression[] {
  const key = getOwnKey(element);
  const body = element.parent;
  const className = body.parent.id?.name;
  return walk(body).filter(
    (node): node is TSESTree.MemberExpression =>
      node.type === "MemberExpression" && isMemberOf(node, className, key),
  );
}

function isMemberOf(
  member: TSESTree.MemberExpression,
  className: string | undefined,
  key: string | undefined,
): boolean {
  const [owner, name, ...rest] = getDottedPath(member) ?? [];
  if (key === undefined || name !== key || rest.length > 0) return false;
  return owner === "this" || owner === className;
}

/** What a function gives back: its body, or what its own returns have. */
export function getReturned({ body }: FunctionNode): TSESTree.Expression[] {
  if (body.type !== "BlockStatement") return [body];
  return walk(body).flatMap((node) =>
    node.type === "ReturnStatement" && node.argument !== null && getFunctionAround(node)?.body === body
      ? [node.argument]
      : [],
  );
}
