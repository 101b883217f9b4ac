import type { ScopeManager } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { findVariable } from "./find-variable.js";
import { getValues } from "./object-entries.js";
import { getMemberName, getPropertyName } from "./property-name.js";

/** A property whose name has to be computed: `[Op.or]: …`. */
export interface ComputedEntry {
  readonly key: TSESTree.Node;
  readonly value: TSESTree.Node;
}

const MAX_DEPTH = 8;

/** The properties of an object whose names don't stand in the text, wherever its parts are written; beside them `getEntries` has the others. */
export function getComputedEntries(node: TSESTree.Node, scopes: ScopeManager, depth = 0): ComputedEntry[] {
  if (depth > MAX_DEPTH) return [];
  return getValues(node, scopes, depth).flatMap(({ node: value, variable }) => [
    ...(value.type === "ObjectExpression" ? getOwnEntries(value, scopes, depth) : []),
    ...(variable === undefined ? [] : getLaterEntries(variable, scopes)),
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

/** `where[Op.and] = …` on a variable that holds the object. */
function getLaterEntries(identifier: TSESTree.Identifier, scopes: ScopeManager): ComputedEntry[] {
  return (findVariable(scopes, identifier)?.references ?? []).flatMap(({ identifier: place }) => {
    const member = place.parent;
    if (member?.type !== "MemberExpression" || member.object !== place || !member.computed) return [];
    const { parent } = member;
    if (parent.type !== "AssignmentExpression" || parent.left !== member) return [];
    return getMemberName(member) === undefined ? [{ key: member.property, value: parent.right }] : [];
  });
}
