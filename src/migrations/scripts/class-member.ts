import type { TSESTree } from "@typescript-eslint/utils";
import { unwrap } from "../../ast/unwrap.js";
import { isFunction } from "../../ast/find-function.js";
import { Environment } from "./environment.js";
import { evaluate } from "./evaluate.js";
import type { Scope } from "./run.js";
import type { ClassValue, FunctionValue, ObjectValue, Value } from "./value.js";

export interface MemberKind {
  readonly isStatic: boolean;
}

/** A method or field of a class, or of the class of this file that it extends. */
export function getClassMember(
  made: ClassValue,
  name: string,
  { isStatic }: MemberKind,
  scope: Scope,
): Value | undefined {
  const { node, environment } = made;
  for (const element of node.body.body) {
    if (element.type !== "MethodDefinition" && element.type !== "PropertyDefinition") continue;
    if (element.static !== isStatic || getElementName(element) !== name) continue;
    return readElement(element, environment, scope);
  }
  const parent = getParentClass(made, scope);
  return parent && name !== "constructor" ? getClassMember(parent, name, { isStatic }, scope) : undefined;
}

function readElement(
  element: TSESTree.MethodDefinition | TSESTree.PropertyDefinition,
  environment: Environment,
  scope: Scope,
): Value | undefined {
  const value = element.value && unwrap(element.value);
  if (!value) return undefined;
  if (isFunction(value))
    return { kind: "function", node: value, environment, ...(isGetter(element) && { isGetter: true }) };
  return value.type === "TSEmptyBodyFunctionExpression"
    ? undefined
    : evaluate(value, { ...scope, environment });
}

function isGetter(element: TSESTree.MethodDefinition | TSESTree.PropertyDefinition): boolean {
  return element.type === "MethodDefinition" && element.kind === "get";
}

export function getElementName({ key, computed }: TSESTree.MethodDefinition | TSESTree.PropertyDefinition) {
  if (key.type === "PrivateIdentifier") return `#${key.name}`;
  if (key.type === "Literal") return String(key.value);
  return key.type === "Identifier" && !computed ? key.name : undefined;
}

/** The class of this file that a class extends. */
export function getParentClass({ node, environment }: ClassValue, scope: Scope): ClassValue | undefined {
  if (node.superClass === null || scope.run.budget < 0) return undefined;
  const parent = evaluate(node.superClass, { ...scope, environment });
  return parent.kind === "class" && parent.node !== node ? parent : undefined;
}

/** `base`: who answers for what the class does not have. */
export interface InstanceMade {
  readonly instance: ObjectValue;
  readonly constructors: readonly FunctionValue[];
}

/** An object with the methods and fields of a class and of those of this file that it extends. */
export function createInstance(made: ClassValue, base: Value | undefined, scope: Scope): InstanceMade {
  const parent = getParentClass(made, scope);
  const inherited = parent && createInstance(parent, base, scope);
  const fields = inherited?.instance.fields ?? new Map<string, Value>();
  const instance: ObjectValue = {
    kind: "object",
    fields,
    isOpen: inherited?.instance.isOpen ?? made.node.superClass !== null,
    ...(base && { base }),
  };
  const inside = new Environment(made.environment, { self: instance });
  let constructors = inherited?.constructors ?? [];
  for (const element of made.node.body.body) {
    if (element.type !== "MethodDefinition" && element.type !== "PropertyDefinition") continue;
    const name = getElementName(element);
    if (name === undefined || element.static) continue;
    const value = readElement(element, inside, scope);
    if (name !== "constructor") fields.set(name, value ?? { kind: "plain", value: undefined });
    else if (value?.kind === "function") constructors = [value];
  }
  return { instance, constructors };
}
