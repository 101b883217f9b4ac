import type { TSESTree } from "@typescript-eslint/utils";
import { type FunctionNode, getFunctionUses, isFunction } from "../../../ast/find-function.js";
import { getMemberName, getPropertyName } from "../../../ast/property-name.js";
import { unwrap } from "../../../ast/unwrap.js";
import { getRowPositions } from "../../row-methods.js";
import { getElement, type Holding, NOTHING } from "./holding.js";
import { getMember } from "./infer-type.js";
import type { Inference } from "./inference.js";

/** What a pattern is given: by its annotation, its initial value, the pattern around it, or whoever calls the function. */
export function inferPattern(node: TSESTree.Node, inference: Inference): readonly Holding[] {
  if ("typeAnnotation" in node && node.typeAnnotation?.type === "TSTypeAnnotation") {
    const declared = inference.ofType(node.typeAnnotation);
    if (declared.length > 0) return declared;
  }
  const { parent } = node;
  switch (parent?.type) {
    case "VariableDeclarator":
      return parent.id === node ? inferDeclared(parent, inference) : NOTHING;
    case "AssignmentExpression":
      return parent.left === node ? inference.ofExpression(parent.right) : NOTHING;
    case "AssignmentPattern":
      return inference.ofPattern(parent);
    case "TSParameterProperty":
    case "RestElement":
      return inference.ofPattern(parent);
    case "Property": {
      const name = getPropertyName(parent);
      if (parent.parent.type !== "ObjectPattern" || name === undefined) return NOTHING;
      const around = inference.ofPattern(parent.parent);
      return around.flatMap((holding) => getMember(holding, name, inference));
    }
    case "ArrayPattern":
      return getElement(
        inference.ofPattern(parent),
        parent.elements.findIndex((element) => element === node),
      );
    case "ForOfStatement":
      return getElement(inference.ofExpression(parent.right));
    default:
      return isFunction(parent) ? inferParameter(node, parent, inference) : NOTHING;
  }
}

function inferDeclared(
  { init, parent }: TSESTree.VariableDeclarator,
  inference: Inference,
): readonly Holding[] {
  if (init !== null) return inference.ofExpression(init);
  const loop = parent.parent;
  return loop.type === "ForOfStatement" && loop.left === parent
    ? getElement(inference.ofExpression(loop.right))
    : NOTHING;
}

function inferParameter(
  node: TSESTree.Node,
  callback: FunctionNode,
  inference: Inference,
): readonly Holding[] {
  const position = callback.params.findIndex((parameter) => parameter === node);
  if (position === -1) return NOTHING;
  const handed = inference.models.getParameter(callback, position, inference);
  if (handed !== undefined) return handed;
  const call = callback.parent;
  if (call.type === "CallExpression" && call.callee !== callback)
    return inferHanded(call, position, inference);
  return getCalls(callback, inference).flatMap(({ arguments: args }) => {
    const argument = args[position];
    return argument === undefined || argument.type === "SpreadElement"
      ? NOTHING
      : inference.ofExpression(argument);
  });
}

/** `rows.map((row) => …)`, `promise.then((rows) => …)` */
function inferHanded(
  call: TSESTree.CallExpression,
  position: number,
  inference: Inference,
): readonly Holding[] {
  const callee = unwrap(call.callee);
  if (callee.type !== "MemberExpression") return NOTHING;
  const method = getMemberName(callee) ?? "";
  if (!getRowPositions(method, call).includes(position)) return NOTHING;
  const receiver = inference.ofExpression(callee.object);
  return method === "then" ? receiver : getElement(receiver);
}

/** Where the module calls a function of its own. */
function getCalls(callback: FunctionNode, { scopes }: Inference): TSESTree.CallExpression[] {
  return getFunctionUses(callback, scopes).flatMap((use) =>
    use.parent.type === "CallExpression" && use.parent.callee === use ? [use.parent] : [],
  );
}
