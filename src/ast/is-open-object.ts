import type { ScopeManager } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { getValues } from "./object-entries.js";

const MAX_DEPTH = 8;

/** Values that may be any object. */
const OPEN: ReadonlySet<string> = new Set([
  "Identifier",
  "MemberExpression",
  "CallExpression",
  "AwaitExpression",
  "YieldExpression",
]);

/** Whether an object, or something that is spread into it, comes from elsewhere: it may have more than `getEntries` and `getComputedEntries` give. */
export function isOpenObject(node: TSESTree.Node, scopes: ScopeManager, depth = 0): boolean {
  if (depth > MAX_DEPTH) return true;
  return getValues(node, scopes, depth).some(({ node: value }) => {
    if (value.type !== "ObjectExpression") return OPEN.has(value.type);
    return value.properties.some(
      (property) => property.type === "SpreadElement" && isOpenObject(property.argument, scopes, depth + 1),
    );
  });
}
