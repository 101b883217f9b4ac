import type { ScopeManager } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { findVariable } from "./find-variable.js";
import { getValues } from "./object-entries.js";
import { getMemberName, getPropertyName } from "./property-name.js";
import { wrap } from "./unwrap.js";

/** A property whose name has to be computed: `[Op.or]: …`. */
export interface ComputedEntry {
  readonly key: TSESTree.Node;
  readonly value: TSESTree.Node;
}

const MAX_DEPTH = 8;

/** The properties of an object whose names don't stand in the text, wherever its parts are written; beside them `getEntries` has the others. */
export function getComputedEntries(node: TSESTree.Node, scopes: ScopeManager, depth = 0): ComputedEntry[] {
  if (depth > MAX_DEPTH) return [];
  return getValues(node, scopes, depth).flatMap(({ node: value, variables }) => [
    ...(value.type === "ObjectExpression" ? getOwnEntries(value, scopes, depth) : []),
    ...variables.flatMap((variable) => getLaterEntries(variable, scopes)),
  ]);
}

function getOwnEntries(
  { properties }: TSESTree.ObjectExpression,
  scopes: ScopeManager,
  depth: number,
): ComputedEntry[] {
  return properties.flatMap((property) => {
    if (property.type === "SpreadElement") return getComputedEntries(property.argument, scopes, depth + 1);
    const isComputed = property.computed && getPropertyName(property) === undefined;
    return isComputed ? [{ key: property.key, value: property.value }] : [];
  });
}

/** `where[Op.and] = …` and `where[Op.and].push(…)` on a variable that holds the object. */
function getLaterEntries(identifier: TSESTree.Identifier, scopes: ScopeManager): ComputedEntry[] {
  return (findVariable(scopes, identifier)?.references ?? []).flatMap(({ identifier: place }) => {
    const member = place.parent;
    if (member?.type !== "MemberExpression" || member.object !== place) return [];
    if (getMemberName(member) !== undefined) return [];
    return getGiven(member).map((value) => ({ key: member.property, value }));
  });
}

function getGiven(member: TSESTree.MemberExpression): readonly TSESTree.Node[] {
  const holder = wrap(member);
  const { parent } = holder;
  if (parent?.type === "AssignmentExpression") return parent.left === holder ? [parent.right] : [];
  if (parent?.type !== "MemberExpression" || getMemberName(parent) !== "push") return [];
  return parent.parent.type === "CallExpression" ? parent.parent.arguments : [];
}
