import type { TSESTree } from "@typescript-eslint/utils";
import { unwrap } from "../../ast/unwrap.js";
import { isFunction } from "../../ast/find-function.js";
import { evaluate } from "./evaluate.js";
import type { Scope } from "./run.js";
import type { ClassValue, Value } from "./value.js";

export interface MemberKind {
  readonly isStatic: boolean;
}

/** A method or field that the class itself has. */
export function getClassMember(
  { node, environment }: ClassValue,
  name: string,
  { isStatic }: MemberKind,
  scope: Scope,
): Value | undefined {
  for (const element of node.body.body) {
    if (element.type !== "MethodDefinition" && element.type !== "PropertyDefinition") continue;
    if (element.static !== isStatic || getElementName(element) !== name) continue;
    const value = element.value && unwrap(element.value);
    if (!value) return undefined;
    if (isFunction(value)) return { kind: "function", node: value, environment };
    return value.type === "TSEmptyBodyFunctionExpression"
      ? undefined
      : evaluate(value, { ...scope, environment });
  }
  return undefined;
}

export function getElementName({ key, computed }: TSESTree.MethodDefinition | TSESTree.PropertyDefinition) {
  if (key.type === "PrivateIdentifier") return `#${key.name}`;
  if (key.type === "Literal") return String(key.value);
  return key.type === "Identifier" && !computed ? key.name : undefined;
}
