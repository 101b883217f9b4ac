import type { TSESTree } from "@typescript-eslint/utils";
import { getPropertyName } from "../../ast/property-name.js";
import { unwrap } from "../../ast/unwrap.js";
import type { Detection } from "../detector.js";
import { ASSUMED } from "./event-place.js";
import { detectNames, type EventContext } from "./event-context.js";
import { detectKnownCall } from "./known-calls.js";

/** Keys under which a list is one of what somebody listens to. */
const LIST =
  /^(?:events?|topics?|event_?types|event_?names|subjects|channels|triggers|(?:applicable|subscribed|handled|supported)_?events|subscriptions)$/i;

/** Types of what a module exports to be subscribed by a framework: Medusa's `SubscriberConfig`. */
const SUBSCRIBER = /(?:subscriber|consumer|listener|subscription)(?:config|options|definition)?$/i;
const NAMES: ReadonlySet<string> = new Set(["event", "eventName", "topic", "subject", "channel", "queue"]);

const USE = { access: "read", via: ASSUMED, certainty: "inferred" } as const;

/** Names in settings: `{ events: ["order.placed.v1"] }`, `export const config: SubscriberConfig = { event: "order.placed.v1" }`. */
export function detectSubscription(node: TSESTree.Property, context: EventContext): Detection[] {
  const key = getPropertyName(node);
  if (key === undefined || node.parent.type !== "ObjectExpression") return [];
  const isListed = unwrap(node.value).type === "ArrayExpression" && LIST.test(key);
  if (!isListed && !(NAMES.has(key) && isSubscriber(node.parent))) return [];
  if (isSomethingElse(node, context)) return [];
  return detectNames(context, context.distinctive, { node: node.value, use: USE });
}

/** Whether it stands in what a description of an API shows (`example: { events: ["order.placed.v1"] }`), or a library's call says what it is. */
function isSomethingElse(node: TSESTree.Node, context: EventContext): boolean {
  let current: TSESTree.Node | undefined = node;
  while (current !== undefined && LITERALS.has(current.type)) {
    if (current.type === "Property" && /^examples?$/i.test(getPropertyName(current) ?? "")) return true;
    current = current.parent;
  }
  if (current?.type !== "CallExpression" && current?.type !== "NewExpression") return false;
  return detectKnownCall(current, context) !== undefined;
}

const LITERALS: ReadonlySet<string> = new Set(["Property", "ObjectExpression", "ArrayExpression"]);

function isSubscriber(object: TSESTree.ObjectExpression): boolean {
  const { parent } = object;
  const type =
    parent.type === "TSSatisfiesExpression" || parent.type === "TSAsExpression"
      ? parent.typeAnnotation
      : parent.type === "VariableDeclarator"
        ? parent.id.typeAnnotation?.typeAnnotation
        : undefined;
  if (type?.type !== "TSTypeReference" || type.typeName.type !== "Identifier") return false;
  return SUBSCRIBER.test(type.typeName.name);
}
