import type { ts } from "ts-morph";
import type { Checking } from "./compiler.js";

/** The types of whose keys a written type is one: `typeof Color` of `keyof typeof Color`, also behind a name or a type parameter. */
export function getKeyedTypesOfNode(checking: Checking, node: ts.TypeNode): readonly ts.Type[] {
  const { ts, checker } = checking;
  if (ts.isTypeOperatorNode(node))
    return node.operator === ts.SyntaxKind.KeyOfKeyword ? [checker.getTypeFromTypeNode(node.type)] : [];
  if (ts.isParenthesizedTypeNode(node)) return getKeyedTypesOfNode(checking, node.type);
  if (ts.isUnionTypeNode(node) || ts.isIntersectionTypeNode(node))
    return node.types.flatMap((part) => getKeyedTypesOfNode(checking, part));
  const named = findNamedNode(checking, node);
  return named === undefined ? [] : getKeyedTypesOfNode(checking, named);
}

/** The types whose keys a written type has: `typeof Color` of `Record<keyof typeof Color, string>`. */
export function getRecordTypesOfNode(checking: Checking, node: ts.TypeNode): readonly ts.Type[] {
  const { ts } = checking;
  if (ts.isParenthesizedTypeNode(node)) return getRecordTypesOfNode(checking, node.type);
  const named = findNamedNode(checking, node);
  if (named !== undefined) return getRecordTypesOfNode(checking, named);
  const first = ts.isTypeReferenceNode(node) ? node.typeArguments?.[0] : undefined;
  if (first === undefined) return [];
  const found = getKeyedTypesOfNode(checking, first);
  return found.length > 0 ? found : getRecordTypesOfNode(checking, first);
}

/** What the name of an alias without parameters stands for, or what a type parameter has to extend. */
function findNamedNode({ ts, checker }: Checking, node: ts.TypeNode): ts.TypeNode | undefined {
  if (!ts.isTypeReferenceNode(node) || node.typeArguments !== undefined) return undefined;
  const named = checker.getSymbolAtLocation(node.typeName);
  const symbol = named && named.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(named) : named;
  const declaration = symbol?.declarations?.[0];
  if (declaration === undefined) return undefined;
  if (ts.isTypeParameterDeclaration(declaration)) return declaration.constraint;
  return ts.isTypeAliasDeclaration(declaration) ? declaration.type : undefined;
}
