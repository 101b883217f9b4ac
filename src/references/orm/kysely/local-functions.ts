import type { ScopeManager } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { findVariable } from "../../../ast/find-variable.js";
import { getMemberName } from "../../../ast/property-name.js";
import { unwrap } from "../../../ast/unwrap.js";
import { walk } from "../../../ast/walk.js";

export type Callable =
  TSESTree.ArrowFunctionExpression | TSESTree.FunctionDeclaration | TSESTree.FunctionExpression;

export function isCallable(node: TSESTree.Node): node is Callable {
  return (
    node.type === "ArrowFunctionExpression" ||
    node.type === "FunctionDeclaration" ||
    node.type === "FunctionExpression"
  );
}

/** The function of the module that an expression is, in place or by its name. */
export function findFunction(expression: TSESTree.Node, scopes: ScopeManager): Callable | undefined {
  const node = unwrap(expression);
  if (isCallable(node)) return node;
  if (node.type !== "Identifier") return undefined;
  const found = findVariable(scopes, node)?.defs[0];
  // A parameter's definition has the function that takes it as its node.
  const definition = found?.type === "Parameter" ? undefined : found?.node;
  if (definition?.type === "FunctionDeclaration") return definition;
  const init = definition?.type === "VariableDeclarator" && definition.init ? unwrap(definition.init) : null;
  return init !== null && isCallable(init) ? init : undefined;
}

/** `this.base`: the method of the class around it. */
export function findMethod(node: TSESTree.Node): Callable | undefined {
  if (node.type !== "MemberExpression" || node.object.type !== "ThisExpression") return undefined;
  const name = getMemberName(node);
  let current: TSESTree.Node | undefined = node.parent;
  while (current && current.type !== "ClassBody") current = current.parent;
  for (const member of current?.body ?? []) {
    if (member.type !== "MethodDefinition" && member.type !== "PropertyDefinition") continue;
    const own = member.key.type === "Identifier" ? member.key.name : undefined;
    if (own === name && member.value !== null && isCallable(member.value)) return member.value;
  }
  return undefined;
}

/** The name under which its module knows a function. */
export function getOwnName(made: Callable): TSESTree.Identifier | undefined {
  if (made.type === "FunctionDeclaration") return made.id ?? undefined;
  const { parent } = made;
  return parent.type === "VariableDeclarator" && parent.id.type === "Identifier" ? parent.id : undefined;
}

/** What a function may give. */
export function getReturned(made: Callable): TSESTree.Expression[] {
  if (made.body === null) return [];
  if (made.body.type !== "BlockStatement") return [made.body];
  return walk(made.body).flatMap((node) =>
    node.type === "ReturnStatement" && node.argument !== null && getFunction(node) === made
      ? [node.argument]
      : [],
  );
}

/** The function around a node. */
export function getFunction(node: TSESTree.Node): Callable | undefined {
  let current: TSESTree.Node | undefined = node.parent;
  while (current && !isCallable(current)) current = current.parent;
  return current ?? undefined;
}
