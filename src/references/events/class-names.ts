import type { TSESTree } from "@typescript-eslint/utils";
import type { Detection } from "../detector.js";
import { getName } from "./assumed-calls.js";
import { detectNames, type EventContext } from "./event-context.js";
import type { EventAccess } from "./event-place.js";

const FIELD =
  /^(?:topic|topics|subject|event|events|eventName|eventType|channel|queue|queueName|routingKey|pattern|EVENT_NAME|EVENT|TOPIC)$/;
const LISTENER = /(?:listener|consumer|subscriber|handler|worker|processor|reader|projection|saga|policy)/i;
const SENDER = /(?:publisher|producer|emitter|sender|dispatcher|event|message|notification|command)/i;

/** `class OrderPlacedListener extends Listener { subject = "order.placed.v1" }`: the base class of another module does the rest. */
export function detectClassName(node: TSESTree.Node, context: EventContext): Detection[] {
  if (node.type !== "PropertyDefinition" || node.value === null || node.key.type !== "Identifier") return [];
  if (!FIELD.test(node.key.name)) return [];
  const access = getAccess(node.parent.parent);
  if (access === undefined) return [];
  const use = { access, via: "event", certainty: "inferred" } as const;
  return detectNames(context, context.distinctive, { node: node.value, use });
}

function getAccess({
  id,
  superClass,
}: TSESTree.ClassDeclaration | TSESTree.ClassExpression): EventAccess | undefined {
  for (const name of [id?.name ?? "", superClass ? (getName(superClass) ?? "") : ""]) {
    if (LISTENER.test(name)) return "read";
    if (SENDER.test(name)) return "write";
  }
  return undefined;
}
