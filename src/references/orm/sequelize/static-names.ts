import type { ScopeManager } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { findVariable, getConstantInit } from "../../../ast/find-variable.js";
import { getValues } from "../../../ast/object-entries.js";
import { unwrap } from "../../../ast/unwrap.js";

/** A name that stands in the text, and where. */
export interface StaticName {
  readonly name: string;
  readonly at: TSESTree.Node;
}

const MAX_DEPTH = 5;

/** The names that an expression may be: texts, constants, branches of a condition. None: only running the program tells. */
export function getNames(expression: TSESTree.Node, scopes: ScopeManager, depth = 0): StaticName[] {
  const node = unwrap(expression);
  if (depth > MAX_DEPTH) return [];
  switch (node.type) {
    case "Literal":
      return typeof node.value === "string" ? [{ name: node.value, at: node }] : [];
    case "TemplateLiteral": {
      const [text] = node.quasis;
      const isPlain = node.expressions.length === 0 && typeof text?.value.cooked === "string";
      return isPlain ? [{ name: text.value.cooked ?? "", at: node }] : [];
    }
    case "Identifier": {
      const variable = findVariable(scopes, node);
      const init = variable && getConstantInit(variable);
      return init === undefined ? [] : getNames(init, scopes, depth + 1);
    }
    case "ConditionalExpression":
      return [node.consequent, node.alternate].flatMap((branch) => getNames(branch, scopes, depth + 1));
    case "LogicalExpression":
      return [node.left, node.right].flatMap((branch) => getNames(branch, scopes, depth + 1));
    default:
      return [];
  }
}

/** What an expression is, through constants of the module. */
export function getConstant(expression: TSESTree.Node, scopes: ScopeManager): TSESTree.Node {
  const node = unwrap(expression);
  if (node.type !== "Identifier") return node;
  const [value, ...others] = getValues(node, scopes, 0);
  return value === undefined || others.length > 0 ? node : value.node;
}
