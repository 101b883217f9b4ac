import type { TSESTree } from "@typescript-eslint/utils";
import { followWays } from "./branch-places.js";
import { type Completion, joinCompletions } from "./completion.js";
import { evaluate } from "./evaluate.js";
import { execute, executeAll } from "./execute.js";
import { isEqual } from "./operators.js";
import type { Scope } from "./run.js";
import { isTruthy } from "./value.js";

export function executeIf({ test, consequent, alternate }: TSESTree.IfStatement, scope: Scope): Completion {
  const holds = isTruthy(evaluate(test, scope));
  if (holds === true) return execute(consequent, scope);
  if (holds === false) return alternate ? execute(alternate, scope) : undefined;
  const ways = [() => execute(consequent, scope), () => (alternate ? execute(alternate, scope) : undefined)];
  const ends = followWays(ways, alternate ? [consequent, alternate] : [consequent], scope);
  return joinCompletions(ends[0], ends[1], scope);
}

/** What is tried may fail anywhere: what catches it is read as well. */
export function executeTry({ block, handler, finalizer }: TSESTree.TryStatement, scope: Scope): Completion {
  const tried = execute(block, scope);
  let completion = tried;
  if (handler) {
    const ways = [() => execute(handler.body, scope), () => undefined];
    const [caught] = followWays(ways, [handler.body], scope);
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
  const own = cases.filter(({ consequent }, index) => consequent.length > 0 || index === cases.length - 1);
  const ways = own.map(
    ({ consequent }) =>
      () =>
        executeAll(consequent, scope),
  );
  const isAny = cases.some(({ test }) => !test);
  const ends = followWays(isAny ? ways : [...ways, () => undefined], statements, scope);
  const isEnd = ends.every((end) => end === "return" || end === "throw");
  return isEnd ? "return" : undefined;
}
