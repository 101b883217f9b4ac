import { getClassMember } from "./class-member.js";
import type { Scope } from "./run.js";
import { UNDEFINED, UNKNOWN, type Value } from "./value.js";

/** `value.name`; `name` is undefined where only running would tell. */
export function readMember(value: Value, name: string | undefined, scope: Scope): Value {
  switch (value.kind) {
    case "object": {
      if (name === undefined) return UNKNOWN;
      const field = value.fields.get(name);
      if (field !== undefined) return field;
      return value.isOpen ? UNKNOWN : UNDEFINED;
    }
    case "list":
      return readItem(value, name);
    case "handle":
      return name === undefined ? RUNNING : (value.handle.getMember?.(name) ?? RUNNING);
    case "class":
      return name === undefined
        ? UNKNOWN
        : (getClassMember(value, name, { isStatic: true }, scope) ?? UNKNOWN);
    case "unknown":
      return value;
    default:
      return UNKNOWN;
  }
}

const RUNNING: Value = { kind: "unknown", isRunning: true };

function readItem(list: Extract<Value, { kind: "list" }>, name: string | undefined): Value {
  if (name === "length") return list.isOpen ? UNKNOWN : { kind: "plain", value: list.items.length };
  const index = Number(name);
  if (list.isOpen || !Number.isInteger(index)) return UNKNOWN;
  return list.items[index] ?? UNDEFINED;
}
