import type { ScopeManager } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { getMemberName } from "../../ast/property-name.js";
import { unwrap } from "../../ast/unwrap.js";
import { type Alternatives, EMPTY, join, type Read } from "./alternatives.js";
import { decodeString, decodeTemplateElement } from "./decode-literal.js";
import { readFragmentCall } from "./fragment-calls.js";
import { createGenerated, createHole } from "./source-text.js";
import { readVariable } from "./read-variable.js";
import { getTagKind } from "./sql-tags.js";
import { findArray, findMember } from "./static-values.js";

export interface TextContext {
  readonly text: string;
  readonly scopes: ScopeManager;
  /** Filled with the nodes whose text went into the result, so that none is looked at twice. */
  readonly used: Set<TSESTree.Node>;
}

const MAX_DEPTH = 32;

/** The text of an expression in plain JavaScript: a constant is the text that it holds. */
export function readText(expression: TSESTree.Node, context: TextContext, depth = 0): Alternatives {
  const node = unwrap(expression);
  const read = (next: TSESTree.Node): Alternatives => readText(next, context, depth + 1);
  const hole = (): Alternatives => [[createHole(node, context.text)]];
  if (depth > MAX_DEPTH) return hole();
  switch (node.type) {
    case "Literal":
      if (typeof node.value === "number") return [[createGenerated(String(node.value))]];
      if (typeof node.value !== "string") return hole();
      context.used.add(node);
      return [[decodeString(node)]];
    case "TemplateLiteral":
      return readTemplate(node, context, { read, isRaw: false });
    case "TaggedTemplateExpression":
      return readTagged(node, context, depth) ?? hole();
    case "BinaryExpression":
      if (node.operator !== "+") return hole();
      context.used.add(node);
      return join([read(node.left), read(node.right)]);
    case "ConditionalExpression":
    case "LogicalExpression":
      return readBranches(node, read);
    case "Identifier":
      return readVariable(node, context.scopes, read) ?? hole();
    case "MemberExpression": {
      const value = findMember(node, context.scopes);
      return value === undefined ? hole() : read(value);
    }
    case "CallExpression":
      return readStringCall(node, context, read) ?? readFragmentCall(node, context, depth) ?? hole();
    default:
      return hole();
  }
}

/**
 * What an interpolation adds to a tagged template: another fragment its text, anything else a parameter.
 * There a constant string is a value and no part of the statement.
 */
export function readFragment(expression: TSESTree.Node, context: TextContext, depth: number): Alternatives {
  const node = unwrap(expression);
  const read = (next: TSESTree.Node): Alternatives => readFragment(next, context, depth + 1);
  const hole = (): Alternatives => [[createHole(node, context.text)]];
  if (depth > MAX_DEPTH) return hole();
  switch (node.type) {
    case "TaggedTemplateExpression":
      return getTagKind(node) === "sql" ? (readTagged(node, context, depth) ?? hole()) : hole();
    case "ConditionalExpression":
    case "LogicalExpression":
      return readBranches(node, read);
    case "Identifier":
      return readVariable(node, context.scopes, read) ?? hole();
    case "MemberExpression": {
      if (getMemberName(node) === "empty") return EMPTY;
      const value = findMember(node, context.scopes);
      return value === undefined ? hole() : read(value);
    }
    case "CallExpression":
      return readFragmentCall(node, context, depth) ?? hole();
    default:
      return hole();
  }
}

interface TemplateReading {
  readonly read: (expression: TSESTree.Node) => Alternatives;
  readonly isRaw: boolean;
}

function readTemplate(
  node: TSESTree.TemplateLiteral,
  context: TextContext,
  { read, isRaw }: TemplateReading,
): Alternatives {
  context.used.add(node);
  const parts = node.quasis.flatMap((quasi, index): Alternatives[] => {
    const text: Alternatives = [[decodeTemplateElement(quasi, context.text, isRaw)]];
    const expression = node.expressions[index];
    return expression === undefined ? [text] : [text, read(expression)];
  });
  return join(parts);
}

function readTagged(
  node: TSESTree.TaggedTemplateExpression,
  context: TextContext,
  depth: number,
): Alternatives | undefined {
  const kind = getTagKind(node);
  if (kind === undefined) return undefined;
  context.used.add(node);
  const read = (next: TSESTree.Node): Alternatives =>
    kind === "sql" ? readFragment(next, context, depth + 1) : readText(next, context, depth + 1);
  return readTemplate(node.quasi, context, { read, isRaw: kind === "raw" });
}

/** `a ? b : c` is b or c; `a && b` is b or nothing; `a || b`, `a ?? b` are either. */
function readBranches(
  node: TSESTree.ConditionalExpression | TSESTree.LogicalExpression,
  read: (expression: TSESTree.Node) => Alternatives,
): Alternatives {
  if (node.type === "ConditionalExpression") return [...read(node.consequent), ...read(node.alternate)];
  if (node.operator === "&&") return [...read(node.right), ...EMPTY];
  return [...read(node.left), ...read(node.right)];
}

/** Methods after which the text means the same SQL. */
const NEUTRAL: ReadonlySet<string> = new Set([
  "trim",
  "trimStart",
  "trimEnd",
  "toString",
  "replace",
  "replaceAll",
  "stripMargin",
]);

function readStringCall(
  node: TSESTree.CallExpression,
  context: TextContext,
  read: Read,
): Alternatives | undefined {
  const callee = unwrap(node.callee);
  if (callee.type !== "MemberExpression") return undefined;
  const name = getMemberName(callee);
  if (name === undefined) return undefined;
  if (name === "join") return readJoin(callee.object, node.arguments[0], { context, read });
  if (name === "concat") return join([callee.object, ...node.arguments].map(read));
  if (!NEUTRAL.has(name)) return undefined;
  const object = unwrap(callee.object);
  const isText =
    object.type === "Literal" || object.type === "TemplateLiteral" || object.type === "Identifier";
  if (!isText && object.type !== "TaggedTemplateExpression" && object.type !== "BinaryExpression")
    return undefined;
  context.used.add(node);
  return read(object);
}

interface Joining {
  readonly context: TextContext;
  readonly read: Read;
}

/** `[a, b].join(" ")`, also of a constant array; with spreads or other elements than text it stays a hole. */
function readJoin(
  list: TSESTree.Node,
  separator: TSESTree.Node | undefined,
  { context, read }: Joining,
): Alternatives | undefined {
  const array = findArray(unwrap(list), context.scopes);
  if (array === undefined) return undefined;
  context.used.add(array);
  const glue: Alternatives = separator === undefined ? [[createGenerated(",")]] : read(separator);
  const parts = array.elements.map((element): Alternatives => (element === null ? EMPTY : read(element)));
  return join(parts.flatMap((part, index) => (index === 0 ? [part] : [glue, part])));
}
