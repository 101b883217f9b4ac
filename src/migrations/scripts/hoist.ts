import type { TSESTree } from "@typescript-eslint/utils";
import { findVariable } from "../../ast/find-variable.js";
import type { Scope } from "./run.js";
import type { Value } from "./value.js";

/** Functions are there before the statements around them run; classes are taken for it, too. */
export function hoist(statements: readonly TSESTree.Node[], { run, environment }: Scope): void {
  for (const statement of statements) {
    const node = "declaration" in statement && statement.declaration ? statement.declaration : statement;
    const value = toDeclared(node, environment);
    if (value === undefined || !("id" in node) || node.id?.type !== "Identifier") continue;
    const variable = findVariable(run.file.scopes, node.id);
    if (variable) environment.define(variable, value);
  }
}

function toDeclared(node: TSESTree.Node, environment: Scope["environment"]): Value | undefined {
  if (node.type === "FunctionDeclaration") return { kind: "function", node, environment };
  return node.type === "ClassDeclaration" ? { kind: "class", node, environment } : undefined;
}
