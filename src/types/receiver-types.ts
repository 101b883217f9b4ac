import type { ts } from "ts-morph";
import type { Checking } from "./compiler.js";

/**
 * The type whose member a name names: of `x` in `x.name`, `x["name"]`, `{ name } = x`, `X["name"]`, `Pick<X, "name">`; for a key of an object
 * literal or a JSX attribute the type that its place expects. `none`: nothing is expected there; undefined: this is no such place.
 */
export function findReceiverType({ ts, checker }: Checking, name: ts.Node): ts.Type | "none" | undefined {
  const { parent } = name;
  if (ts.isPropertyAccessExpression(parent) && parent.name === name)
    return checker.getTypeAtLocation(parent.expression);
  if (ts.isQualifiedName(parent) && parent.right === name) return checker.getTypeAtLocation(parent.left);
  if (ts.isElementAccessExpression(parent) && parent.argumentExpression === name)
    return checker.getTypeAtLocation(parent.expression);
  const element = ts.isComputedPropertyName(parent) ? parent.parent : parent;
  if (ts.isBindingElement(element)) return checker.getTypeAtLocation(element.parent);
  if (ts.isObjectLiteralElementLike(element) && ts.isObjectLiteralExpression(element.parent))
    return checker.getContextualType(element.parent) ?? "none";
  if (ts.isJsxAttribute(parent)) return checker.getContextualType(parent.parent);
  if (ts.isLiteralTypeNode(parent)) {
    const selected = findSelectedType(ts, parent);
    return selected && checker.getTypeFromTypeNode(selected);
  }
  return undefined;
}

/** `X` of `X["name"]`, `X["name" | "id"]`, `Pick<X, "name">`. */
function findSelectedType(compiler: Checking["ts"], literal: ts.TypeNode): ts.TypeNode | undefined {
  const { parent } = literal;
  if (compiler.isUnionTypeNode(parent) || compiler.isParenthesizedTypeNode(parent))
    return findSelectedType(compiler, parent);
  if (compiler.isIndexedAccessTypeNode(parent))
    return parent.indexType === literal ? parent.objectType : undefined;
  return compiler.isTypeReferenceNode(parent) ? parent.typeArguments?.[0] : undefined;
}

/** Whether an object literal stands where values go to: `({ name } = x)`, `for ({ name } of list)`. */
export function isAssignmentTarget(compiler: Checking["ts"], node: ts.Node): boolean {
  const { parent } = node;
  if (compiler.isBinaryExpression(parent)) {
    const isAssignment = parent.operatorToken.kind === compiler.SyntaxKind.EqualsToken;
    return isAssignment && parent.left === node;
  }
  if (compiler.isForOfStatement(parent) || compiler.isForInStatement(parent))
    return parent.initializer === node;
  if (compiler.isPropertyAssignment(parent)) return isAssignmentTarget(compiler, parent.parent);
  const isAround =
    compiler.isParenthesizedExpression(parent) ||
    compiler.isArrayLiteralExpression(parent) ||
    compiler.isSpreadElement(parent) ||
    compiler.isSpreadAssignment(parent);
  return isAround && isAssignmentTarget(compiler, parent);
}
