import type { TSESTree } from "@typescript-eslint/utils";
import { getMemberName } from "../../ast/property-name.js";
import { unwrap } from "../../ast/unwrap.js";
import type { Detection } from "../detector.js";
import { getName } from "./assumed-calls.js";
import { ASSUMED } from "./event-place.js";
import { detectNames, type EventContext } from "./event-context.js";

/** What a message is told apart by. */
const TOLD_BY =
  /(?:topic|event|type|subject|channel|pattern|routing_?key|detail-?type|name|kind|queue|action|message|trigger|cmd|command)s?$/i;

const EQUALS: ReadonlySet<string> = new Set(["===", "!==", "==", "!="]);
const USE = { access: "read", via: ASSUMED, certainty: "inferred" } as const;

/** `topic === "order.placed.v1"`, `case "order.placed.v1":`, `[ORDER_PLACED].includes(event.type)`: what consumes a message asks which it is. */
export function detectCompared(node: TSESTree.Node, context: EventContext): Detection[] {
  return getCompared(node).flatMap((compared) =>
    detectNames(context, context.distinctive, { node: compared, use: USE }),
  );
}

function getCompared(node: TSESTree.Node): readonly TSESTree.Node[] {
  switch (node.type) {
    case "SwitchCase":
      return node.test === null ? [] : [node.test];
    case "BinaryExpression": {
      if (!EQUALS.has(node.operator)) return [];
      if (isTeller(node.left)) return [node.right];
      return isTeller(node.right) ? [node.left] : [];
    }
    case "CallExpression": {
      const callee = unwrap(node.callee);
      const [first, ...others] = node.arguments;
      const isList = callee.type === "MemberExpression" && getMemberName(callee) === "includes";
      if (!isList || first === undefined || others.length > 0) return [];
      return isTeller(first) ? [callee.object] : [];
    }
    default:
      return [];
  }
}

function isTeller(expression: TSESTree.Node): boolean {
  return TOLD_BY.test(getName(unwrap(expression)) ?? "");
}
