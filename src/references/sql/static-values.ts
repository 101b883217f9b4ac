import type { ScopeManager } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { findVariable, getConstantInit } from "../../ast/find-variable.js";
import { getMemberName, getPropertyName } from "../../ast/property-name.js";
import { unwrap } from "../../ast/unwrap.js";

/** `QUERIES.byName` of a constant object literal. */
export function findMember(node: TSESTree.MemberExpression, scopes: ScopeManager): TSESTree.Node | undefined {
  const name = getMemberName(node);
  const object = name === undefined ? undefined : findObject(unwrap(node.object), scopes);
  const property = object?.properties.find(
    (candidate) => candidate.type === "Property" && getPropertyName(candidate) === name,
  );
  return property?.type === "Property" ? property.value : undefined;
}

function findObject(node: TSESTree.Node, scopes: ScopeManager): TSESTree.ObjectExpression | undefined {
  if (node.type === "ObjectExpression") return node;
  if (node.type === "MemberExpression") {
    const outer = findObject(unwrap(node.object), scopes);
    const name = getMemberName(node);
    const property = outer?.properties.find(
      (next) => next.type === "Property" && getPropertyName(next) === name,
    );
    return property?.type === "Property" ? findObject(unwrap(property.value), scopes) : undefined;
  }
  if (node.type !== "Identifier") return undefined;
  const variable = findVariable(scopes, node);
  const init = variable && getConstantInit(variable);
  if (!init) return undefined;
  const value = unwrap(init);
  // Object.freeze({ … })
  const frozen = value.type === "CallExpression" ? value.arguments[0] : undefined;
  if (frozen !== undefined) return frozen.type === "ObjectExpression" ? frozen : undefined;
  return value.type === "ObjectExpression" ? value : undefined;
}

/** A constant array, in place or of this module. */
export function findArray(node: TSESTree.Node, scopes: ScopeManager): TSESTree.ArrayExpression | undefined {
  if (node.type === "ArrayExpression") return node;
  // `.filter(Boolean)` leaves out what a condition made empty.
  if (node.type === "CallExpression" && node.callee.type === "MemberExpression")
    return getMemberName(node.callee) === "filter"
      ? findArray(unwrap(node.callee.object), scopes)
      : undefined;
  if (node.type !== "Identifier") return undefined;
  const variable = findVariable(scopes, node);
  const init = variable && getConstantInit(variable);
  return init ? findArray(unwrap(init), scopes) : undefined;
}
