import type { TSESTree } from "@typescript-eslint/utils";
import { unwrap } from "../../ast/unwrap.js";

/** The text of a string or of a template without holes. */
export function getPlainText(expression: TSESTree.Node | undefined): string | undefined {
  const node = expression && unwrap(expression);
  if (node?.type === "Literal") return typeof node.value === "string" ? node.value : undefined;
  if (node?.type !== "TemplateLiteral" || node.expressions.length > 0) return undefined;
  return node.quasis[0]?.value.cooked ?? undefined;
}
