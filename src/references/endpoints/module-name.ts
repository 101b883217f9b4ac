import type { ScopeManager } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { findImportedPath } from "../../ast/imported-path.js";
import { unwrap } from "../../ast/unwrap.js";

/** An export of another module; a module as a whole counts as its default. */
export interface ModuleName {
  readonly from: string;
  readonly name: string;
}

/** The export of another module that an expression is, or is a member of: by `import`, `require` or `import()`. */
export function findModuleName(expression: TSESTree.Node, scopes: ScopeManager): ModuleName | undefined {
  const node = unwrap(expression);
  if (node.type === "ImportExpression") {
    const { source } = node;
    const isNamed = source.type === "Literal" && typeof source.value === "string";
    return isNamed ? { from: source.value, name: "default" } : undefined;
  }
  const path = findImportedPath(node, scopes);
  return path && { from: path.from, name: path.names[0] ?? "default" };
}
