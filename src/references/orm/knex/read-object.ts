import type { ScopeManager } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { getEntries, getValues } from "../../../ast/object-entries.js";
import { getPropertyName } from "../../../ast/property-name.js";
import { type KnexName, readKey, readNames, type Rename } from "./names.js";
import type { TextContext } from "../../sql/static-text.js";

export interface ObjectPart {
  readonly names: readonly KnexName[];
  readonly value: TSESTree.Node;
}

export interface ReadObject {
  readonly parts: readonly ObjectPart[];
  /** False: it may have keys that are not known here. */
  readonly isComplete: boolean;
}

/** Keys that are columns, wherever the object's parts are written. */
export function readObject(node: TSESTree.Node, context: TextContext, rename?: Rename): ReadObject {
  const { scopes } = context;
  const plain = getEntries(node, scopes).map(({ name, key, value }) => ({
    names: readKey(key, name, rename),
    value,
  }));
  const computed = getComputed(node, scopes).map(({ key, value }) => ({
    names: readNames(key, context, rename),
    value,
  }));
  return { parts: [...plain, ...computed], isComplete: isComplete(node, scopes) };
}

const MAX_DEPTH = 8;

/** `{ [`${TABLE}.name`]: value }` */
function getComputed(node: TSESTree.Node, scopes: ScopeManager): TSESTree.Property[] {
  return getValues(node, scopes).flatMap(({ node: value }) =>
    value.type !== "ObjectExpression"
      ? []
      : value.properties.filter(
          (property): property is TSESTree.Property =>
            property.type === "Property" && getPropertyName(property) === undefined,
        ),
  );
}

/** Whether an object has no keys but those that its text shows. */
export function isComplete(node: TSESTree.Node, scopes: ScopeManager, depth = 0): boolean {
  if (depth > MAX_DEPTH) return false;
  return getValues(node, scopes).every(({ node: value }) => {
    if (value.type === "ObjectExpression")
      return value.properties.every(
        (property) => property.type === "Property" || isComplete(property.argument, scopes, depth + 1),
      );
    return value.type === "Literal" || (value.type === "Identifier" && value.name === "undefined");
  });
}
