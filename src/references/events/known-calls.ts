import type { TSESTree } from "@typescript-eslint/utils";
import { getDottedPath, getMemberName, getNameRange } from "../../ast/property-name.js";
import { getClassAround } from "../../ast/class-field.js";
import { findVariable } from "../../ast/find-variable.js";
import { getEntries } from "../../ast/object-entries.js";
import { unwrap } from "../../ast/unwrap.js";
import type { Detection } from "../detector.js";
import { getArgumentNodes } from "./argument-nodes.js";
import { createVerbatim } from "../sql/source-text.js";
import { createDetection, detectNames, type EventContext, type Place } from "./event-context.js";
import { matchNames } from "./match-names.js";
import { isTakenByExpression } from "./name-patterns.js";
import type { NameUse } from "./library.js";
import { KNOWN_METHODS } from "./libraries/known-libraries.js";

export type Call = TSESTree.CallExpression | TSESTree.NewExpression;

/** What a call of a library's function, class or method does with names; undefined where it is no call of a library that is known. */
export function detectKnownCall(call: Call, context: EventContext): Detection[] | undefined {
  const made = getMade(call);
  const exported = made === undefined ? [] : context.receivers.findExports(made);
  if (exported.length > 0)
    return exported.flatMap(({ library, found }) =>
      detectUses(call, found.uses ?? [], { context, via: library.via }),
    );
  const callee = unwrap(call.callee);
  if (call.type === "NewExpression") return detectPlatformEvent(call, context);
  if (callee.type !== "MemberExpression") return undefined;
  const method = getMemberName(callee) ?? "";
  if (!KNOWN_METHODS.has(method) && !LISTENING.has(method)) return undefined;
  const receivers = context.receivers.find(callee.object);
  if (receivers.length === 0) return undefined;
  return receivers.flatMap(({ library, kind: { calls = {} } }) =>
    detectUses(call, Object.hasOwn(calls, method) ? (calls[method] ?? []) : [], {
      context,
      via: library.via,
    }),
  );
}

/** What is called; `super(…)` calls the base class. */
function getMade({ callee }: Call): TSESTree.Node | undefined {
  if (callee.type !== "Super") return callee;
  return getClassAround(callee)?.parent.superClass ?? undefined;
}

interface Finding {
  readonly context: EventContext;
  readonly via: string;
}

function detectUses(call: Call, uses: readonly NameUse[], { context, via }: Finding): Detection[] {
  return uses.flatMap(({ access, at, as, areKeys }) => {
    const nodes = getArgumentNodes(call.arguments, at, context.file.scopes);
    const use = { access, via, certainty: "resolved" } as const;
    if (areKeys === true) return nodes.flatMap((node) => detectKeys(node, { as, use }, context));
    return nodes.flatMap((node) => [
      ...detectNames(context, context.events, { node, as, use }),
      ...(access === "read" ? detectExpression(node, context, via) : []),
    ]);
  });
}

/** `subscribe({ "order/placed": { qos: 0 } })` */
function detectKeys(node: TSESTree.Node, place: Omit<Place, "node">, context: EventContext): Detection[] {
  return getEntries(node, context.file.scopes).flatMap(({ name, key }) => {
    const text = [createVerbatim(name, getNameRange(key)[0])];
    return matchNames({ text, node: key }, place.as ?? "name", context.events).map((match) =>
      createDetection(match, place.use),
    );
  });
}

/** `subscribe({ topics: [/^order\./] })` */
function detectExpression(node: TSESTree.Node, { events }: EventContext, via: string): Detection[] {
  const value = unwrap(node);
  const nodes = value.type === "ArrayExpression" ? value.elements : [value];
  return nodes.flatMap((one) => {
    if (one?.type !== "Literal" || !("regex" in one)) return [];
    const [start, end] = one.range;
    const taken = events.filter(({ name }) => isTakenByExpression(name, one.regex));
    return taken.map(
      ({ change }) => ({ change, access: "read", start, end, via, certainty: "inferred" }) as const,
    );
  });
}

const LISTENING: ReadonlySet<string> = new Set(["addEventListener", "removeEventListener"]);
const PLATFORM_EVENTS: ReadonlySet<string> = new Set(["CustomEvent", "Event"]);

/** `new CustomEvent("order-placed")`: it is made to be dispatched. */
function detectPlatformEvent(call: TSESTree.NewExpression, context: EventContext): Detection[] | undefined {
  const name = getDottedPath(call.callee)?.at(-1) ?? "";
  const { callee } = call;
  if (!PLATFORM_EVENTS.has(name)) return undefined;
  const isDeclared =
    callee.type === "Identifier" && (findVariable(context.file.scopes, callee)?.defs.length ?? 0) > 0;
  const [first] = call.arguments;
  if (isDeclared || first === undefined) return undefined;
  const use = { access: "write", via: "event-target", certainty: "resolved" } as const;
  return detectNames(context, context.events, { node: first, use });
}

/** `window.addEventListener("order-placed")`: of a receiver that nobody knows the method says enough. */
export function detectListener(call: Call, context: EventContext): Detection[] {
  const callee = unwrap(call.callee);
  const method = callee.type === "MemberExpression" ? getMemberName(callee) : getDottedPath(callee)?.[0];
  const [first] = call.arguments;
  if (method === undefined || !LISTENING.has(method) || first === undefined) return [];
  const use = { access: "read", via: "event-target", certainty: "resolved" } as const;
  return detectNames(context, context.distinctive, { node: first, use });
}
