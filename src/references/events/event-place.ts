import type { Access, Certainty } from "../reference.js";
import type { Change, EventTarget } from "../../manifest/manifest.js";

export type EventAccess = Extract<Access, "read" | "write" | "declare" | "type">;

/** The `via` of what no library settles. */
export const ASSUMED = "event";

/** A change of an event, by the name that goes away. */
export interface OldEvent {
  readonly change: Change;
  readonly name: EventTarget["name"];
}

/** How a place uses the names that stand there, and how surely. */
export interface EventUse {
  readonly access: EventAccess;
  readonly via: string;
  readonly certainty: Certainty;
}

export function getOldEvents(changes: readonly Change[]): readonly OldEvent[] {
  return changes.flatMap((change) =>
    change.old.kind === "event" ? [{ change, name: change.old.name }] : [],
  );
}

/**
 * Whether a name can hardly mean anything else: one that has parts (`order.placed`, `order-placed`, `orderPlaced`, `ORDER_PLACED`). `error`, `close`
 * and the like are also names of Node's, the DOM's and every library's own events.
 */
export function isDistinctive(name: string): boolean {
  return !/^(?:[\p{Lu}]?[\p{Ll}\d]*|[\p{Lu}\d]+)$/u.test(name);
}
