import type { TSESTree } from "@typescript-eslint/utils";
import { isFunction } from "../../ast/find-function.js";
import { getPropertyName } from "../../ast/property-name.js";
import { evaluate } from "./evaluate.js";
import { toKey } from "./member-key.js";
import { pay, type Scope } from "./run.js";
import { UNDEFINED, UNKNOWN, type Value } from "./value.js";

export function evaluateList({ elements }: TSESTree.ArrayExpression, scope: Scope): Value {
  const items: Value[] = [];
  let isOpen = false;
  for (const element of elements) {
    if (element === null) items.push(UNDEFINED);
    else if (element.type === "SpreadElement") {
      const spread = evaluate(element.argument, scope);
      if (spread.kind === "list") {
        if (!pay(scope.run, spread.items.length)) return UNKNOWN;
        items.push(...spread.items);
      }
      isOpen ||= spread.kind !== "list" || spread.isOpen;
    } else items.push(evaluate(element, scope));
  }
  return { kind: "list", items, isOpen };
}

export function evaluateObject({ properties }: TSESTree.ObjectExpression, scope: Scope): Value {
  const fields = new Map<string, Value>();
  let isOpen = false;
  for (const property of properties) {
    if (property.type === "SpreadElement") {
      const spread = evaluate(property.argument, scope);
      if (spread.kind === "object") {
        if (!pay(scope.run, spread.fields.size)) return UNKNOWN;
        for (const [name, value] of spread.fields) fields.set(name, value);
      }
      isOpen ||= isOpenSpread(spread);
      continue;
    }
    const name =
      getPropertyName(property) ??
      (isKeyEvaluated(property) ? toKey(evaluate(property.key, scope)) : undefined);
    if (name === undefined) isOpen = true;
    else fields.set(name, evaluateProperty(property, scope));
  }
  return { kind: "object", fields, isOpen };
}

/** Spreading `undefined`, `null` or `false` adds nothing. */
function isOpenSpread(spread: Value): boolean {
  return spread.kind === "object" ? spread.isOpen : spread.kind !== "plain";
}

/** `[name]: …` and `1: …` */
function isKeyEvaluated({ computed, key }: TSESTree.Property): boolean {
  return computed || key.type === "Literal";
}

function evaluateProperty({ kind, value: node }: TSESTree.Property, scope: Scope): Value {
  if (!isFunction(node)) return evaluate(node, scope);
  const made: Value = { kind: "function", node, environment: scope.environment };
  return kind === "get" ? { ...made, isGetter: true } : made;
}
