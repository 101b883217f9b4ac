import type { TSESTree } from "@typescript-eslint/utils";

/** The expression inside `as`, `satisfies`, `!`, type assertions and optional chains: what changes types, not values. */
export function unwrap(node: TSESTree.Node): TSESTree.Node {
  switch (node.type) {
    case "TSAsExpression":
    case "TSSatisfiesExpression":
    case "TSNonNullExpression":
    case "TSTypeAssertion":
    case "TSInstantiationExpression":
    case "ChainExpression":
      return unwrap(node.expression);
    default:
      return node;
  }
}

/** The outermost expression that is only `node` with types around it. */
export function wrap(node: TSESTree.Node): TSESTree.Node {
  const { parent } = node;
  return parent !== undefined && unwrap(parent) !== parent && unwrap(parent) === unwrap(node)
    ? wrap(parent)
    : node;
}
