import type { TSESTree } from "@typescript-eslint/utils";
import { type Completion, joinCompletions } from "./completion.js";
import { evaluate } from "./evaluate.js";
import { execute, executeAll } from "./execute.js";
import { forget, listHeld, restore } from "./forget.js";
import { isEqual } from "./operators.js";
import { readUncertain, type Scope } from "./run.js";
import { isTruthy } from "./value.js";

export function executeIf({ test, consequent, alternate }: TSESTree.IfStatement, scope: Scope): Completion {
  const holds = isTruthy(evaluate(test, scope));
  if (holds === true) return execute(consequent, scope);
  if (holds === false) return alternate ? execute(alternate, scope) : undefined;
  const branches = alternate ? [consequent, alternate] : [consequent];
  const times = [listHeld(branches, scope)];
  const ends = branches.map((branch) => {
    restore(times[0] ?? new Map(), scope);
    const completion = readUncertain(scope.run, () => execute(branch, scope));
    times.push(listHeld(branches, scope));
    return completion;
  });
  for (const branch of branches) forget(branch, scope, times.toReversed());
  return joinCompletions(ends[0], ends[1], scope);
}

/** What is tried may fail anywhere: what catches it is read as well. */
export function executeTry({ block, handler, finalizer }: TSESTree.TryStatement, scope: Scope): Completion {
  const tried = execute(block, scope);
  let completion = tried;
  if (handler) {
    const before = listHeld([handler.body], scope);
    const caught = readUncertain(scope.run, () => execute(handler.body, scope));
    forget(handler.body, scope, [before]);
    completion = tried === "throw" ? caught : joinCompletions(tried, caught, scope);
  }
  const last = finalizer ? execute(finalizer, scope) : undefined;
  return last ?? completion;
}

export function executeSwitch({ discriminant, cases }: TSESTree.SwitchStatement, scope: Scope): Completion {
  const value = evaluate(discriminant, scope);
  let from: number | undefined;
  for (const [index, { test }] of cases.entries()) {
    if (!test) continue;
    const holds = isEqual(value, evaluate(test, scope));
    if (holds === undefined) return executeCases(cases, scope);
    if (holds) {
      from = index;
      break;
    }
  }
  const start = from ?? cases.findIndex(({ test }) => !test);
  if (start < 0) return undefined;
  const completion = executeAll(
    cases.slice(start).flatMap(({ consequent }) => consequent),
    scope,
  );
  return completion === "break" ? undefined : completion;
}

/** Only running would tell which: each is read. */
function executeCases(cases: readonly TSESTree.SwitchCase[], scope: Scope): Completion {
  const statements = cases.flatMap(({ consequent }) => consequent);
  const times = [listHeld(statements, scope)];
  readUncertain(scope.run, () => {
    for (const { consequent } of cases) {
      restore(times[0] ?? new Map(), scope);
      executeAll(consequent, scope);
      times.push(listHeld(statements, scope));
    }
  });
  for (const statement of statements) forget(statement, scope, times.toReversed());
  return undefined;
}
