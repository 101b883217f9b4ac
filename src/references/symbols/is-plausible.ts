import type { Definition, Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { findVariable } from "../../ast/find-variable.js";
import { getMemberName } from "../../ast/property-name.js";
import { unwrap, wrap } from "../../ast/unwrap.js";
import type { ScriptFile } from "../detector.js";
import type { OldSymbol } from "./old-symbols.js";

/**
 * Whether the receiver of a member could be the old symbol, as far as the file tells without types. False where the file shows
 * what it is: a global, another class, enum, function or module, an object literal, a value of an interface declared here.
 */
export function isPlausible(file: ScriptFile, symbol: OldSymbol, node: TSESTree.Node): boolean {
  switch (node.type) {
    case "MemberExpression":
      return isPlausibleValue(file, symbol, node.object);
    case "Property":
      return node.parent.type === "ObjectPattern"
        ? isPlausiblePattern(file, symbol, node.parent)
        : isTypedByContext(file, node.parent);
    case "BinaryExpression":
      return isPlausibleValue(file, symbol, node.right);
    default:
      return true;
  }
}

function isPlausibleValue(file: ScriptFile, symbol: OldSymbol, receiver: TSESTree.Node): boolean {
  const value = unwrap(receiver);
  switch (value.type) {
    case "Identifier": {
      const variable = findVariable(file.scopes, value);
      return variable !== undefined && isPlausibleVariable(file, symbol, variable);
    }
    case "ThisExpression":
      return isPlausibleThis(symbol, value);
    case "MemberExpression": {
      // Of `config.flags.legacy`, only what hangs below a `flags` is meant.
      const holder = symbol.members.at(-2);
      return holder === undefined || getMemberName(value) === holder;
    }
    case "CallExpression":
    case "NewExpression":
    case "AwaitExpression":
    case "ConditionalExpression":
    case "LogicalExpression":
    case "AssignmentExpression":
      return true;
    default:
      return false;
  }
}

function isPlausibleVariable(file: ScriptFile, symbol: OldSymbol, { defs }: Variable): boolean {
  return defs.length > 0 && defs.every((definition) => isPlausibleDefinition(file, symbol, definition));
}

function isPlausibleDefinition(file: ScriptFile, symbol: OldSymbol, { node, name }: Definition): boolean {
  switch (node.type) {
    case "ImportNamespaceSpecifier":
    case "TSEnumDeclaration":
    case "TSModuleDeclaration":
      return false;
    case "ClassDeclaration":
    case "ClassExpression":
      return node.superClass !== null;
    case "FunctionDeclaration":
    case "FunctionExpression":
      return node.id !== name && !isForeignType(file, symbol, name);
    case "VariableDeclarator": {
      if (isForeignType(file, symbol, node.id)) return false;
      const isTyped = node.id.type === "Identifier" && node.id.typeAnnotation !== undefined;
      const init = node.init && unwrap(node.init);
      return isTyped || init === null || !LITERALS.has(init.type) || node.id.type !== "Identifier";
    }
    default:
      return !isForeignType(file, symbol, name);
  }
}

const LITERALS: ReadonlySet<string> = new Set([
  ...["ObjectExpression", "ArrayExpression", "Literal", "TemplateLiteral"],
  ...["ArrowFunctionExpression", "FunctionExpression", "ClassExpression"],
]);
const PRIMITIVES: ReadonlySet<string> = new Set(["TSStringKeyword", "TSNumberKeyword", "TSBooleanKeyword"]);

/** Annotated with a primitive, or with an interface or object type of this very file that has no parents. */
function isForeignType(file: ScriptFile, symbol: OldSymbol, node: TSESTree.Node): boolean {
  const type = "typeAnnotation" in node ? node.typeAnnotation : undefined;
  if (type?.type !== "TSTypeAnnotation") return false;
  const { typeAnnotation } = type;
  if (PRIMITIVES.has(typeAnnotation.type)) return true;
  if (typeAnnotation.type !== "TSTypeReference" || typeAnnotation.typeName.type !== "Identifier")
    return false;
  if (isHome(file, symbol)) return false;
  const declaration = findVariable(file.scopes, typeAnnotation.typeName)?.defs[0]?.node;
  if (declaration?.type === "TSInterfaceDeclaration") return declaration.extends.length === 0;
  return (
    declaration?.type === "TSTypeAliasDeclaration" && declaration.typeAnnotation.type === "TSTypeLiteral"
  );
}

function isHome({ path }: ScriptFile, { origins }: OldSymbol): boolean {
  return origins.some(({ module }) => module === `./${path}`);
}

/** `this` of a class that has parents, or is the old one. */
function isPlausibleThis({ origins }: OldSymbol, node: TSESTree.Node): boolean {
  for (let current = node.parent; current; current = current.parent) {
    if (current.type !== "ClassDeclaration" && current.type !== "ClassExpression") continue;
    const isOld = origins.some(({ name }) => name === current.id?.name || name === "default");
    return isOld || current.superClass !== null || current.implements.length > 0;
  }
  return false;
}

function isPlausiblePattern(file: ScriptFile, symbol: OldSymbol, pattern: TSESTree.ObjectPattern): boolean {
  const { parent } = pattern;
  if (pattern.typeAnnotation && isForeignType(file, symbol, pattern)) return false;
  if (parent.type === "VariableDeclarator" && parent.init) return isPlausibleValue(file, symbol, parent.init);
  if (parent.type === "AssignmentExpression") return isPlausibleValue(file, symbol, parent.right);
  return true;
}

/** Whether the place of an object literal may give it a type: an annotation, a parameter, a result. A bare `const x = {}` does not. */
function isTypedByContext(file: ScriptFile, literal: TSESTree.Node): boolean {
  const node = wrap(literal);
  const { parent } = node;
  switch (parent?.type) {
    case "VariableDeclarator":
      return node !== literal || parent.id.typeAnnotation !== undefined;
    case "Property":
    case "ArrayExpression":
    case "SpreadElement":
      return isTypedByContext(file, parent.type === "Property" ? parent.parent : parent);
    case "CallExpression":
    case "NewExpression":
      return !isGlobal(file, parent.callee);
    case "PropertyDefinition":
      return parent.typeAnnotation !== undefined;
    case "ReturnStatement":
    case "ArrowFunctionExpression":
    case "AssignmentExpression":
    case "AssignmentPattern":
    case "ConditionalExpression":
    case "LogicalExpression":
    case "JSXExpressionContainer":
      return true;
    default:
      return node !== literal;
  }
}

/** `console.log`, `JSON.stringify`: nothing of theirs is typed by a module of ours. */
function isGlobal(file: ScriptFile, callee: TSESTree.Node): boolean {
  const value = unwrap(callee);
  if (value.type === "MemberExpression") return isGlobal(file, value.object);
  if (value.type !== "Identifier") return false;
  return (findVariable(file.scopes, value)?.defs.length ?? 0) === 0;
}
