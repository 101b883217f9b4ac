import type { Value } from "./value.js";

/** What `await` makes of a value. */
export function settle(value: Value): Value {
  return value.kind === "handle" ? (value.handle.getAwaited?.() ?? value) : value;
}

/** `Promise.all`, and what a handler of `.then` gets of it. */
export function settleAll(value: Value): Value {
  return value.kind === "list" ? { ...value, items: value.items.map(settle) } : settle(value);
}
