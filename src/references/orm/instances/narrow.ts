import type { TSESTree } from "@typescript-eslint/utils";
import { findVariable } from "../../../ast/find-variable.js";
import type { Holding } from "./holding.js";
import type { Inference } from "./inference.js";

/** `document instanceof Revision ? … : …` leaves of several models one, or the others. */
export function narrow(
  node: TSESTree.Identifier,
  holdings: readonly Holding[],
  inference: Inference,
): readonly Holding[] {
  if (holdings.length < 2) return holdings;
  let left = holdings;
  let child: TSESTree.Node = node;
  for (
    let current: TSESTree.Node | undefined = node.parent;
    current;
    child = current, current = current.parent
  ) {
    const test = getTest(current, child);
    if (test === undefined) continue;
    const table = getTested(test.node, node, inference);
    if (table === undefined) continue;
    left = left.filter((holding) => !("table" in holding) || (holding.table === table) === test.isTrue);
  }
  return left;
}

interface Test {
  readonly node: TSESTree.Node;
  readonly isTrue: boolean;
}

/** The test that decides whether a child of this node is reached. */
function getTest(node: TSESTree.Node, child: TSESTree.Node): Test | undefined {
  switch (node.type) {
    case "ConditionalExpression":
    case "IfStatement":
      return child === node.test ? undefined : { node: node.test, isTrue: child === node.consequent };
    case "LogicalExpression":
      if (child === node.left || node.operator === "??") return undefined;
      return { node: node.left, isTrue: node.operator === "&&" };
    default:
      return undefined;
  }
}

function getTested(test: TSESTree.Node, node: TSESTree.Identifier, { models, scopes }: Inference) {
  if (test.type !== "BinaryExpression" || test.operator !== "instanceof") return undefined;
  if (test.left.type !== "Identifier" || test.left.name !== node.name) return undefined;
  if (findVariable(scopes, test.left) !== findVariable(scopes, node)) return undefined;
  return models.find(test.right);
}
