import type { ts } from "ts-morph";
import type { Checking } from "./compiler.js";
import { findReceiverType, isAssignmentTarget } from "./receiver-types.js";

/** The properties that a name may mean, one for each type of a union; `unknown` when the receiver is `any` or its type could not be found. */
export function getMemberSymbols(checking: Checking, name: ts.Node): readonly ts.Symbol[] | "unknown" {
  const { ts, checker } = checking;
  const { parent } = name;
  if (!isNameLike(ts, name)) return "unknown";
  const isPattern = ts.isObjectLiteralElementLike(parent) && isAssignmentTarget(ts, parent.parent);
  if (isPattern) {
    const symbol = ts.isIdentifier(name)
      ? checker.getPropertySymbolOfDestructuringAssignment(name)
      : undefined;
    return symbol ? [symbol] : "unknown";
  }
  const type = findReceiverType(checking, name);
  if (type === undefined) return "unknown";
  return type === "none" ? [] : getProperties(checking, type, name.text);
}

function isNameLike(compiler: Checking["ts"], node: ts.Node): node is ts.Identifier | ts.StringLiteralLike {
  return compiler.isIdentifier(node) || compiler.isStringLiteralLike(node);
}

function getProperties(checking: Checking, type: ts.Type, name: string): readonly ts.Symbol[] | "unknown" {
  const { ts, checker } = checking;
  const present = checker.getNonNullableType(type);
  if (present.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return "unknown";
  const found: ts.Symbol[] = [];
  for (const part of present.isUnion() ? present.types : [present]) {
    const property = part.getProperty(name);
    if (property) found.push(property);
    else if (hasUnknownParent(checking, part)) return "unknown";
  }
  return found;
}

/** A class or interface that extends something whose type could not be found may have any member. */
function hasUnknownParent(checking: Checking, type: ts.Type, seen = new Set<ts.Type>()): boolean {
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
