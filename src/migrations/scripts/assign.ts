import type { TSESTree } from "@typescript-eslint/utils";
import { findVariable } from "../../ast/find-variable.js";
import { getPropertyName } from "../../ast/property-name.js";
import { evaluate, getMemberKey } from "./evaluate.js";
import { readMember } from "./read-member.js";
import type { Scope } from "./run.js";
import { UNDEFINED, UNKNOWN, type Value } from "./value.js";

/** Gives a value to a variable, a member, or to what a pattern takes apart. */
export function assign(target: TSESTree.Node, value: Value, scope: Scope): void {
  const { environment, run } = scope;
  if (target.type === "Identifier") {
    const variable = findVariable(run.file.scopes, target);
    if (variable) environment.assign(variable, value);
  } else if (target.type === "MemberExpression") {
    const object = evaluate(target.object, scope);
    const name = getMemberKey(target, scope);
    if (object.kind === "object" && name !== undefined) object.fields.set(name, value);
  } else bind(target, value, scope);
}

/** Defines what a declaration or a parameter names. */
export function bind(pattern: TSESTree.Node, value: Value, scope: Scope): void {
  const { environment, run } = scope;
  switch (pattern.type) {
    case "Identifier": {
      const variable = findVariable(run.file.scopes, pattern);
      if (variable) environment.define(variable, value);
      return;
    }
    case "AssignmentPattern": {
      const isMissing = value.kind === "plain" && value.value === undefined;
      bind(pattern.left, isMissing ? evaluate(pattern.right, scope) : value, scope);
      return;
    }
    case "ArrayPattern":
      for (const [index, element] of pattern.elements.entries())
        if (element?.type === "RestElement") bind(element.argument, getRest(value, index), scope);
        else if (element) bind(element, readMember(value, String(index), scope), scope);
      return;
    case "ObjectPattern":
      return bindObject(pattern, value, scope);
    case "TSParameterProperty":
      bind(pattern.parameter, value, scope);
      return;
    default:
  }
}

function getRest(value: Value, index: number): Value {
  return value.kind === "list" ? { ...value, items: value.items.slice(index) } : UNKNOWN;
}

function bindObject({ properties }: TSESTree.ObjectPattern, value: Value, scope: Scope): void {
  const named = new Set<string>();
  for (const property of properties) {
    if (property.type === "RestElement") {
      const rest =
        value.kind === "object" ? [...value.fields].filter(([name]) => !named.has(name)) : undefined;
      const others: Value =
        rest && value.kind === "object"
          ? { kind: "object", fields: new Map(rest), isOpen: value.isOpen }
          : value;
      bind(property.argument, others, scope);
      continue;
    }
    const name = getPropertyName(property);
    if (name !== undefined) named.add(name);
    bind(property.value, name === undefined ? UNKNOWN : readMember(value, name, scope), scope);
  }
}

/** Parameters of a function by the arguments of a call. */
export function bindParameters(
  parameters: readonly TSESTree.Parameter[],
  args: readonly Value[],
  scope: Scope,
): void {
  for (const [index, parameter] of parameters.entries()) {
    if (parameter.type === "RestElement")
      bind(parameter.argument, { kind: "list", items: args.slice(index), isOpen: false }, scope);
    else bind(parameter, args[index] ?? UNDEFINED, scope);
  }
}
