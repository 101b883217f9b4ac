import type { TSESTree } from "@typescript-eslint/utils";
import { assign } from "./assign.js";
import { createEither } from "./either.js";
import { evaluate } from "./evaluate.js";
import { add } from "./operators.js";
import { readUncertain, type Scope } from "./run.js";
import { isTruthy, UNKNOWN, type Value } from "./value.js";

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
  const values = [node.consequent, node.alternate].map((branch) =>
    readUncertain(scope.run, () => evaluate(branch, scope)),
  );
  return createEither(values.filter(({ kind }) => kind === "handle"));
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
  if (test === undefined) {
    const right = readUncertain(scope.run, () => evaluate(sides.right, scope));
    return createEither([left, right].filter(({ kind }) => kind === "handle"));
  }
  const goesOn = operator === "&&" ? test : !test;
  return goesOn ? evaluate(sides.right, scope) : left;
}

function isGiven(value: Value): boolean | undefined {
  if (value.kind === "unknown") return undefined;
  return value.kind !== "plain" || (value.value !== undefined && value.value !== null);
}
