import type { ScopeManager } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { findVariable, getConstantInit } from "../../ast/find-variable.js";
import { unwrap } from "../../ast/unwrap.js";

/** A string that the module itself gives: written out, in a constant, or as a parameter's default. */
export function getStaticString(node: TSESTree.Node | undefined, scopes: ScopeManager): string | undefined {
  const value = node && unwrap(node);
  switch (value?.type) {
    case "Literal":
      return typeof value.value === "string" ? value.value : undefined;
    case "TemplateLiteral":
      return value.expressions.length === 0 ? (value.quasis[0]?.value.cooked ?? undefined) : undefined;
    case "Identifier": {
      const variable = findVariable(scopes, value);
      const init = variable && getConstantInit(variable);
      if (init !== undefined) return getStaticString(init, scopes);
      const parameter = variable?.defs[0]?.name.parent;
      return parameter?.type === "AssignmentPattern" ? getStaticString(parameter.right, scopes) : undefined;
    }
    default:
      return undefined;
  }
}
