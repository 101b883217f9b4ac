import type { TSESTree } from "@typescript-eslint/utils";
import { assign, bind } from "./assign.js";
import type { Completion } from "./completion.js";
import { Environment } from "./environment.js";
import { evaluate } from "./evaluate.js";
import { execute } from "./execute.js";
import { forget, listHeld } from "./forget.js";
import { readUncertain, type Scope } from "./run.js";
import { settle } from "./settle.js";
import { createText, isTruthy, UNKNOWN, type Value } from "./value.js";

const MAX_ROUNDS = 1000;

/** `for … of`, `for … in`: once for each item that is known, and once more where there may be others. */
export function executeForEach(node: ForEach, scope: Scope): Completion {
  const right = settle(evaluate(node.right, scope));
  const all = joinLists(right) ?? right;
  const items = node.type === "ForOfStatement" ? getItems(all) : getKeys(all);
  const isOpen = (all.kind !== "list" && all.kind !== "object") || all.isOpen;
  const isChosen = all !== right;
  const before = listHeld([node.body], scope);
  if (isOpen || isChosen) forget(node.body, scope);
  for (const item of items) {
    if (scope.run.budget < 0) return undefined;
    if (isChosen) {
      // What ends the loop over one of the lists leaves those of the others.
      readUncertain(scope.run, () => executeRound(node, item, scope));
      continue;
    }
    const completion = executeRound(node, item, scope);
    if (completion === "break") return undefined;
    if (completion === "return" || completion === "throw") return completion;
  }
  if (isChosen) forget(node.body, scope, [before]);
  if (!isOpen) return undefined;
  readUncertain(scope.run, () => executeRound(node, UNKNOWN, scope));
  forget(node.body, scope, [before]);
  return undefined;
}

type ForEach = TSESTree.ForInStatement | TSESTree.ForOfStatement;

/** Of lists, one of which is gone through, the items of all. */
function joinLists(value: Value): Value | undefined {
  if (value.kind !== "unknown" || value.alternatives === undefined) return undefined;
  const lists = value.alternatives.filter((one) => one.kind === "list" && !one.isOpen);
  if (lists.length < value.alternatives.length) return undefined;
  return { kind: "list", items: lists.flatMap(getItems), isOpen: false };
}

/** In variables of its own: a function that is made in it keeps this round's. */
function executeRound(
  { left, body }: TSESTree.ForInStatement | TSESTree.ForOfStatement,
  item: Value,
  scope: Scope,
): Completion {
  const inside = { ...scope, environment: new Environment(scope.environment, "block") };
  if (left.type !== "VariableDeclaration") assign(left, item, inside);
  else for (const { id } of left.declarations) bind(id, item, inside);
  return execute(body, inside);
}

function getItems(value: Value): readonly Value[] {
  return value.kind === "list" ? [...value.items] : [];
}

function getKeys(value: Value): readonly Value[] {
  return value.kind === "object"
    ? [...value.fields.keys()].map((name) => createText(name))
    : getItems(value).map((_item, index): Value => ({ kind: "plain", value: index }));
}

export function executeFor(node: TSESTree.ForStatement, scope: Scope): Completion {
  const inside = { ...scope, environment: new Environment(scope.environment, "block") };
  if (node.init?.type === "VariableDeclaration") execute(node.init, inside);
  else if (node.init) evaluate(node.init, inside);
  return executeRounds(node, inside);
}

export function executeWhile(
  node: TSESTree.DoWhileStatement | TSESTree.WhileStatement,
  scope: Scope,
): Completion {
  return executeRounds(node, scope);
}

type Loop = TSESTree.DoWhileStatement | TSESTree.ForStatement | TSESTree.WhileStatement;

/** As often as its test says; where that can't be told, once. */
function executeRounds(node: Loop, scope: Scope): Completion {
  const { run } = scope;
  const from = run.effects.length;
  for (let round = 0; round < MAX_ROUNDS && run.budget >= 0; round += 1) {
    const isTested = node.type !== "DoWhileStatement" || round > 0;
    const holds = isTested && node.test ? isTruthy(evaluate(node.test, scope)) : true;
    if (holds === false) return undefined;
    if (holds === undefined) {
      executeUncertain(node, scope, from);
      return undefined;
    }
    const before = run.uncertainty;
    const completion = executeBody(node, scope);
    if (completion === "break") return undefined;
    if (completion === "return" || completion === "throw") return completion;
    // Some test that only running settles ends it: what the first round does stands for all.
    if (isEndless(node) && run.uncertainty > before) {
      forget(node, scope);
      return undefined;
    }
    if (node.type === "ForStatement" && node.update) evaluate(node.update, scope);
  }
  run.budget = Math.min(run.budget, -1);
  return undefined;
}

function executeBody({ body }: Loop, scope: Scope): Completion {
  return execute(body, { ...scope, environment: new Environment(scope.environment, "block") });
}

/** `from`: where the effects of the rounds before begin; what this one does as they did is no news. */
function executeUncertain(node: Loop, scope: Scope, from: number): void {
  const { effects } = scope.run;
  const to = effects.length;
  const before = listHeld([node], scope);
  forget(node, scope);
  readUncertain(scope.run, () => executeBody(node, scope));
  if (node.type === "ForStatement" && node.update) evaluate(node.update, scope);
  forget(node, scope, [before]);
  if (to > from)
    for (let index = to; index < effects.length; index += 1) {
      const taken = effects[index];
      if (taken) effects[index] = { ...taken, repeats: [from, to] };
    }
}

function isEndless({ test }: Loop): boolean {
  return !test || test.type === "Literal";
}
