import type { ts } from "ts-morph";
import type { Checking } from "./compiler.js";
import { type DeclaredParameter, findDeclaredParameter } from "./declared-parameter.js";
import { findExpectedNode, getAnnotation } from "./expected-node.js";
import { getKeyedTypesOfNode } from "./keyed-nodes.js";
import { getKeyedTypes } from "./keyed-types.js";

/** The types of which a text has to be a key where it stands: `Order` for `"amt"` in `get(order, "amt")`, `const key: keyof Order = "amt"`, `Only<Order, "amt">`. */
export function getTypesOfKey(checking: Checking, text: ts.StringLiteralLike): readonly ts.Type[] {
  const { ts } = checking;
  return ts.isLiteralTypeNode(text.parent)
    ? getTypesOfArgument(checking, text.parent)
    : getTypesOfValue(checking, text);
}

function getTypesOfValue(checking: Checking, node: ts.Expression): readonly ts.Type[] {
  const compared = getCompared(checking, node);
  const found =
    compared === undefined
      ? getExpectedTypes(checking, node)
      : getKeyedTypes(checking, getDeclaredType(checking, compared));
  if (found.length > 0) return found;
  const written =
    compared === undefined ? findExpectedNode(checking, node) : getAnnotation(checking, compared);
  return written === undefined ? [] : getKeyedTypesOfNode(checking, written);
}

function getExpectedTypes(checking: Checking, node: ts.Expression): readonly ts.Type[] {
  const { ts, checker } = checking;
  const { parent } = node;
  const expected = checker.getContextualType(node);
  const found = expected === undefined ? [] : getKeyedTypes(checking, expected);
  if (found.length > 0) return found;
  const isElement = ts.isArrayLiteralExpression(parent);
  const declared = findDeclaredParameter(checking, isElement ? parent : node);
  if (declared === undefined) return [];
  const type = isElement ? getElementType(checking, declared.type) : declared.type;
  return type === undefined ? [] : getBoundTypes(checking, type, declared);
}

function getBoundTypes(checking: Checking, type: ts.Type, { bind }: DeclaredParameter): readonly ts.Type[] {
  return getKeyedTypes(checking, type).map((keyed) =>
    keyed.isTypeParameter() ? (bind(keyed) ?? keyed) : keyed,
  );
}

function getElementType({ checker }: Checking, type: ts.Type): ts.Type | undefined {
  const list = type.isTypeParameter() ? (checker.getBaseConstraintOfType(type) ?? type) : type;
  return list.getNumberIndexType();
}

/** `key` of `key === "amt"` and of `switch (key) { case "amt": }`. */
function getCompared({ ts }: Checking, node: ts.Expression): ts.Expression | undefined {
  const { parent } = node;
  if (ts.isCaseClause(parent)) return parent.parent.parent.expression;
  if (!ts.isBinaryExpression(parent) || !isComparison(ts, parent.operatorToken.kind)) return undefined;
  return parent.left === node ? parent.right : parent.left;
}

function isComparison({ SyntaxKind }: Checking["ts"], kind: ts.SyntaxKind): boolean {
  return (
    kind === SyntaxKind.EqualsEqualsEqualsToken ||
    kind === SyntaxKind.ExclamationEqualsEqualsToken ||
    kind === SyntaxKind.EqualsEqualsToken ||
    kind === SyntaxKind.ExclamationEqualsToken
  );
}

/** The type that a variable was declared with: what earlier comparisons left of it no longer says whose keys they are. */
function getDeclaredType({ checker }: Checking, node: ts.Expression): ts.Type {
  const symbol = checker.getSymbolAtLocation(node);
  return symbol ? checker.getTypeOfSymbol(symbol) : checker.getTypeAtLocation(node);
}

/** Types of the standard library that take any text for a key, and leave out or keep that of their first argument. */
const FILTERS: ReadonlySet<string> = new Set(["Exclude", "Extract"]);

/** `Only<Order, "amt">`, where `Only` wants a key of something there. */
function getTypesOfArgument(checking: Checking, literal: ts.TypeNode): readonly ts.Type[] {
  const { ts, checker } = checking;
  const { parent } = literal;
  if (ts.isUnionTypeNode(parent) || ts.isParenthesizedTypeNode(parent))
    return getTypesOfArgument(checking, parent);
  if (!ts.isTypeReferenceNode(parent)) return [];
  const list = parent.typeArguments ?? [];
  const first = list[0];
  const name = ts.isIdentifier(parent.typeName) ? parent.typeName.text : undefined;
  if (name === undefined || first === undefined || first === literal)
    return getTypesOfParameter(checking, parent, literal);
  if (name === "Omit") return [checker.getTypeFromTypeNode(first)];
  if (FILTERS.has(name)) return getKeyedTypes(checking, checker.getTypeFromTypeNode(first));
  return getTypesOfParameter(checking, parent, literal);
}

function getTypesOfParameter(
  checking: Checking,
  { typeName, typeArguments }: ts.TypeReferenceNode,
  argument: ts.TypeNode,
): readonly ts.Type[] {
  const { ts, checker } = checking;
  if (typeArguments === undefined) return [];
  const named = checker.getSymbolAtLocation(typeName);
  const symbol = named && named.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(named) : named;
  const index = typeArguments.indexOf(argument);
  return (symbol?.declarations ?? []).flatMap((declaration) => {
    const parameters = getParameters(ts, declaration);
    const own = parameters[index];
    if (own?.constraint === undefined) return [];
    const types = getKeyedTypes(checking, checker.getTypeFromTypeNode(own.constraint));
    return types.flatMap((type) => {
      const position = parameters.findIndex((one) => checker.getTypeAtLocation(one) === type);
      const given = typeArguments[position];
      return position < 0 ? [type] : given ? [checker.getTypeFromTypeNode(given)] : [];
    });
  });
}

function getParameters(
  compiler: Checking["ts"],
  declaration: ts.Declaration,
): readonly ts.TypeParameterDeclaration[] {
  const isGeneric =
    compiler.isTypeAliasDeclaration(declaration) ||
    compiler.isInterfaceDeclaration(declaration) ||
    compiler.isClassLike(declaration);
  return isGeneric ? (declaration.typeParameters ?? []) : [];
}
