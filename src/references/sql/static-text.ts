import type { ScopeManager, Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { findImported } from "../../ast/imported-path.js";
import { getMemberName } from "../../ast/property-name.js";
import { unwrap } from "../../ast/unwrap.js";
import { type Alternatives, type Bindings, EMPTY, join, type Read } from "./alternatives.js";
import { decodeString, decodeTemplateElement } from "./decode-literal.js";
import { readFragmentCall } from "./fragment-calls.js";
import { readReturned } from "./read-returned.js";
import { createImportedPiece, type ImportedTexts } from "./imported-texts.js";
import { createGenerated, createHole } from "./source-text.js";
import { readVariable } from "./read-variable.js";
import { getTagKind } from "./sql-tags.js";
import { findMember } from "./static-values.js";
import { readStringCall } from "./string-calls.js";

export interface TextContext {
  readonly text: string;
  readonly scopes: ScopeManager;
  /** Filled with the nodes whose text went into the result, so that none is looked at twice. */
  readonly used: Set<TSESTree.Node>;
  readonly bindings?: Bindings;
  /** The arguments that parameters stand for, where names are looked for in them: `(column) => sql.identifier([column])`. */
  readonly given?: ReadonlyMap<Variable, TSESTree.Node>;
  /** What a library writes for an expression that it knows as a table or a column. */
  readonly nameOf?: (node: TSESTree.Node) => string | undefined;
  /** What other modules show of a name. */
  readonly imported?: ImportedTexts;
  /** What is known of the result of calls that nothing else here can read. */
  readonly readCall?: (call: TSESTree.CallExpression, read: Read) => Alternatives | undefined;
  /** The functions whose result is being read: one that calls itself has no end. */
  readonly entered?: readonly TSESTree.Node[];
}

const MAX_DEPTH = 32;

/** The text of an expression in plain JavaScript: a constant is the text that it holds. */
export function readText(expression: TSESTree.Node, context: TextContext, depth = 0): Alternatives {
  const node = unwrap(expression);
  const read: Read = (next, bindings) => readText(next, bind(context, bindings), depth + 1);
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
      return readVariable(node, context, read) ?? readImported(node, context) ?? hole();
    case "MemberExpression": {
      const value = findMember(node, context.scopes);
      return value === undefined ? (readImported(node, context) ?? hole()) : read(value);
    }
    case "NewExpression":
    case "CallExpression": {
      const readIn = (body: TSESTree.Node, inner: TextContext): Alternatives =>
        readText(body, inner, depth + 1);
      return (
        readStringCall(node, { context, read, readIn }) ??
        readFragmentCall(node, context, depth) ??
        readReturned(node, context, readIn) ??
        (node.type === "CallExpression" ? context.readCall?.(node, read) : undefined) ??
        hole()
      );
    }
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
  const read: Read = (next, bindings) => readFragment(next, bind(context, bindings), depth + 1);
  const hole = (): Alternatives => [[createHole(node, context.text)]];
  if (depth > MAX_DEPTH) return hole();
  const name = context.nameOf?.(node);
  if (name !== undefined) return [[createGenerated(name)]];
  switch (node.type) {
    case "TaggedTemplateExpression":
      return getTagKind(node, context.scopes) === "sql"
        ? (readTagged(node, context, depth) ?? hole())
        : hole();
    case "ConditionalExpression":
    case "LogicalExpression":
      return readBranches(node, read);
    case "Identifier":
      return (
        readVariable(node, context, read) ??
        readImportedFragment(node, context) ??
        (node.name === "empty" ? EMPTY : hole())
      );
    case "MemberExpression": {
      if (getMemberName(node) === "empty") return EMPTY;
      const value = findMember(node, context.scopes);
      return value === undefined ? (readImportedFragment(node, context) ?? hole()) : read(value);
    }
    case "CallExpression":
      return (
        readFragmentCall(node, context, depth) ??
        readReturned(node, context, (body, inner) => readFragment(body, inner, depth + 1)) ??
        hole()
      );
    default:
      return hole();
  }
}

/** The text that another module exports under this name. */
function readImported(node: TSESTree.Node, { imported }: TextContext): Alternatives | undefined {
  const shape = imported?.(node);
  return shape?.kind === "text" ? [[createImportedPiece(shape.text, node)]] : undefined;
}

/** In a tag a text is a value, a fragment a part of the statement; what nobody knows may be one. */
function readImportedFragment(node: TSESTree.Node, context: TextContext): Alternatives | undefined {
  const shape = context.imported?.(node);
  if (shape?.kind === "text") return shape.isFragment === true ? readImported(node, context) : undefined;
  if (context.imported === undefined || shape !== undefined || node.type !== "Identifier") return undefined;
  return findImported(node, context.scopes) && [[createHole(node, context.text, "names")]];
}

function bind(context: TextContext, bindings: Bindings | undefined): TextContext {
  if (bindings === undefined) return context;
  return { ...context, bindings: new Map([...(context.bindings ?? []), ...bindings]) };
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
  const kind = getTagKind(node, context.scopes);
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
