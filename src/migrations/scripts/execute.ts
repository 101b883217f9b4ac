import type { TSESTree } from "@typescript-eslint/utils";
import { walk } from "../../ast/walk.js";
import { assign, bind } from "./assign.js";
import { evaluate } from "./evaluate.js";
import type { Scope } from "./run.js";
import { createText, isTruthy, UNDEFINED, UNKNOWN, type Value } from "./value.js";

const MAX_ROUNDS = 1000;

/** Runs a statement as far as its text tells: where only running would tell which of several ways is taken, all are. */
export function execute(node: TSESTree.Node, scope: Scope): void {
  switch (node.type) {
    case "BlockStatement":
    case "StaticBlock":
      for (const statement of node.body) execute(statement, scope);
      return;
    case "ExpressionStatement":
      evaluate(node.expression, scope);
      return;
    case "VariableDeclaration":
      for (const { id, init } of node.declarations) bind(id, init ? evaluate(init, scope) : UNDEFINED, scope);
      return;
    case "ReturnStatement":
      scope.returned.push(node.argument ? evaluate(node.argument, scope) : UNDEFINED);
      return;
    case "ThrowStatement":
      evaluate(node.argument, scope);
      return;
    case "IfStatement":
      return executeIf(node, scope);
    case "ForOfStatement":
    case "ForInStatement":
      return executeForOf(node, scope);
    case "ForStatement":
      return executeFor(node, scope);
    case "WhileStatement":
    case "DoWhileStatement":
      forget(node, scope);
      evaluate(node.test, scope);
      execute(node.body, scope);
      forget(node, scope);
      return;
    case "TryStatement":
      execute(node.block, scope);
      if (node.handler) execute(node.handler.body, scope);
      if (node.finalizer) execute(node.finalizer, scope);
      return;
    case "SwitchStatement":
      return executeSwitch(node, scope);
    case "LabeledStatement":
      return execute(node.body, scope);
    default:
  }
}

function executeIf({ test, consequent, alternate }: TSESTree.IfStatement, scope: Scope): void {
  const holds = isTruthy(evaluate(test, scope));
  if (holds !== false) execute(consequent, scope);
  if (holds !== true && alternate) execute(alternate, scope);
  if (holds !== undefined) return;
  forget(consequent, scope);
  if (alternate) forget(alternate, scope);
}

/** What is set within is known no more: how often it runs, if at all, only running tells. */
function forget(node: TSESTree.Node, scope: Scope): void {
  for (const one of walk(node)) {
    if (one.type === "AssignmentExpression" && one.left.type === "Identifier")
      assign(one.left, UNKNOWN, scope);
    if (one.type === "UpdateExpression" && one.argument.type === "Identifier")
      assign(one.argument, UNKNOWN, scope);
  }
}

function executeForOf(node: TSESTree.ForInStatement | TSESTree.ForOfStatement, scope: Scope): void {
  const all = evaluate(node.right, scope);
  const items = node.type === "ForOfStatement" ? getItems(all) : getKeys(all);
  const isOpen = (all.kind !== "list" && all.kind !== "object") || all.isOpen;
  if (isOpen) forget(node.body, scope);
  for (const item of isOpen ? [...items, UNKNOWN] : items) {
    if (node.left.type !== "VariableDeclaration") assign(node.left, item, scope);
    else for (const { id } of node.left.declarations) bind(id, item, scope);
    execute(node.body, scope);
  }
  if (isOpen) forget(node.body, scope);
}

function getItems(value: Value): readonly Value[] {
  return value.kind === "list" ? [...value.items] : [];
}

function getKeys(value: Value): readonly Value[] {
  return value.kind === "object"
    ? [...value.fields.keys()].map((name) => createText(name))
    : getItems(value).map((_item, index): Value => ({ kind: "plain", value: index }));
}

/** As often as its test says; where that can't be told, once. */
function executeFor(node: TSESTree.ForStatement, scope: Scope): void {
  if (node.init) {
    if (node.init.type === "VariableDeclaration") execute(node.init, scope);
    else evaluate(node.init, scope);
  }
  for (let round = 0; round < MAX_ROUNDS && scope.run.budget > 0; round += 1) {
    const holds = node.test ? isTruthy(evaluate(node.test, scope)) : undefined;
    if (holds === false) return;
    if (holds === undefined) forget(node, scope);
    execute(node.body, scope);
    if (node.update) evaluate(node.update, scope);
    if (holds === undefined) return forget(node, scope);
  }
}

function executeSwitch({ discriminant, cases }: TSESTree.SwitchStatement, scope: Scope): void {
  evaluate(discriminant, scope);
  for (const { test, consequent } of cases) {
    if (test) evaluate(test, scope);
    for (const statement of consequent) execute(statement, scope);
  }
  for (const { consequent } of cases) for (const statement of consequent) forget(statement, scope);
}
