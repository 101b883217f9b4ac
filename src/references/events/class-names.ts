import type { TSESTree } from "@typescript-eslint/utils";
import { getClassAround } from "../../ast/class-field.js";
import { unwrap } from "../../ast/unwrap.js";
import type { Detection } from "../detector.js";
import { getName } from "./assumed-calls.js";
import { detectNames, type EventContext } from "./event-context.js";
import { ASSUMED, type EventAccess } from "./event-place.js";

const FIELD =
  /(?:topic|subject|event|event_?name|event_?type|channel|queue|queue_?name|routing_?key|pattern)s?$/i;
const LISTENER = /(?:listener|consumer|subscriber|handler|worker|processor|reader|projection|saga|policy)/i;
const SENDER = /(?:publisher|producer|emitter|sender|dispatcher|event|message|notification|command)/i;

/** `class OrderPlacedListener extends Listener { subject = "order.placed.v1" }`: the base class of another module does the rest. */
export function detectClassName(node: TSESTree.Node, context: EventContext): Detection[] {
  if (node.type !== "PropertyDefinition" || node.value === null || node.key.type !== "Identifier") return [];
  if (!FIELD.test(node.key.name)) return [];
  const access = getAccess(node.parent.parent);
  if (access === undefined) return [];
  // Nothing sends many at once: that is a list for something else.
  if (access === "write" && unwrap(node.value).type === "ArrayExpression") return [];
  const use = { access, via: ASSUMED, certainty: "inferred" } as const;
  return detectNames(context, context.distinctive, { node: node.value, use });
}

/** `class OrderPlaced extends DomainEvent { constructor() { super("order.placed.v1"); } }` */
export function detectSuperCall(node: TSESTree.Node, context: EventContext): Detection[] {
  if (node.type !== "CallExpression") return [];
  const body = getClassAround(node);
  const access = body && getAccess(body.parent);
  if (access === undefined) return [];
  const use = { access, via: ASSUMED, certainty: "inferred" } as const;
  return node.arguments
    .filter(({ type }) => type !== "SpreadElement")
    .flatMap((argument) => detectNames(context, context.distinctive, { node: argument, use }));
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
