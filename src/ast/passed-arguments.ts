import type { ScopeManager } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { getFunctionUses, isFunction } from "./find-function.js";

/** What the calls of this module hand to a parameter: `find({ where: { name } })` of `function find(args: Prisma.UserFindManyArgs)`. */
export function getPassed(parameter: TSESTree.Node, scopes: ScopeManager): TSESTree.Node[] {
  const node = parameter.parent?.type === "AssignmentPattern" ? parameter.parent : parameter;
  const owner = node.parent;
  if (!isFunction(owner)) return [];
  const position = owner.params.findIndex((candidate) => candidate === node);
  if (position === -1) return [];
  return getFunctionUses(owner, scopes).flatMap((use) => {
    const call = use.parent;
    if (call.type !== "CallExpression" || call.callee !== use) return [];
    const before = call.arguments.slice(0, position + 1);
    const passed = before.some(({ type }) => type === "SpreadElement") ? undefined : before[position];
    return passed === undefined ? [] : [passed];
  });
}
