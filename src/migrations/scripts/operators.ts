import type { TSESTree } from "@typescript-eslint/utils";
import { assign } from "./assign.js";
import { toPieces } from "./evaluate.js";
import type { Scope } from "./run.js";
import { getText, isTruthy, UNDEFINED, UNKNOWN, type Value } from "./value.js";

type Operator = TSESTree.BinaryExpression | TSESTree.UnaryExpression | TSESTree.UpdateExpression;

export function evaluateOperator(
  node: Operator,
  scope: Scope,
  evaluate: (node: TSESTree.Node, scope: Scope) => Value,
): Value {
  if (node.type === "UpdateExpression") {
    const before = evaluate(node.argument, scope);
    const step = node.operator === "++" ? 1 : -1;
    const after: Value =
      before.kind === "plain" && typeof before.value === "number"
        ? { kind: "plain", value: before.value + step }
        : UNKNOWN;
    assign(node.argument, after, scope);
    return node.prefix ? after : before;
  }
  if (node.type === "UnaryExpression") return evaluateUnary(node, evaluate(node.argument, scope));
  if (node.left.type === "PrivateIdentifier") return UNKNOWN;
  const left = evaluate(node.left, scope);
  const right = evaluate(node.right, scope);
  if (node.operator === "+" && (left.kind === "text" || right.kind === "text"))
    return {
      kind: "text",
      pieces: [...toPieces(left, node.left, scope), ...toPieces(right, node.right, scope)],
    };
  return evaluateBinary(node.operator, toPlain(left), toPlain(right));
}

function evaluateUnary({ operator }: TSESTree.UnaryExpression, value: Value): Value {
  if (operator === "!") {
    const test = isTruthy(value);
    return test === undefined ? UNKNOWN : { kind: "plain", value: !test };
  }
  if (operator === "void") return UNDEFINED;
  const plain = toPlain(value);
  return operator === "-" && typeof plain?.value === "number"
    ? { kind: "plain", value: -plain.value }
    : UNKNOWN;
}

interface Plain {
  readonly value: unknown;
}

function toPlain(value: Value): Plain | undefined {
  if (value.kind === "plain") return value;
  const text = getText(value);
  return text === undefined ? undefined : { value: text };
}

function evaluateBinary(operator: string, left: Plain | undefined, right: Plain | undefined): Value {
  if (left === undefined || right === undefined) return UNKNOWN;
  const [a, b] = [left.value, right.value];
  switch (operator) {
    case "===":
      return { kind: "plain", value: a === b };
    case "!==":
      return { kind: "plain", value: a !== b };
    case "==":
      return { kind: "plain", value: a == b };
    case "!=":
      return { kind: "plain", value: a != b };
    default:
      return typeof a === "number" && typeof b === "number" ? calculate(operator, a, b) : UNKNOWN;
  }
}

function calculate(operator: string, a: number, b: number): Value {
  switch (operator) {
    case "+":
      return { kind: "plain", value: a + b };
    case "-":
      return { kind: "plain", value: a - b };
    case "*":
      return { kind: "plain", value: a * b };
    case "<":
      return { kind: "plain", value: a < b };
    case "<=":
      return { kind: "plain", value: a <= b };
    case ">":
      return { kind: "plain", value: a > b };
    case ">=":
      return { kind: "plain", value: a >= b };
    default:
      return UNKNOWN;
  }
}
