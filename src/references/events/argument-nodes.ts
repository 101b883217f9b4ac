import type { ScopeManager } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { getElements, getEntries } from "../../ast/object-entries.js";
import type { ArgumentPath } from "./library.js";

type Arguments = readonly TSESTree.CallExpressionArgument[];

/** The expressions that stand where a path leads to; lists on the way are gone through. */
export function getArgumentNodes(
  args: Arguments,
  [position, ...properties]: ArgumentPath,
  scopes: ScopeManager,
): readonly TSESTree.Node[] {
  const first = position === "*" ? args : args.slice(position, position + 1);
  const before = position === "*" ? [] : args.slice(0, position);
  if (before.some(({ type }) => type === "SpreadElement")) return [];
  const nodes = first.map((node) => (node.type === "SpreadElement" ? node.argument : node));
  return properties.reduce<readonly TSESTree.Node[]>(
    (objects, name) => objects.flatMap((object) => getMembers(object, name, scopes)),
    nodes,
  );
}

function getMembers(node: TSESTree.Node, name: string, scopes: ScopeManager): TSESTree.Node[] {
  return getElements(node, scopes).flatMap((object) =>
    getEntries(object, scopes).flatMap((entry) => (entry.name === name ? [entry.value] : [])),
  );
}
