import type { TSESTree } from "@typescript-eslint/utils";
import { getMemberName, getPropertyName } from "../../../ast/property-name.js";
import { getStringValues } from "../../../ast/string-values.js";
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
    const named = isCalled(node)
      ? []
      : getNamed(node, inference).filter(({ property }) => names.has(property));
    if (named.length === 0) return [];
    const accesses = getAccesses(node);
    const rows = getRows(inference.ofExpression(node.object));
    return rows.flatMap((row) => named.map((one) => ({ row, ...one, accesses })));
  }
  if (node.type !== "Property" || node.parent.type !== "ObjectPattern") return [];
  const property = getPropertyName(node);
  if (property === undefined || !names.has(property)) return [];
  const rows = getRows(inference.ofPattern(node.parent));
  return rows.map((row) => ({ row, property, at: node.key, accesses: ["read"] }));
}

/** What a member is called: `user.name`, or each of `user[isPublic ? "title" : "name"]`. */
function getNamed(
  node: TSESTree.MemberExpression,
  { scopes }: Inference,
): Pick<PropertyUse, "property" | "at">[] {
  const property = getMemberName(node);
  if (property !== undefined) return [{ property, at: node.property }];
  const strings = node.computed ? (getStringValues(node.property, scopes) ?? []) : [];
  return strings.flatMap(({ literal, isTyped }) =>
    isTyped ? [] : [{ property: literal.value, at: literal }],
  );
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
