import type { TSESTree } from "@typescript-eslint/utils";
import { findVariable } from "../../ast/find-variable.js";
import { getNameRange } from "../../ast/property-name.js";
import type { Detection } from "../detector.js";
import type { EventContext } from "./event-context.js";
import { ASSUMED, type OldEvent } from "./event-place.js";
import { findTypePath } from "./typed-receivers.js";

/**
 * Names in types: the members of a map of events (`interface Events { "order.placed.v1": … }`), certain where an emitter of a library is made with it,
 * and literal types (`type Topic = "order.placed.v1" | …`).
 */
export function detectEventType(node: TSESTree.Node, context: EventContext): Detection[] {
  if (node.type === "TSPropertySignature" || node.type === "TSMethodSignature") {
    const name = getKeyName(node);
    const event = context.events.find((one) => one.name === name);
    if (event === undefined) return [];
    const via = findMapUser(node, context);
    if (via !== undefined) return [createDetection(node.key, event, { via, certainty: "resolved" })];
    const isMeant = node.key.type === "Literal" && context.distinctive.includes(event);
    return isMeant ? [createDetection(node.key, event, SURENESS)] : [];
  }
  if (node.type !== "TSLiteralType" || node.literal.type !== "Literal") return [];
  const { literal } = node;
  const event = context.distinctive.find(({ name }) => name === literal.value);
  return event === undefined ? [] : [createDetection(literal, event, SURENESS)];
}

const SURENESS = { via: ASSUMED, certainty: "inferred" } as const;

function createDetection(
  node: TSESTree.Node,
  { change }: OldEvent,
  sureness: Pick<Detection, "via" | "certainty">,
): Detection {
  const [start, end] = getNameRange(node);
  return { change, access: "type", start, end, ...sureness };
}

function getKeyName({ key, computed }: TSESTree.TSPropertySignature | TSESTree.TSMethodSignature): unknown {
  if (key.type === "Literal") return key.value;
  return key.type === "Identifier" && !computed ? key.name : undefined;
}

/** The library that an emitter with this map of events comes from. */
function findMapUser(member: TSESTree.Node, context: EventContext): string | undefined {
  const body = member.parent;
  if (body?.type === "TSTypeLiteral") {
    const { parent } = body;
    if (parent.type === "TSTypeParameterInstantiation") return findEmitter(parent, context);
    return parent.type === "TSTypeAliasDeclaration" ? findUserOf(parent.id, context) : undefined;
  }
  return body?.type === "TSInterfaceBody" ? findUserOf(body.parent.id, context) : undefined;
}

function findUserOf(name: TSESTree.Identifier, context: EventContext): string | undefined {
  for (const { identifier } of findVariable(context.file.scopes, name)?.references ?? []) {
    const around = identifier.parent?.parent;
    const via = around?.type === "TSTypeParameterInstantiation" ? findEmitter(around, context) : undefined;
    if (via !== undefined) return via;
  }
  return undefined;
}

/** `new EventEmitter<Events>()`, `mitt<Events>()`, `Emitter<Events>`, `class Feed extends EventEmitter<Events>` */
function findEmitter(
  { parent }: TSESTree.TSTypeParameterInstantiation,
  { receivers, file }: EventContext,
): string | undefined {
  const path = (name: TSESTree.EntityName) => {
    const found = findTypePath(name, file.scopes);
    return found === undefined ? [] : receivers.getExports(found);
  };
  switch (parent.type) {
    case "NewExpression":
    case "CallExpression":
      return receivers.findExports(parent.callee)[0]?.library.via;
    case "TSTypeReference":
      return path(parent.typeName)[0]?.library.via;
    case "ClassDeclaration":
    case "ClassExpression":
      return parent.superClass ? receivers.findExports(parent.superClass)[0]?.library.via : undefined;
    default:
      return undefined;
  }
}
