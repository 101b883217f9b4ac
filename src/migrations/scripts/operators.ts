import type { TSESTree } from "@typescript-eslint/utils";
import { assign } from "./assign.js";
import { createComposed, toPieces } from "./composed-text.js";
import { isDialectName } from "./dialect-value.js";
import { evaluate } from "./evaluate.js";
import type { Scope } from "./run.js";
import { createText, getText, isTruthy, UNDEFINED, UNKNOWN, type Value } from "./value.js";
import { mapWays } from "./ways.js";

type Operator = TSESTree.BinaryExpression | TSESTree.UnaryExpression | TSESTree.UpdateExpression;

export function evaluateOperator(node: Operator, scope: Scope): Value {
  if (node.type === "UpdateExpression") return evaluateUpdate(node, scope);
  if (node.type === "UnaryExpression") return evaluateUnary(node, evaluate(node.argument, scope));
  const { left, operator, right } = node;
  if (left.type === "PrivateIdentifier") return UNKNOWN;
  if (operator === "+") return add({ left, right }, scope);
  return evaluateBinary(operator, evaluate(left, scope), evaluate(right, scope));
}

function evaluateUpdate({ argument, operator, prefix }: TSESTree.UpdateExpression, scope: Scope): Value {
  const before = evaluate(argument, scope);
  const step = operator === "++" ? 1 : -1;
  const after: Value =
    before.kind === "plain" && typeof before.value === "number"
      ? { kind: "plain", value: before.value + step }
      : UNKNOWN;
  assign(argument, after, scope);
  return prefix ? after : before;
}

/** `+` and `+=`: text with text, number with number. */
export function add(
  sides: { readonly left: TSESTree.Node; readonly right: TSESTree.Node },
  scope: Scope,
): Value {
  const left = evaluate(sides.left, scope);
  const right = evaluate(sides.right, scope);
  return mapWays([left, right], ([a = left, b = right]) => {
    if (a.kind !== "text" && b.kind !== "text") return calculateBinary("+", a, b);
    const pieces = [...toPieces(a, sides.left, scope), ...toPieces(b, sides.right, scope)];
    return createComposed(pieces, scope.run);
  });
}

function evaluateUnary({ operator }: TSESTree.UnaryExpression, value: Value): Value {
  return mapWays([value], ([one = value]) => calculateUnary(operator, one));
}

function calculateUnary(operator: TSESTree.UnaryExpression["operator"], value: Value): Value {
  if (operator === "!") {
    const test = isTruthy(value);
    return test === undefined ? UNKNOWN : { kind: "plain", value: !test };
  }
  if (operator === "void") return UNDEFINED;
  if (operator === "typeof") return getType(value);
  const plain = toPlain(value);
  return operator === "-" && typeof plain?.value === "number"
    ? { kind: "plain", value: -plain.value }
    : UNKNOWN;
}

function getType(value: Value): Value {
  if (value.kind === "text") return createText("string");
  if (value.kind === "function" || value.kind === "class") return createText("function");
  if (value.kind === "plain") return createText(typeof value.value);
  return value.kind === "list" || value.kind === "object" ? createText("object") : UNKNOWN;
}

interface Plain {
  readonly value: unknown;
}

function toPlain(value: Value): Plain | undefined {
  if (value.kind === "plain") return value;
  const text = getText(value);
  return text === undefined ? undefined : { value: text };
}

/** `a === b`; undefined where only running would tell. */
export function isEqual(a: Value, b: Value): boolean | undefined {
  const named = isDialectName(a, b) ?? isDialectName(b, a);
  if (named !== undefined) return named;
  const [x, y] = [toPlain(a), toPlain(b)];
  return x === undefined || y === undefined ? undefined : x.value === y.value;
}

function evaluateBinary(operator: string, left: Value, right: Value): Value {
  return mapWays([left, right], ([a = left, b = right]) => calculateBinary(operator, a, b));
}

function calculateBinary(operator: string, left: Value, right: Value): Value {
  const isSame = isEqual(left, right);
  const [a, b] = [toPlain(left)?.value, toPlain(right)?.value];
  if (isSame === undefined) return UNKNOWN;
  switch (operator) {
    case "===":
      return { kind: "plain", value: isSame };
    case "!==":
      return { kind: "plain", value: !isSame };
    case "==":
      return { kind: "plain", value: isSame || (isNothing(left) && isNothing(right)) };
    case "!=":
      return { kind: "plain", value: !isSame && !(isNothing(left) && isNothing(right)) };
    default:
      return typeof a === "number" && typeof b === "number" ? calculate(operator, a, b) : UNKNOWN;
  }
}

function isNothing(value: Value): boolean {
  return value.kind === "plain" && (value.value === undefined || value.value === null);
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
