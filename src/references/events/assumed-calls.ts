import type { TSESTree } from "@typescript-eslint/utils";
import { getMemberName } from "../../ast/property-name.js";
import { getElements, getEntries } from "../../ast/object-entries.js";
import { unwrap } from "../../ast/unwrap.js";
import type { Detection } from "../detector.js";
import { detectNames, type EventContext } from "./event-context.js";
import type { EventAccess } from "./event-place.js";
import type { Call } from "./known-calls.js";

const SENDING =
  /^(?:emit|publish|produce|send|dispatch|trigger|fire|broadcast|enqueue|notify|raise)(?:[A-Z_]\w*)?$|^(?:add|create|store|save|append|insert|schedule|queue|push|log|record)\w*(?:Events?|Messages?|Jobs?)$|^(?:invoke|put)(?:Async)?(?:Events?|Messages?)$/;
const LISTENING =
  /^(?:on|once|off|subscribe|unsubscribe|consume|listen|psubscribe|pSubscribe|handle|waitFor|addListener|removeListener|removeAllListeners|prependListener|prependOnceListener|listenerCount)(?:[A-Z_]\w*)?$|^(?:add|remove|register|set|create|use)\w*(?:Listener|Subscriber|Subscription|Consumer|Handler)s?$/;

/** Methods that say little by themselves: on a queue or a bus they send. */
const ADDING: ReadonlySet<string> = new Set(["add", "addBulk", "push", "put", "queue", "schedule"]);
const SENDER = /(?:queue|bus|broker|outbox|producer|publisher|emitter|eventEmitter|stream)$/i;

/** Where an object that is sent or listened for holds its name. */
const KEYS: ReadonlySet<string> = new Set([
  ...["topic", "topics", "name", "event", "events", "eventName", "eventType", "eventTypes", "type", "types"],
  ...[
    "subject",
    "subjects",
    "channel",
    "channels",
    "routingKey",
    "routing_key",
    "queue",
    "queueName",
    "pattern",
  ],
  ...[
    "detailType",
    "DetailType",
    "detail-type",
    "messageType",
    "jobName",
    "taskName",
    "trigger",
    "triggers",
    "cmd",
  ],
]);

const MAX_ARGUMENTS = 4;

/** Calls of what no import settles: by the method's name, and only of names that can mean nothing else. Always inferred. */
export function detectAssumedCall(call: Call, context: EventContext): Detection[] {
  const access = getAssumedAccess(call.callee);
  if (access === undefined) return [];
  const use = { access, via: "event", certainty: "inferred" } as const;
  return getNameNodes(call, context).flatMap((node) =>
    detectNames(context, context.distinctive, { node, as: access === "read" ? "dotted" : "name", use }),
  );
}

/** What a function or method of this name is taken to do. */
export function getAssumedAccess(expression: TSESTree.Node): EventAccess | undefined {
  const callee = unwrap(expression);
  const name = getName(callee);
  if (name === undefined) return undefined;
  if (SENDING.test(name)) return "write";
  if (LISTENING.test(name)) return "read";
  const owner = callee.type === "MemberExpression" ? (getName(unwrap(callee.object)) ?? "") : "";
  return ADDING.has(name) && SENDER.test(owner) ? "write" : undefined;
}

/** The last name of an expression; a private one without its sign. */
export function getName(node: TSESTree.Node): string | undefined {
  if (node.type === "Identifier") return node.name;
  if (node.type !== "MemberExpression") return undefined;
  return node.property.type === "PrivateIdentifier" ? node.property.name : getMemberName(node);
}

function getNameNodes({ arguments: args }: Call, { file: { scopes } }: EventContext): TSESTree.Node[] {
  return args.slice(0, MAX_ARGUMENTS).flatMap((argument) => {
    const node = argument.type === "SpreadElement" ? argument.argument : unwrap(argument);
    if (FUNCTIONS.has(node.type)) return [];
    const named = getElements(node, scopes).flatMap((element) =>
      getEntries(element, scopes).flatMap((entry) => (KEYS.has(entry.name) ? [entry.value] : [])),
    );
    return [node, ...named];
  });
}

const FUNCTIONS: ReadonlySet<string> = new Set(["ArrowFunctionExpression", "FunctionExpression"]);
