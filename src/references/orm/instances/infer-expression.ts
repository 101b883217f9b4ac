import type { TSESTree } from "@typescript-eslint/utils";
import { findVariable } from "../../../ast/find-variable.js";
import { getMemberName, getPropertyName } from "../../../ast/property-name.js";
import { unwrap } from "../../../ast/unwrap.js";
import { createRow, getElement, type Holding, NOTHING } from "./holding.js";
import { inferCall } from "./infer-call.js";
import { inferThis } from "./infer-this.js";
import { getMember } from "./infer-type.js";
import { narrow } from "./narrow.js";
import type { Inference } from "./inference.js";

export function inferExpression(node: TSESTree.Node, inference: Inference): readonly Holding[] {
  switch (node.type) {
    case "Identifier":
      return narrow(node, inferIdentifier(node, inference), inference);
    case "ThisExpression":
      return inferThis(node, inference);
    case "MemberExpression":
      return inferMember(node, inference);
    case "CallExpression":
      return inferCall(node, inference);
    case "NewExpression": {
      const model = inference.models.find(node.callee);
      return model ? [createRow(model)] : inferNewStatic(node, inference);
    }
    case "AwaitExpression":
      return inference.ofExpression(node.argument);
    case "TSAsExpression":
    case "TSTypeAssertion": {
      const declared = inference.ofType(node.typeAnnotation);
      return declared.length > 0 ? declared : inference.ofExpression(node.expression);
    }
    case "AssignmentExpression":
      return inference.ofExpression(node.right);
    case "ConditionalExpression":
      return [node.consequent, node.alternate].flatMap((branch) => inference.ofExpression(branch));
    case "LogicalExpression":
      return node.operator === "&&"
        ? inference.ofExpression(node.right)
        : [node.left, node.right].flatMap((branch) => inference.ofExpression(branch));
    case "ArrayExpression":
      return inferList(node, inference);
    case "ObjectExpression":
      return [createMembers(node, inference)];
    default: {
      const inner = unwrap(node);
      return inner === node ? NOTHING : inference.ofExpression(inner);
    }
  }
}

/** `new this({ … })`, `new Model(…)` where the class is in a variable. */
function inferNewStatic({ callee }: TSESTree.NewExpression, inference: Inference): readonly Holding[] {
  return inference
    .ofExpression(callee)
    .flatMap((holding) => (holding.kind === "model" ? [createRow(holding.table)] : []));
}

function inferIdentifier(node: TSESTree.Identifier, inference: Inference): readonly Holding[] {
  const variable = findVariable(inference.scopes, node);
  const [definition] = variable?.defs ?? [];
  const declared =
    definition && (definition.type === "Variable" || definition.type === "Parameter")
      ? inference.ofPattern(definition.name)
      : NOTHING;
  if (declared.length > 0) return declared;
  const model = inference.models.find(node);
  if (model !== undefined) return [{ kind: "model", table: model }];
  // `let user; … user = await User.findOne()`
  return (variable?.references ?? []).flatMap((reference) => {
    const { writeExpr, identifier } = reference;
    if (!reference.isWrite() || reference.init === true || !writeExpr) return NOTHING;
    return identifier.parent?.type === "AssignmentExpression" ? inference.ofPattern(identifier) : NOTHING;
  });
}

function inferMember(node: TSESTree.MemberExpression, inference: Inference): readonly Holding[] {
  const object = inference.ofExpression(node.object);
  const model = object.length === 0 ? inference.models.find(node) : undefined;
  if (model !== undefined) return [{ kind: "model", table: model }];
  const name = getMemberName(node);
  if (name !== undefined) return object.flatMap((holding) => getMember(holding, name, inference));
  if (!node.computed) return NOTHING;
  // rows[0], rows[i]
  const { property } = node;
  const index =
    property.type === "Literal" && typeof property.value === "number" ? property.value : undefined;
  return getElement(object, index);
}

function inferList({ elements }: TSESTree.ArrayExpression, inference: Inference): readonly Holding[] {
  const held = elements.map((element): readonly Holding[] => {
    if (element === null) return NOTHING;
    return element.type === "SpreadElement"
      ? getElement(inference.ofExpression(element.argument))
      : inference.ofExpression(element);
  });
  const hasSpread = elements.some((element) => element?.type === "SpreadElement");
  return hasSpread ? held.flat() : [{ kind: "list", elements: held }];
}

function createMembers({ properties }: TSESTree.ObjectExpression, inference: Inference): Holding {
  return {
    kind: "members",
    get: (name) =>
      properties.flatMap((property) => {
        if (property.type === "SpreadElement")
          return inference
            .ofExpression(property.argument)
            .flatMap((holding) => (holding.kind === "members" ? holding.get(name) : NOTHING));
        return getPropertyName(property) === name ? inference.ofExpression(property.value) : NOTHING;
      }),
  };
}
