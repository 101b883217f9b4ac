import type { TSESTree } from "@typescript-eslint/utils";
import { assign } from "./assign.js";
import { followWays } from "./branch-places.js";
import { joinValues } from "./either.js";
import { evaluate } from "./evaluate.js";
import { add } from "./operators.js";
import type { Scope } from "./run.js";
import { agree, isTruthy, UNKNOWN, type Value } from "./value.js";

const LOGICAL: ReadonlySet<string> = new Set(["||=", "&&=", "??="]);

export function evaluateAssignment(node: TSESTree.AssignmentExpression, scope: Scope): Value {
  const result = getAssigned(node, scope);
  assign(node.left, result, scope);
  return result;
}

function getAssigned({ operator, left, right }: TSESTree.AssignmentExpression, scope: Scope): Value {
  if (operator === "=") return evaluate(right, scope);
  if (LOGICAL.has(operator)) return chooseLogical(operator.slice(0, -1), { left, right }, scope);
  return operator === "+=" ? add({ left, right }, scope) : (evaluate(right, scope), UNKNOWN);
}

/** Where only running would tell which, both are done. */
export function evaluateConditional(node: TSESTree.ConditionalExpression, scope: Scope): Value {
  const test = isTruthy(evaluate(node.test, scope));
  if (test !== undefined) return evaluate(test ? node.consequent : node.alternate, scope);
  return evaluateEach([node.consequent, node.alternate], scope);
}

export function evaluateLogical(node: TSESTree.LogicalExpression, scope: Scope): Value {
  return chooseLogical(node.operator, node, scope);
}

interface Sides {
  readonly left: TSESTree.Node;
  readonly right: TSESTree.Node;
}

function chooseLogical(operator: string, sides: Sides, scope: Scope): Value {
  const left = evaluate(sides.left, scope);
  const test = operator === "??" ? isGiven(left) : isTruthy(left);
  if (test === undefined) return joinValues([left, evaluateEach([sides.right, undefined], scope)]);
  const goesOn = operator === "&&" ? test : !test;
  return goesOn ? evaluate(sides.right, scope) : left;
}

/** What each of them is; one that is not there is the way on which none is evaluated. */
function evaluateEach(nodes: readonly (TSESTree.Node | undefined)[], scope: Scope): Value {
  const given = nodes.filter((node) => node !== undefined);
  const values: Value[] = [];
  const ways = nodes.map((node) => () => {
    if (node) values.push(evaluate(node, scope));
    return undefined;
  });
  followWays(ways, given, scope);
  return joinValues(values);
}

function isGiven(value: Value): boolean | undefined {
  if (value.kind === "unknown") return agree(value.alternatives, isGiven);
  return value.kind !== "plain" || (value.value !== undefined && value.value !== null);
}
