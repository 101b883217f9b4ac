import type { ts } from "ts-morph";
import type { Checking } from "./compiler.js";
import { findExpectedType } from "./declared-context.js";

/**
 * The type whose member a name names: of `x` in `x.name`, `x["name"]`, `"name" in x`, `{ name } = x`, `X["name"]`; for a key of an object literal or
 * a JSX attribute the type that its place expects, for what overrides a member the type that has it. `none`: nothing is expected there; undefined: this is no such place.
 */
export function findReceiverType(
  checking: Checking,
  name: ts.Identifier | ts.StringLiteralLike,
): ts.Type | "none" | undefined {
  const { ts, checker } = checking;
  const { parent } = name;
  if (ts.isPropertyAccessExpression(parent) && parent.name === name)
    return checker.getTypeAtLocation(parent.expression);
  if (ts.isQualifiedName(parent) && parent.right === name) return checker.getTypeAtLocation(parent.left);
  if (ts.isElementAccessExpression(parent) && parent.argumentExpression === name)
    return checker.getTypeAtLocation(parent.expression);
  const element = ts.isComputedPropertyName(parent) ? parent.parent : parent;
  if (ts.isBindingElement(element)) return checker.getTypeAtLocation(element.parent);
  if (ts.isObjectLiteralElementLike(element) && ts.isObjectLiteralExpression(element.parent))
    return findExpectedType(checking, element.parent, name.text) ?? "none";
  if (ts.isJsxAttribute(parent)) return checker.getContextualType(parent.parent);
  if (ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.InKeyword)
    return parent.left === name ? checker.getTypeAtLocation(parent.right) : undefined;
  if (ts.isLiteralTypeNode(parent)) {
    const selected = findSelectedType(ts, parent);
    return selected && checker.getTypeFromTypeNode(selected);
  }
  if (ts.isClassElement(element) && element.name !== undefined) return findOverriddenType(checking, element);
  return undefined;
}

/** The type that a class extends; of its constructor for what is static. */
function findOverriddenType({ ts, checker }: Checking, member: ts.ClassElement): ts.Type | "none" {
  const holder = member.parent;
  if (!ts.isClassLike(holder)) return "none";
  const clause = holder.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword);
  const parent = clause?.types[0];
  if (parent === undefined) return "none";
  const isStatic = (ts.getCombinedModifierFlags(member) & ts.ModifierFlags.Static) !== 0;
  return checker.getTypeAtLocation(isStatic ? parent.expression : parent);
}

/** `X` of `X["name"]`, `X["name" | "id"]`. */
function findSelectedType(compiler: Checking["ts"], literal: ts.TypeNode): ts.TypeNode | undefined {
  const { parent } = literal;
  if (compiler.isUnionTypeNode(parent) || compiler.isParenthesizedTypeNode(parent))
    return findSelectedType(compiler, parent);
  const isSelecting = compiler.isIndexedAccessTypeNode(parent) && parent.indexType === literal;
  return isSelecting ? parent.objectType : undefined;
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
