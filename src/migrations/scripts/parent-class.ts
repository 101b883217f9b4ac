import type { TSESTree } from "@typescript-eslint/utils";
import { getClassMember, getParentClass } from "./class-member.js";
import { readMember } from "./read-member.js";
import type { Scope } from "./run.js";
import { type ClassValue, UNKNOWN, type Value } from "./value.js";

/** The class that the one around `super` extends, where it is in this file. */
export function getParentOf(node: TSESTree.Super, scope: Scope): ClassValue | undefined {
  let current: TSESTree.Node | undefined = node.parent;
  while (current && current.type !== "ClassDeclaration" && current.type !== "ClassExpression")
    current = current.parent;
  return current && getParentClass({ kind: "class", node: current, environment: scope.environment }, scope);
}

export function getParentMember(node: TSESTree.Super, name: string | undefined, scope: Scope): Value {
  const parent = getParentOf(node, scope);
  if (name === undefined) return UNKNOWN;
  if (parent) return getClassMember(parent, name, { isStatic: false }, scope) ?? UNKNOWN;
  const { self } = scope.environment;
  const base = self?.kind === "object" ? self.base : undefined;
  return base?.kind === "handle" ? readMember(base, name, scope) : UNKNOWN;
}
