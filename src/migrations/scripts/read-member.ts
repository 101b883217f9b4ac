import { callFunction } from "./call-function.js";
import { getClassMember } from "./class-member.js";
import { settleDialect } from "./dialect-value.js";
import { joinValues } from "./either.js";
import { createMethod } from "./handle-method.js";
import type { Scope } from "./run.js";
import {
  createText,
  getText,
  type ObjectValue,
  type TextValue,
  toHandle,
  UNDEFINED,
  UNKNOWN,
  type Value,
} from "./value.js";

/** `value.name`; `name` is undefined where only running would tell. */
export function readMember(value: Value, name: string | undefined, scope: Scope): Value {
  return settleDialect(findMember(value, name, scope), scope.run);
}

function findMember(value: Value, name: string | undefined, scope: Scope): Value {
  switch (value.kind) {
    case "object":
      return readField(value, name, scope);
    case "list":
      return readItem(value, name);
    case "handle":
      return name === undefined
        ? RUNNING
        : (value.handle.getMember?.(name) ?? toHandle(createMethod(value.handle, name)));
    case "class":
      return name === undefined
        ? UNKNOWN
        : callGetter(getClassMember(value, name, { isStatic: true }, scope) ?? UNKNOWN, value, scope);
    case "unknown":
      return value.alternatives === undefined
        ? value
        : joinValues(value.alternatives.map((one) => readMember(one, name, scope)));
    case "text":
      return readLetter(value, name);
    default:
      return UNKNOWN;
  }
}

const RUNNING: Value = { kind: "unknown", isRunning: true };

function readField(value: ObjectValue, name: string | undefined, scope: Scope): Value {
  if (name === undefined) return UNKNOWN;
  const field = value.fields.get(name);
  if (field !== undefined) return callGetter(field, value, scope);
  if (value.base) return readMember(value.base, name, scope);
  return value.isOpen ? UNKNOWN : UNDEFINED;
}

function callGetter(value: Value, self: Value, scope: Scope): Value {
  return value.kind === "function" && value.isGetter === true
    ? callFunction(value, [], { scope, self })
    : value;
}

function readLetter(value: TextValue, name: string | undefined): Value {
  const text = getText(value);
  if (text === undefined || name === undefined) return UNKNOWN;
  if (name === "length") return { kind: "plain", value: text.length };
  const letter = text[Number(name)];
  return letter === undefined ? UNKNOWN : createText(letter);
}

function readItem(list: Extract<Value, { kind: "list" }>, name: string | undefined): Value {
  if (name === "length") return list.isOpen ? UNKNOWN : { kind: "plain", value: list.items.length };
  const index = Number(name);
  if (list.isOpen || !Number.isInteger(index)) return UNKNOWN;
  return list.items[index] ?? UNDEFINED;
}
