import type { TSESTree } from "@typescript-eslint/utils";
import { findVariable } from "../../ast/find-variable.js";
import { getPropertyName } from "../../ast/property-name.js";
import { joinValues } from "./either.js";
import { evaluate } from "./evaluate.js";
import { getMemberKey, toKey } from "./member-key.js";
import { readMember } from "./read-member.js";
import type { Scope } from "./run.js";
import { UNDEFINED, UNKNOWN, type Value } from "./value.js";

/** Gives a value to a variable, a member, or to what a pattern takes apart. */
export function assign(target: TSESTree.Node, value: Value, scope: Scope): void {
  takeApart(target, value, { scope, isNew: false });
}

/** Defines what a declaration or a parameter names. */
export function bind(pattern: TSESTree.Node, value: Value, scope: Scope): void {
  takeApart(pattern, value, { scope, isNew: true });
}

interface Taking {
  readonly scope: Scope;
  /** The pattern declares its variables. */
  readonly isNew: boolean;
}

function takeApart(pattern: TSESTree.Node, value: Value, taking: Taking): void {
  const { scope, isNew } = taking;
  switch (pattern.type) {
    case "Identifier": {
      const variable = findVariable(scope.run.file.scopes, pattern);
      if (variable) scope.environment[isNew ? "define" : "assign"](variable, value);
      return;
    }
    case "MemberExpression":
      return setMember(pattern, value, scope);
    case "AssignmentPattern": {
      const isMissing = value.kind === "plain" && value.value === undefined;
      return takeApart(pattern.left, isMissing ? evaluate(pattern.right, scope) : value, taking);
    }
    case "ArrayPattern":
      for (const [index, element] of pattern.elements.entries())
        if (element?.type === "RestElement") takeApart(element.argument, getRest(value, index), taking);
        else if (element) takeApart(element, readMember(value, String(index), scope), taking);
      return;
    case "ObjectPattern":
      return takeObjectApart(pattern, value, taking);
    case "TSParameterProperty":
      return takeApart(pattern.parameter, value, taking);
    default:
  }
}

function setMember(target: TSESTree.MemberExpression, value: Value, scope: Scope): void {
  const object = evaluate(target.object, scope);
  const name = getMemberKey(target, scope);
  if (name === undefined) return;
  if (object.kind === "object") object.fields.set(name, value);
  if (object.kind === "unknown") setOfEach(object.alternatives, name, value);
  if (object.kind === "handle") object.handle.setMember?.(name, value);
  const index = Number(name);
  if (object.kind === "list" && Number.isInteger(index) && index >= 0 && index <= object.items.length)
    object.items[index] = value;
}

/** Each of them may be held elsewhere, too, where it has what it had. */
function setOfEach(alternatives: readonly Value[] | undefined, name: string, value: Value): void {
  for (const one of alternatives ?? []) {
    if (one.kind !== "object") continue;
    const before = one.fields.get(name);
    one.fields.set(name, before ? joinValues([before, value]) : value);
  }
}

function getRest(value: Value, index: number): Value {
  return value.kind === "list" ? { ...value, items: value.items.slice(index) } : UNKNOWN;
}

function takeObjectApart({ properties }: TSESTree.ObjectPattern, value: Value, taking: Taking): void {
  const { scope } = taking;
  const named = new Set<string>();
  for (const property of properties) {
    if (property.type === "RestElement") {
      takeApart(property.argument, getOthers(value, named), taking);
      continue;
    }
    const name =
      getPropertyName(property) ?? (property.computed ? toKey(evaluate(property.key, scope)) : undefined);
    if (name !== undefined) named.add(name);
    takeApart(property.value, name === undefined ? UNKNOWN : readMember(value, name, scope), taking);
  }
}

function getOthers(value: Value, named: ReadonlySet<string>): Value {
  if (value.kind !== "object") return value;
  return { ...value, fields: new Map([...value.fields].filter(([name]) => !named.has(name))) };
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
