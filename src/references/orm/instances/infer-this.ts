import type { TSESTree } from "@typescript-eslint/utils";
import { isFunction } from "../../../ast/find-function.js";
import { createRow, type Holding, NOTHING } from "./holding.js";
import type { Inference } from "./inference.js";

/** `this` of a model's method is a row; of a static one, the model. */
export function inferThis(node: TSESTree.ThisExpression, inference: Inference): readonly Holding[] {
  for (let current: TSESTree.Node | undefined = node.parent; current; current = current.parent) {
    if (isFunction(current) && current.type !== "ArrowFunctionExpression") {
      const declared = current.params.find((one) => one.type === "Identifier" && one.name === "this");
      if (declared) return inference.ofPattern(declared);
      const handed = inference.models.getParameter(current, -1, inference);
      if (handed !== undefined) return handed;
      const member = current.parent;
      if (member.type === "MethodDefinition") return getClassHoldings(member, inference);
      if (member.type !== "PropertyDefinition" && member.type !== "Property") return NOTHING;
    }
    if (current.type === "PropertyDefinition") return getClassHoldings(current, inference);
    if (current.type === "ClassBody") return NOTHING;
  }
  return NOTHING;
}

function getClassHoldings(
  member: TSESTree.MethodDefinition | TSESTree.PropertyDefinition,
  { models }: Inference,
): readonly Holding[] {
  const owner = member.parent.parent;
  return models
    .getOfClass(owner)
    .map((table) => (member.static ? { kind: "model", table } : createRow(table)));
}
