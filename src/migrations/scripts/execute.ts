import type { TSESTree } from "@typescript-eslint/utils";
import { bind } from "./assign.js";
import type { Completion } from "./completion.js";
import { evaluate } from "./evaluate.js";
import { executeIf, executeSwitch, executeTry } from "./execute-branches.js";
import { executeFor, executeForEach, executeWhile } from "./execute-loop.js";
import { hoist } from "./hoist.js";
import { readEnum } from "./read-enum.js";
import type { Scope } from "./run.js";
import { UNDEFINED } from "./value.js";

/** Runs a statement as far as its text tells: where only running would tell which of several ways is taken, all are. */
export function execute(node: TSESTree.Node, scope: Scope): Completion {
  switch (node.type) {
    case "BlockStatement":
    case "StaticBlock":
    case "Program":
      return executeAll(node.body, scope);
    case "ExpressionStatement":
      evaluate(node.expression, scope);
      return undefined;
    case "VariableDeclaration":
      declare(node, scope);
      return undefined;
    case "ReturnStatement":
      scope.returned.push(node.argument ? evaluate(node.argument, scope) : UNDEFINED);
      return "return";
    case "ThrowStatement":
      evaluate(node.argument, scope);
      return "throw";
    case "BreakStatement":
      return "break";
    case "ContinueStatement":
      return "continue";
    case "IfStatement":
      return executeIf(node, scope);
    case "ForOfStatement":
    case "ForInStatement":
      return executeForEach(node, scope);
    case "ForStatement":
      return executeFor(node, scope);
    case "WhileStatement":
    case "DoWhileStatement":
      return executeWhile(node, scope);
    case "TryStatement":
      return executeTry(node, scope);
    case "SwitchStatement":
      return executeSwitch(node, scope);
    case "LabeledStatement":
      return execute(node.body, scope);
    case "ExportNamedDeclaration":
      return node.declaration ? execute(node.declaration, scope) : undefined;
    case "ExportDefaultDeclaration":
      scope.run.commonjs.exports.fields.set("default", evaluate(node.declaration, scope));
      return undefined;
    case "TSExportAssignment":
      scope.run.commonjs.exports.fields.set("default", evaluate(node.expression, scope));
      return undefined;
    case "TSEnumDeclaration":
      bind(node.id, readEnum(node, scope), scope);
      return undefined;
    default:
      return undefined;
  }
}

/** One after the other, until one ends them. */
export function executeAll(statements: readonly TSESTree.Node[], scope: Scope): Completion {
  hoist(statements, scope);
  for (const statement of statements) {
    const completion = execute(statement, scope);
    if (completion !== undefined) return completion;
  }
  return undefined;
}

function declare({ kind, declarations }: TSESTree.VariableDeclaration, scope: Scope): void {
  const target = kind === "var" ? { ...scope, environment: scope.environment.function } : scope;
  for (const { id, init } of declarations)
    if (init || kind !== "var") bind(id, init ? evaluate(init, scope) : UNDEFINED, target);
}
