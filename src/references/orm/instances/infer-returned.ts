import type { TSESTree } from "@typescript-eslint/utils";
import { getReturned, isFunction } from "../../../ast/find-function.js";
import { type Holding, NOTHING } from "./holding.js";
import type { Inference } from "./inference.js";

/** What a function gives back: what it is declared to, or what it returns. */
export function inferReturned(node: TSESTree.Node, inference: Inference): readonly Holding[] {
  if (!isFunction(node)) return NOTHING;
  const declared = node.returnType ? inference.ofType(node.returnType) : NOTHING;
  if (declared.length > 0) return declared;
  return getReturned(node).flatMap((value) => inference.ofExpression(value));
}
