import type { TSESTree } from "@typescript-eslint/utils";
import { isFunction } from "../../ast/find-function.js";
import { getMemberName, getPropertyName } from "../../ast/property-name.js";
import { unwrap } from "../../ast/unwrap.js";
import { decodeString, decodeTemplateElement } from "../../references/sql/decode-literal.js";
import { createGenerated, createHole, type Piece } from "../../references/sql/source-text.js";
import { assign } from "./assign.js";
import { evaluateCall, evaluateNew, evaluateTag } from "./evaluate-call.js";
import { evaluateOperator } from "./operators.js";
import { readIdentifier } from "./read-identifier.js";
import { readMember } from "./read-member.js";
import type { Scope } from "./run.js";
import { isTruthy, type TextValue, UNDEFINED, UNKNOWN, type Value } from "./value.js";

/** What an expression is; what it does on the way is taken down. */
export function evaluate(expression: TSESTree.Node, scope: Scope): Value {
  const node = unwrap(expression);
  const { run } = scope;
  run.budget -= 1;
  if (run.budget < 0) return UNKNOWN;
  switch (node.type) {
    case "Literal":
      return evaluateLiteral(node);
    case "TemplateLiteral":
      return evaluateTemplate(node, scope);
    case "TaggedTemplateExpression":
      return evaluateTag(node, scope);
    case "Identifier":
      return readIdentifier(node, scope);
    case "ThisExpression":
      return scope.environment.self ?? UNKNOWN;
    case "MemberExpression":
      return readMember(evaluate(node.object, scope), getMemberKey(node, scope), scope);
    case "CallExpression":
      return evaluateCall(node, scope);
    case "NewExpression":
      return evaluateNew(node, scope);
    case "ArrowFunctionExpression":
    case "FunctionExpression":
      return { kind: "function", node, environment: scope.environment };
    case "ClassExpression":
      return { kind: "class", node, environment: scope.environment };
    case "ArrayExpression":
      return evaluateList(node, scope);
    case "ObjectExpression":
      return evaluateObject(node, scope);
    case "AwaitExpression":
      return evaluate(node.argument, scope);
    case "YieldExpression":
      return node.argument ? evaluate(node.argument, scope) : UNDEFINED;
    case "AssignmentExpression":
      return evaluateAssignment(node, scope);
    case "ConditionalExpression":
      return evaluateConditional(node, scope);
    case "LogicalExpression":
      return evaluateLogical(node, scope);
    case "SequenceExpression":
      return node.expressions.map((one) => evaluate(one, scope)).at(-1) ?? UNDEFINED;
    case "BinaryExpression":
    case "UnaryExpression":
    case "UpdateExpression":
      return evaluateOperator(node, scope, evaluate);
    default:
      return UNKNOWN;
  }
}

function evaluateLiteral(node: TSESTree.Literal): Value {
  if (isStringLiteral(node)) return { kind: "text", pieces: [decodeString(node)] };
  const { value } = node;
  return value instanceof RegExp || typeof value === "string" ? UNKNOWN : { kind: "plain", value };
}

function isStringLiteral(node: TSESTree.Literal): node is TSESTree.StringLiteral {
  return typeof node.value === "string";
}

function evaluateTemplate({ quasis, expressions }: TSESTree.TemplateLiteral, scope: Scope): TextValue {
  const pieces = quasis.flatMap((quasi, index): Piece[] => {
    const text = decodeTemplateElement(quasi, scope.run.file.text, false);
    const expression = expressions[index];
    return expression === undefined
      ? [text]
      : [text, ...toPieces(evaluate(expression, scope), expression, scope)];
  });
  return { kind: "text", pieces };
}

/** What a value adds to a text. */
export function toPieces(value: Value, node: TSESTree.Node, { run }: Scope): readonly Piece[] {
  if (value.kind === "text") return value.pieces;
  if (value.kind === "plain") return [createGenerated(String(value.value))];
  return [createHole(node, run.file.text)];
}

export function getMemberKey(node: TSESTree.MemberExpression, scope: Scope): string | undefined {
  const name = getMemberName(node);
  if (name !== undefined || !node.computed) return name;
  const key = evaluate(node.property, scope);
  return toKey(key);
}

function toKey(value: Value): string | undefined {
  if (value.kind === "plain") return String(value.value);
  if (value.kind !== "text") return undefined;
  const texts = value.pieces.map((piece) => (piece.kind === "text" ? piece.text : undefined));
  return texts.includes(undefined) ? undefined : texts.join("");
}

function evaluateList({ elements }: TSESTree.ArrayExpression, scope: Scope): Value {
  const items: Value[] = [];
  let isOpen = false;
  for (const element of elements) {
    if (element === null) items.push(UNDEFINED);
    else if (element.type === "SpreadElement") {
      const spread = evaluate(element.argument, scope);
      if (spread.kind === "list") items.push(...spread.items);
      isOpen ||= spread.kind !== "list" || spread.isOpen;
    } else items.push(evaluate(element, scope));
  }
  return { kind: "list", items, isOpen };
}

function evaluateObject({ properties }: TSESTree.ObjectExpression, scope: Scope): Value {
  const fields = new Map<string, Value>();
  let isOpen = false;
  for (const property of properties) {
    if (property.type === "SpreadElement") {
      const spread = evaluate(property.argument, scope);
      if (spread.kind === "object") for (const [name, value] of spread.fields) fields.set(name, value);
      isOpen ||= spread.kind !== "object" || spread.isOpen;
      continue;
    }
    const name =
      getPropertyName(property) ?? (property.computed ? toKey(evaluate(property.key, scope)) : undefined);
    if (name === undefined) isOpen = true;
    else fields.set(name, evaluateProperty(property.value, scope));
  }
  return { kind: "object", fields, isOpen };
}

function evaluateProperty(node: TSESTree.Property["value"], scope: Scope): Value {
  return isFunction(node)
    ? { kind: "function", node, environment: scope.environment }
    : evaluate(node, scope);
}

function evaluateAssignment(node: TSESTree.AssignmentExpression, scope: Scope): Value {
  const value = evaluate(node.right, scope);
  const result = node.operator === "=" ? value : UNKNOWN;
  assign(node.left, result, scope);
  return result;
}

/** Where only running would tell which, both are done. */
function evaluateConditional(node: TSESTree.ConditionalExpression, scope: Scope): Value {
  const test = isTruthy(evaluate(node.test, scope));
  if (test !== undefined) return evaluate(test ? node.consequent : node.alternate, scope);
  const values = [evaluate(node.consequent, scope), evaluate(node.alternate, scope)];
  return values.find((value) => value.kind === "handle") ?? UNKNOWN;
}

function evaluateLogical(node: TSESTree.LogicalExpression, scope: Scope): Value {
  const left = evaluate(node.left, scope);
  const test = node.operator === "??" ? isGiven(left) : isTruthy(left);
  if (test === undefined) {
    const right = evaluate(node.right, scope);
    return left.kind === "handle" ? left : right.kind === "handle" ? right : UNKNOWN;
  }
  const goesOn = node.operator === "&&" ? test : !test;
  return goesOn ? evaluate(node.right, scope) : left;
}

function isGiven(value: Value): boolean | undefined {
  if (value.kind === "unknown") return undefined;
  return value.kind !== "plain" || (value.value !== undefined && value.value !== null);
}
