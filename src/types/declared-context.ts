import type { ts } from "ts-morph";
import type { Checking } from "./compiler.js";
import { findDeclaredParameter } from "./declared-parameter.js";

/**
 * The type that the place of an object literal expects. Handed over for a type parameter, a literal is all that the compiler expects of it:
 * then what the parameter is declared to extend.
 */
export function findExpectedType(
  checking: Checking,
  literal: ts.ObjectLiteralExpression,
  name: string,
): ts.Type | undefined {
  const expected = checking.checker.getContextualType(literal);
  const declarations = expected?.getProperty(name)?.declarations ?? [];
  const isOwn = declarations.some((declaration) => declaration.parent === literal);
  return isOwn ? findDeclaredType(checking, literal) : expected;
}

function findDeclaredType(checking: Checking, node: ts.Expression): ts.Type | undefined {
  const { ts, checker } = checking;
  const { parent } = node;
  if (ts.isParenthesizedExpression(parent) || ts.isConditionalExpression(parent))
    return findDeclaredType(checking, parent);
  if (ts.isPropertyAssignment(parent)) {
    const property = findDeclaredType(checking, parent.parent)?.getProperty(parent.name.getText());
    return property && checker.getTypeOfSymbol(property);
  }
  if (ts.isArrayLiteralExpression(parent)) return findDeclaredType(checking, parent)?.getNumberIndexType();
  const type = findDeclaredParameter(checking, node)?.type;
  return type?.isTypeParameter() ? checker.getBaseConstraintOfType(type) : type;
}
