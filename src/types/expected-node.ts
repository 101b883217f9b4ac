import type { ts } from "ts-morph";
import type { Checking } from "./compiler.js";

/**
 * The type as it is written for the place of an expression: the annotation of what it goes to. Types remember `keyof Order`, but not
 * `keyof typeof Color`: that only the text says.
 */
export function findExpectedNode(checking: Checking, node: ts.Expression): ts.TypeNode | undefined {
  const { ts } = checking;
  const { parent } = node;
  if (ts.isParenthesizedExpression(parent) || ts.isConditionalExpression(parent))
    return findExpectedNode(checking, parent);
  if (ts.isVariableDeclaration(parent) || ts.isPropertyDeclaration(parent) || ts.isParameter(parent))
    return parent.type;
  if (ts.isSatisfiesExpression(parent) || ts.isAsExpression(parent)) return parent.type;
  if (ts.isArrayLiteralExpression(parent)) return getElementNode(ts, findExpectedNode(checking, parent));
  if (ts.isPropertyAssignment(parent))
    return getPropertyNode(checking, checking.checker.getContextualType(parent.parent), parent.name);
  if (ts.isJsxAttribute(parent))
    return getPropertyNode(checking, checking.checker.getContextualType(parent.parent), parent.name);
  if (ts.isJsxExpression(parent) && ts.isJsxAttribute(parent.parent)) {
    const { name, parent: attributes } = parent.parent;
    return getPropertyNode(checking, checking.checker.getContextualType(attributes), name);
  }
  if (ts.isCallExpression(parent) || ts.isNewExpression(parent))
    return getParameterNode(checking, parent, node);
  if (ts.isArrowFunction(parent)) return parent.type;
  if (!ts.isReturnStatement(parent)) return undefined;
  return ts.findAncestor(parent, ts.isFunctionLike)?.type;
}

/** The annotation of the variable or property that an expression names. */
export function getAnnotation({ ts, checker }: Checking, node: ts.Node): ts.TypeNode | undefined {
  const declaration = checker.getSymbolAtLocation(node)?.valueDeclaration;
  return declaration && getTypeOf(ts, declaration);
}

function getTypeOf(compiler: Checking["ts"], node: ts.Declaration): ts.TypeNode | undefined {
  const isTyped =
    compiler.isVariableDeclaration(node) ||
    compiler.isParameter(node) ||
    compiler.isPropertySignature(node) ||
    compiler.isPropertyDeclaration(node);
  return isTyped ? node.type : undefined;
}

function getPropertyNode(
  { ts }: Checking,
  type: ts.Type | undefined,
  name: ts.PropertyName | ts.JsxAttributeName,
): ts.TypeNode | undefined {
  const declaration = type?.getProperty(name.getText())?.valueDeclaration;
  return declaration && getTypeOf(ts, declaration);
}

function getParameterNode(
  { ts, checker }: Checking,
  call: ts.CallExpression | ts.NewExpression,
  argument: ts.Expression,
): ts.TypeNode | undefined {
  const declaration = checker.getResolvedSignature(call)?.declaration;
  if (declaration === undefined || ts.isJSDocSignature(declaration)) return undefined;
  const { parameters } = declaration;
  const index = call.arguments?.indexOf(argument) ?? -1;
  const own = parameters[index] ?? parameters.at(-1);
  if (own === undefined || index < 0) return undefined;
  if (own.dotDotDotToken !== undefined) return getElementNode(ts, own.type);
  return own === parameters[index] ? own.type : undefined;
}

function getElementNode(compiler: Checking["ts"], node: ts.TypeNode | undefined): ts.TypeNode | undefined {
  if (node === undefined) return undefined;
  if (compiler.isParenthesizedTypeNode(node)) return getElementNode(compiler, node.type);
  if (compiler.isArrayTypeNode(node)) return node.elementType;
  if (compiler.isTypeOperatorNode(node)) return getElementNode(compiler, node.type);
  return compiler.isTypeReferenceNode(node) ? node.typeArguments?.[0] : undefined;
}
