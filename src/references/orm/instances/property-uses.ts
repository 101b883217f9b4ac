import type { TSESTree } from "@typescript-eslint/utils";
import { getMemberName, getPropertyName } from "../../../ast/property-name.js";
import { wrap } from "../../../ast/unwrap.js";
import type { Access } from "../../reference.js";
import { getRows, type RowHolding } from "./holding.js";
import type { Inference } from "./inference.js";

/** A property of a row, where code reads or sets it. */
export interface PropertyUse {
  readonly row: RowHolding;
  readonly property: string;
  readonly at: TSESTree.Node;
  readonly accesses: readonly Access[];
}

/** The uses of some properties that a node is: `user.name`, `{ name } = user`. Types are asked last, so names come first. */
export function getPropertyUses(
  node: TSESTree.Node,
  names: ReadonlySet<string>,
  inference: Inference,
): PropertyUse[] {
  if (node.type === "MemberExpression") {
    const property = getMemberName(node);
    if (property === undefined || !names.has(property) || isCalled(node)) return [];
    const accesses = getAccesses(node);
    return getRows(inference.ofExpression(node.object)).map((row) => ({
      row,
      property,
      at: node.property,
      accesses,
    }));
  }
  if (node.type !== "Property" || node.parent.type !== "ObjectPattern") return [];
  const property = getPropertyName(node);
  if (property === undefined || !names.has(property)) return [];
  const rows = getRows(inference.ofPattern(node.parent));
  return rows.map((row) => ({ row, property, at: node.key, accesses: ["read"] }));
}

export function isCalled(node: TSESTree.MemberExpression): boolean {
  return node.parent.type === "CallExpression" && node.parent.callee === node;
}

/** `user.visits += 1` reads and writes. */
export function getAccesses(member: TSESTree.MemberExpression): readonly Access[] {
  const node = wrap(member);
  const { parent } = node;
  if (parent?.type === "UpdateExpression") return ["read", "write"];
  if (parent?.type === "AssignmentExpression" && parent.left === node)
    return parent.operator === "=" ? ["write"] : ["read", "write"];
  return ["read"];
}
