import type { TSESTree } from "@typescript-eslint/utils";
import { getMemberName } from "../../ast/property-name.js";
import { evaluate } from "./evaluate.js";
import type { Scope } from "./run.js";
import { getText, type Value } from "./value.js";

/** The name of the member that an expression reaches; undefined where only running would tell. */
export function getMemberKey(node: TSESTree.MemberExpression, scope: Scope): string | undefined {
  if (node.property.type === "PrivateIdentifier") return `#${node.property.name}`;
  const name = getMemberName(node);
  return name !== undefined || !node.computed ? name : toKey(evaluate(node.property, scope));
}

export function toKey(value: Value): string | undefined {
  return value.kind === "plain" ? String(value.value) : getText(value);
}
