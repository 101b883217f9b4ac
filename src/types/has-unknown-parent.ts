import type { ts } from "ts-morph";
import type { Checking } from "./compiler.js";

/** A class or interface that extends something whose type could not be found may have any member. */
export function hasUnknownParent(checking: Checking, type: ts.Type, seen = new Set<ts.Type>()): boolean {
  const { ts, checker } = checking;
  if (seen.has(type)) return false;
  seen.add(type);
  if (type.isIntersection()) return type.types.some((part) => hasUnknownParent(checking, part, seen));
  const constraint = type.isTypeParameter() ? checker.getBaseConstraintOfType(type) : undefined;
  if (constraint) return hasUnknownParent(checking, constraint, seen);
  const parents = (type.getSymbol()?.declarations ?? []).flatMap((declaration) =>
    ts.isClassLike(declaration) || ts.isInterfaceDeclaration(declaration)
      ? (declaration.heritageClauses ?? []).flatMap((clause) =>
          clause.token === ts.SyntaxKind.ExtendsKeyword ? [...clause.types] : [],
        )
      : [],
  );
  return parents
    .map((node) => checker.getTypeAtLocation(node))
    .some((parent) => (parent.flags & ts.TypeFlags.Any) !== 0 || hasUnknownParent(checking, parent, seen));
}
