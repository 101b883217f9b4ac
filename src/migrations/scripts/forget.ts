import type { TSESTree } from "@typescript-eslint/utils";
import { walk } from "../../ast/walk.js";
import { assign } from "./assign.js";
import type { Scope } from "./run.js";
import { UNKNOWN } from "./value.js";

/** What is set within is known no more: how often it runs, if at all, only running tells. */
export function forget(node: TSESTree.Node, scope: Scope): void {
  for (const one of walk(node)) {
    if (one.type === "AssignmentExpression" && one.left.type !== "MemberExpression")
      assign(one.left, UNKNOWN, scope);
    if (one.type === "UpdateExpression" && one.argument.type === "Identifier")
      assign(one.argument, UNKNOWN, scope);
  }
}
