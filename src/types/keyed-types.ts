import type { ts } from "ts-morph";
import type { Checking } from "./compiler.js";

/** The types of whose keys a type is one: `Order` of `keyof Order`, of `"id" | keyof Order`, of `K extends keyof Order`. */
export function getKeyedTypes(checking: Checking, type: ts.Type): readonly ts.Type[] {
  const { ts, checker } = checking;
  if (isIndexType(checking, type)) return [type.type];
  if (type.flags & ts.TypeFlags.TypeParameter) {
    // Only now the compiler knows the constraint as it is declared, and not what it comes to.
    checker.getBaseConstraintOfType(type);
    const constraint: unknown = "constraint" in type ? type.constraint : undefined;
    return isType(constraint) && constraint !== type ? getKeyedTypes(checking, constraint) : [];
  }
  if (!type.isUnionOrIntersection()) return [];
  const origin = getOrigin(type);
  if (origin !== undefined) return getKeyedTypes(checking, origin);
  return type.types.flatMap((part) => getKeyedTypes(checking, part));
}

/** The keys that a mapped type without a pattern to follow was made for: `keyof Order` of `Record<keyof Order, string>`. */
export function getMappedTypes(checking: Checking, type: ts.Type): readonly ts.Type[] {
  const keys: unknown = "constraintType" in type ? type.constraintType : undefined;
  return isType(keys) ? getKeyedTypes(checking, keys) : [];
}

function isIndexType({ ts }: Checking, type: ts.Type): type is ts.IndexType {
  return (type.flags & ts.TypeFlags.Index) !== 0;
}

/** A union of keys remembers the `keyof` that it was written as; the compiler prints it so, but has no name for it in its types. */
function getOrigin(type: ts.Type): ts.Type | undefined {
  const origin: unknown = "origin" in type ? type.origin : undefined;
  return isType(origin) ? origin : undefined;
}

function isType(value: unknown): value is ts.Type {
  return typeof value === "object" && value !== null && "flags" in value && "checker" in value;
}
