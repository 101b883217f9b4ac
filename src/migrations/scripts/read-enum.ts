import type { TSESTree } from "@typescript-eslint/utils";
import { evaluate } from "./evaluate.js";
import type { Scope } from "./run.js";
import { UNKNOWN, type Value } from "./value.js";

/** `enum Table { Users = "users" }`; members without a value count on from the one before. */
export function readEnum({ body }: TSESTree.TSEnumDeclaration, scope: Scope): Value {
  const fields = new Map<string, Value>();
  let before: Value = { kind: "plain", value: -1 };
  for (const { id, initializer } of body.members) {
    const name = id.type === "Identifier" ? id.name : id.value;
    before = initializer ? evaluate(initializer, scope) : getNext(before);
    fields.set(name, before);
  }
  return { kind: "object", fields, isOpen: false };
}

function getNext(before: Value): Value {
  return before.kind === "plain" && typeof before.value === "number"
    ? { kind: "plain", value: before.value + 1 }
    : UNKNOWN;
}
