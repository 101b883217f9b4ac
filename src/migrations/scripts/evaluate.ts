import type { TSESTree } from "@typescript-eslint/utils";
import { unwrap } from "../../ast/unwrap.js";
import { decodeString, decodeTemplateElement } from "../../references/sql/decode-literal.js";
import type { Piece } from "../../references/sql/source-text.js";
import { createComposed, toPieces } from "./composed-text.js";
import { evaluateCall, evaluateNew } from "./evaluate-call.js";
import { evaluateAssignment, evaluateConditional, evaluateLogical } from "./evaluate-choice.js";
import { evaluateList, evaluateObject } from "./evaluate-object.js";
import { evaluateTag } from "./evaluate-tag.js";
import { createImported } from "./imported-value.js";
import { getMemberKey } from "./member-key.js";
import { evaluateOperator } from "./operators.js";
import { readIdentifier } from "./read-identifier.js";
import { readMember } from "./read-member.js";
import type { Scope } from "./run.js";
import { settle } from "./settle.js";
import { mapWays } from "./ways.js";
import { UNDEFINED, UNKNOWN, type Value } from "./value.js";

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
    case "ClassDeclaration":
    case "ClassExpression":
      return { kind: "class", node, environment: scope.environment };
    case "ArrayExpression":
      return evaluateList(node, scope);
    case "ObjectExpression":
      return evaluateObject(node, scope);
    case "AwaitExpression":
      return settle(evaluate(node.argument, scope));
    case "ImportExpression":
      return node.source.type === "Literal" ? createImported(String(node.source.value)) : UNKNOWN;
    case "FunctionDeclaration":
      return { kind: "function", node, environment: scope.environment };
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
      return evaluateOperator(node, scope);
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

function evaluateTemplate({ quasis, expressions }: TSESTree.TemplateLiteral, scope: Scope): Value {
  const texts = quasis.map((quasi) => decodeTemplateElement(quasi, scope.run.file.text, false));
  const given = expressions.map((expression) => evaluate(expression, scope));
  return mapWays(given, (values) => {
    const pieces = texts.flatMap((text, index): readonly Piece[] => {
      const [expression, value] = [expressions[index], values[index]];
      return expression && value ? [text, ...toPieces(value, expression, scope)] : [text];
    });
    return createComposed(pieces, scope.run);
  });
}
