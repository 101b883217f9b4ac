import type { Scope, ScopeManager, Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";

/** The variable that an identifier names, as scopes settle it. */
export function findVariable(scopes: ScopeManager, identifier: TSESTree.Identifier): Variable | undefined {
  for (let scope = getScope(scopes, identifier); scope !== null; scope = scope.upper) {
    const variable = scope.set.get(identifier.name);
    if (variable !== undefined) return variable;
  }
  return undefined;
}

function getScope(scopes: ScopeManager, node: TSESTree.Node): Scope | null {
  for (let current: TSESTree.Node | undefined = node; current; current = current.parent) {
    const scope = scopes.acquire(current, true);
    if (scope !== null) return scope;
  }
  return null;
}

/** The initial value of a variable that is set once; a `let` that is assigned again has none. */
export function getConstantInit(variable: Variable): TSESTree.Expression | undefined {
  const declarator = getDeclarator(variable);
  if (declarator?.id.type !== "Identifier" || declarator.init === null) return undefined;
  return isReassigned(variable) ? undefined : declarator.init;
}

export function getDeclarator(variable: Variable): TSESTree.VariableDeclarator | undefined {
  const [definition] = variable.defs;
  if (variable.defs.length !== 1 || definition?.node.type !== "VariableDeclarator") return undefined;
  return definition.node;
}

function isReassigned({ references }: Variable): boolean {
  return references.some((reference) => reference.isWrite() && reference.init !== true);
}
