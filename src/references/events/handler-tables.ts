import type { TSESTree } from "@typescript-eslint/utils";
import { getMemberName, getPropertyName } from "../../ast/property-name.js";
import { unwrap } from "../../ast/unwrap.js";
import type { Detection } from "../detector.js";
import { getName } from "./assumed-calls.js";
import { ASSUMED } from "./event-place.js";
import { detectNames, type EventContext } from "./event-context.js";

const USE = { access: "read", via: ASSUMED, certainty: "inferred" } as const;

/** Values that a table may have beside handlers. */
const NO_HANDLER =
  /schema|type|label|title|description|icon|colou?r|text|name|url|path|template|count|example/i;

/** Tables of handlers by name: `{ "order.placed.v1": onPlaced }`, `new Map([["order.placed.v1", onPlaced]])`, `handlers.set("order.placed.v1", onPlaced)`. */
export function detectHandlerTable(node: TSESTree.Node, context: EventContext): Detection[] {
  const names = getHandled(node);
  return names.flatMap((name) => detectNames(context, context.distinctive, { node: name, use: USE }));
}

function getHandled(node: TSESTree.Node): readonly TSESTree.Node[] {
  switch (node.type) {
    case "Property":
      // A key without quotes may be any property.
      return isQuotedKey(node) && isHandler(node.value) ? [node.key] : [];
    case "NewExpression":
      return getName(node.callee) === "Map" ? getPairs(node.arguments[0]) : [];
    case "CallExpression": {
      const callee = unwrap(node.callee);
      const [key, value] = node.arguments;
      const isSet = callee.type === "MemberExpression" && getMemberName(callee) === "set";
      return isSet && key && value && isHandler(value) ? [key] : [];
    }
    default:
      return [];
  }
}

function isQuotedKey(property: TSESTree.Property): boolean {
  if (property.parent.type !== "ObjectExpression") return false;
  return property.computed || (property.key.type === "Literal" && getPropertyName(property) !== undefined);
}

function getPairs(list: TSESTree.Node | undefined): readonly TSESTree.Node[] {
  const pairs = list?.type === "ArrayExpression" ? list.elements : [];
  return pairs.flatMap((pair) => {
    if (pair?.type !== "ArrayExpression") return [];
    const [key, value] = pair.elements;
    return key && value && isHandler(value) ? [key] : [];
  });
}

function isHandler(expression: TSESTree.Node): boolean {
  const node = unwrap(expression);
  switch (node.type) {
    case "ArrowFunctionExpression":
    case "FunctionExpression":
      return true;
    case "Identifier":
    case "MemberExpression":
      return !NO_HANDLER.test(getName(node) ?? "") && !/^[A-Z_\d]+$/.test(getName(node) ?? "");
    case "CallExpression": {
      const callee = unwrap(node.callee);
      return callee.type === "MemberExpression" && getMemberName(callee) === "bind";
    }
    case "ArrayExpression":
      return (
        node.elements.length > 0 && node.elements.every((element) => element !== null && isHandler(element))
      );
    default:
      return false;
  }
}
