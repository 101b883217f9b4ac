import type { TSESTree } from "@typescript-eslint/utils";
import { getPropertyName } from "../ast/property-name.js";
import type { RowShape } from "./follow-rows.js";

/** What an object is that has rows as one of its properties: `{ user, isNew }`. */
export function holdUnder<S extends RowShape<S>>(key: string, shape: S): S {
  return {
    ...shape,
    isPair: false,
    isPlain: true,
    has: () => false,
    getRelated: (property) => (property === key ? shape : undefined),
  };
}

/** What an object is that a row is spread into: what stands behind the row there is no column's any more. */
export function spreadInto<S extends RowShape<S>>(
  { properties }: TSESTree.ObjectExpression,
  spread: TSESTree.SpreadElement,
  shape: S,
): S {
  const behind = properties.slice(properties.indexOf(spread) + 1);
  const own = new Set(
    behind.map((property) => (property.type === "Property" ? getPropertyName(property) : undefined)),
  );
  return {
    ...shape,
    isPlain: true,
    has: (property) => !own.has(property) && shape.has(property),
    getRelated: (property) => (own.has(property) ? undefined : shape.getRelated(property)),
  };
}
