import type { TSESTree } from "@typescript-eslint/utils";
import { getMemberName } from "../../ast/property-name.js";
import { getElements, getEntries } from "../../ast/object-entries.js";
import { unwrap } from "../../ast/unwrap.js";
import type { Detection } from "../detector.js";
import { detectNames, type EventContext } from "./event-context.js";
import { ASSUMED, type EventAccess } from "./event-place.js";
import type { Call } from "./known-calls.js";

const SENDING =
  /^(?:emit|publish|produce|send|dispatch|trigger|fire|broadcast|enqueue|notify|raise)(?:[A-Z_]\w*)?$|^(?:add|create|store|save|append|insert|schedule|queue|push|log|record)\w*(?:Events?|Messages?|Jobs?)$|^(?:invoke|put)(?:Async)?(?:Events?|Messages?)$/;
const LISTENING =
  /^(?:once|off|subscribe|unsubscribe|consume|listen|psubscribe|pSubscribe|waitFor|addListener|removeListener|removeAllListeners|prependListener|prependOnceListener|listenerCount)(?:[A-Z_]\w*)?$|^(?:on|handle)(?:Async|Any)?(?:Events?|Messages?)?$|^(?:add|remove|register|set|create|use)\w*(?:Listener|Subscriber|Subscription|Consumer|Handler)s?$/;

/** Methods that say little by themselves: on a queue or a bus they send, on what is called an event they make one. */
const ADDING = /^(?:add|addBulk|push|put|queue|schedule|create\w*|insert|save|append|record)$/;
const SENDER =
  /(?:queue|bus|broker|outbox|producer|publisher|emitter|stream|^event|[a-z]Event)(?:Model|Store|Log)?$/i;

/** A body that is sent over HTTP is no event: `res.send(…)`, `request(app).post("/orders").send(…)`. */
const HTTP =
  /^(?:res|resp|response|reply|post|put|patch|delete|get|head|status|set|code|header|type|expect)$/;

/** Where an object that is sent or listened for holds its name. */
const KEYS: ReadonlySet<string> = new Set([
  ...["topic", "name", "event", "eventName", "eventType", "type", "subject", "channel", "pattern"],
  ...[
    "routingKey",
    "routing_key",
    "queue",
    "queueName",
    "jobName",
    "taskName",
    "messageType",
    "trigger",
    "cmd",
  ],
  ...["detailType", "DetailType", "detail-type"],
]);
/** Only what listens takes many. */
const LISTS: ReadonlySet<string> = new Set([
  ...["topics", "events", "eventNames", "eventTypes", "types", "subjects", "channels", "triggers"],
]);

const MAX_ARGUMENTS = 4;

/** Calls of what no import settles: by the method's name, and only of names that can mean nothing else. Always inferred. */
export function detectAssumedCall(call: Call, context: EventContext): Detection[] {
  const access = call.parent.type === "Decorator" ? getDecoratorAccess(call) : getAssumedAccess(call.callee);
  if (access === undefined) return [];
  const use = { access, via: ASSUMED, certainty: "inferred" } as const;
  return getNameNodes(call, access, context).flatMap((node) =>
    detectNames(context, context.distinctive, { node, as: access === "read" ? "dotted" : "name", use }),
  );
}

const DECORATOR = /^(?:On|Event|Message|Subscribe|Consume|Listen|Handle|Process)/;

/** What decorates a method is called by somebody else: it listens. */
function getDecoratorAccess({ callee }: Call): EventAccess | undefined {
  return DECORATOR.test(getName(unwrap(callee)) ?? "") ? "read" : undefined;
}

/** What a function or method of this name is taken to do. */
export function getAssumedAccess(expression: TSESTree.Node): EventAccess | undefined {
  const callee = unwrap(expression);
  const name = getName(callee);
  if (name === undefined) return undefined;
  const owner = callee.type === "MemberExpression" ? getOwnerName(callee.object) : "";
  if (SENDING.test(name)) return HTTP.test(owner) ? undefined : "write";
  if (LISTENING.test(name)) return "read";
  return ADDING.test(name) && SENDER.test(owner) ? "write" : undefined;
}

/** What a method is called on: the last name, or of a chain the method before. */
function getOwnerName(expression: TSESTree.Node): string {
  const node = unwrap(expression);
  return getName(node.type === "CallExpression" ? unwrap(node.callee) : node) ?? "";
}

/** The last name of an expression; a private one without its sign. */
export function getName(node: TSESTree.Node): string | undefined {
  if (node.type === "Identifier") return node.name;
  if (node.type !== "MemberExpression") return undefined;
  return node.property.type === "PrivateIdentifier" ? node.property.name : getMemberName(node);
}

function getNameNodes(
  { arguments: args }: Call,
  access: EventAccess,
  { file: { scopes } }: EventContext,
): TSESTree.Node[] {
  const isKey = (name: string) => KEYS.has(name) || (access === "read" && LISTS.has(name));
  return args.slice(0, MAX_ARGUMENTS).flatMap((argument) => {
    const node = argument.type === "SpreadElement" ? argument.argument : unwrap(argument);
    if (FUNCTIONS.has(node.type)) return [];
    const named = getElements(node, scopes).flatMap((element) =>
      getEntries(element, scopes).flatMap((entry) => (isKey(entry.name) ? [entry.value] : [])),
    );
    return [node, ...named];
  });
}

const FUNCTIONS: ReadonlySet<string> = new Set(["ArrowFunctionExpression", "FunctionExpression"]);
