import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { findVariable } from "../../ast/find-variable.js";
import { walk } from "../../ast/walk.js";
import { assign } from "./assign.js";
import { createEither } from "./either.js";
import type { Scope } from "./run.js";
import { UNKNOWN, type Value } from "./value.js";

/** Things of the tool's, by the variables that hold them. */
export type Held = ReadonlyMap<Variable, Value>;

/** What is held by variables that the nodes set: builders that may grow, or be replaced. */
export function listHeld(nodes: readonly TSESTree.Node[], scope: Scope): Held {
  const held = new Map<Variable, Value>();
  for (const target of nodes.flatMap(listSet)) {
    const variable = findIn(target, scope);
    const value = variable && scope.environment.find(variable);
    if (variable && value?.kind === "handle") held.set(variable, value);
  }
  return held;
}

/**
 * What is set within is known no more: how often it runs, if at all, only running tells. A thing of the tool's is what it was at one of the times given,
 * or what it is now.
 */
export function forget(node: TSESTree.Node, scope: Scope, times: readonly Held[] = []): void {
  for (const target of listSet(node)) {
    const variable = findIn(target, scope);
    const now = variable && scope.environment.find(variable);
    const then = variable ? times.flatMap((held) => held.get(variable) ?? []) : [];
    const handles = [...(now ? [now] : []), ...then].filter(({ kind }) => kind === "handle");
    assign(target, handles.length === 0 ? UNKNOWN : createEither(handles), scope);
  }
}

/** Variables and patterns that are assigned to. */
function listSet(node: TSESTree.Node): readonly TSESTree.Node[] {
  return walk(node).flatMap((one) => {
    if (one.type === "AssignmentExpression" && one.left.type !== "MemberExpression") return [one.left];
    return one.type === "UpdateExpression" && one.argument.type === "Identifier" ? [one.argument] : [];
  });
}

function findIn(target: TSESTree.Node, { run }: Scope): Variable | undefined {
  return target.type === "Identifier" ? findVariable(run.file.scopes, target) : undefined;
}
