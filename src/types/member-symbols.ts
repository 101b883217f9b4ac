import type { ts } from "ts-morph";
import type { Checking } from "./compiler.js";
import { findExpectedNode, getAnnotation } from "./expected-node.js";
import { hasUnknownParent } from "./has-unknown-parent.js";
import { getRecordTypesOfNode } from "./keyed-nodes.js";
import { getMappedTypes } from "./keyed-types.js";
import { getTypesOfKey } from "./named-keys.js";
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
  if (type === "none") return [];
  if (type !== undefined) return getProperties(checking, type, name);
  if (!ts.isStringLiteralLike(name)) return "unknown";
  const found = getTypesOfKey(checking, name).map((keyed) => getProperties(checking, keyed, name));
  return found.flatMap((symbols) => (symbols === "unknown" ? [] : symbols));
}

type Name = ts.Identifier | ts.StringLiteralLike;

function isNameLike(compiler: Checking["ts"], node: ts.Node): node is Name {
  return compiler.isIdentifier(node) || compiler.isStringLiteralLike(node);
}

function getProperties(checking: Checking, type: ts.Type, name: Name): readonly ts.Symbol[] | "unknown" {
  const { ts, checker } = checking;
  const present = checker.getNonNullableType(type);
  if (present.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return "unknown";
  const found: ts.Symbol[] = [];
  for (const part of getMeantParts(checking, present, name)) {
    const property = part.getProperty(name.text);
    if (property) found.push(...getDeclared(checking, { property, part, name }));
    else if (hasUnknownParent(checking, part)) return "unknown";
  }
  return found;
}

/** The types of a union, as far as what else stands in the same literal lets them be meant. */
function getMeantParts({ ts, checker }: Checking, type: ts.Type, { parent }: Name): readonly ts.Type[] {
  if (!type.isUnion()) return [type];
  const literal = ts.isComputedPropertyName(parent) ? parent.parent.parent : parent.parent;
  const isLiteral = ts.isObjectLiteralExpression(literal) || ts.isJsxAttributes(literal);
  if (!isLiteral || !canTellUnions(checker)) return type.types;
  return type.types.filter((part) => !checker.isTypeInvalidDueToUnionDiscriminant(part, literal));
}

interface UnionTeller {
  isTypeInvalidDueToUnionDiscriminant(type: ts.Type, literal: ts.Node): boolean;
}

/** The language service asks the same; a compiler without that question says less. */
function canTellUnions(checker: ts.TypeChecker): checker is ts.TypeChecker & UnionTeller {
  return "isTypeInvalidDueToUnionDiscriminant" in checker;
}

interface Found {
  readonly property: ts.Symbol;
  readonly part: ts.Type;
  readonly name: Name;
}

/** `Record<keyof Order, string>` has properties that nobody declares: meant are those whose names it has them by. */
function getDeclared(checking: Checking, { property, part, name }: Found): readonly ts.Symbol[] {
  if (property.declarations !== undefined) return [property];
  const mapped = getMappedTypes(checking, part);
  const written = mapped.length === 0 ? findWrittenType(checking, name) : undefined;
  const types = written === undefined ? mapped : getRecordTypesOfNode(checking, written);
  return types
    .filter((type) => type !== part)
    .flatMap((type) => {
      const meant = type.getProperty(name.text);
      return meant ? getDeclared(checking, { property: meant, part: type, name }) : [];
    });
}

/** The annotation of what has the property. */
function findWrittenType(checking: Checking, { parent }: Name): ts.TypeNode | undefined {
  const { ts } = checking;
  if (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent))
    return getAnnotation(checking, parent.expression);
  const literal = ts.isComputedPropertyName(parent) ? parent.parent.parent : parent.parent;
  return ts.isObjectLiteralExpression(literal) ? findExpectedNode(checking, literal) : undefined;
}
