import type { TSESTree } from "@typescript-eslint/utils";
import { getPropertyName } from "../../ast/property-name.js";
import { unwrap } from "../../ast/unwrap.js";
import type { Detection } from "../detector.js";
import { detectNames, type EventContext } from "./event-context.js";

/** Keys under which a list is one of what somebody listens to. */
const LIST =
  /^(?:events?|topics?|event_?types|event_?names|subjects|channels|triggers|(?:applicable|subscribed|handled|supported)_?events|subscriptions)$/i;

/** Types of what a module exports to be subscribed by a framework: Medusa's `SubscriberConfig`. */
const SUBSCRIBER = /(?:subscriber|consumer|listener|subscription)(?:config|options|definition)?$/i;
const NAMES: ReadonlySet<string> = new Set(["event", "eventName", "topic", "subject", "channel", "queue"]);

const USE = { access: "read", via: "event", certainty: "inferred" } as const;

/** Names in settings: `{ events: ["order.placed.v1"] }`, `export const config: SubscriberConfig = { event: "order.placed.v1" }`. */
export function detectSubscription(node: TSESTree.Property, context: EventContext): Detection[] {
  const key = getPropertyName(node);
  if (key === undefined || node.parent.type !== "ObjectExpression") return [];
  const isListed = unwrap(node.value).type === "ArrayExpression" && LIST.test(key);
  if (isExample(node)) return [];
  if (!isListed && !(NAMES.has(key) && isSubscriber(node.parent))) return [];
  return detectNames(context, context.distinctive, { node: node.value, use: USE });
}

/** What a description of an API shows: `example: { events: ["order.placed.v1"] }`. */
function isExample(node: TSESTree.Node): boolean {
  let current: TSESTree.Node | undefined = node;
  while (
    current?.type === "Property" ||
    current?.type === "ObjectExpression" ||
    current?.type === "ArrayExpression"
  ) {
    if (current.type === "Property" && /^examples?$/i.test(getPropertyName(current) ?? "")) return true;
    current = current.parent;
  }
  return false;
}

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
