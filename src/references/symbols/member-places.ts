import type { TSESTree } from "@typescript-eslint/utils";
import { getMemberName, getPropertyName } from "../ast/property-name.js";
import type { Access } from "../reference.js";
import { getAccess } from "./access.js";

/** A place that names a member of some value or type: which one, only a type could tell. */
export interface MemberPlace {
  readonly name: string;
  /** Where the name stands. */
  readonly key: TSESTree.Node;
  readonly node: TSESTree.Node;
  readonly access: Access;
}

/** `x.name`, `x["name"]`, `{ name } = x`, `{ name: 1 }`, `<X name />`, `X["name"]`. */
export function getMemberPlace(node: TSESTree.Node): MemberPlace | undefined {
  switch (node.type) {
    case "MemberExpression": {
      const name = getMemberName(node);
      return name === undefined ? undefined : { name, key: node.property, node, access: getAccess(node) };
    }
    case "Property": {
      const name = getPropertyName(node);
      const access = node.parent.type === "ObjectPattern" ? "read" : "write";
      return name === undefined ? undefined : { name, key: node.key, node, access };
    }
    case "JSXAttribute":
      if (node.name.type !== "JSXIdentifier") return undefined;
      return { name: node.name.name, key: node.name, node, access: "write" };
    case "TSIndexedAccessType": {
      const { indexType } = node;
      if (indexType.type !== "TSLiteralType" || indexType.literal.type !== "Literal") return undefined;
      const { value } = indexType.literal;
      return typeof value === "string"
        ? { name: value, key: indexType.literal, node, access: "type" }
        : undefined;
    }
    default:
      return undefined;
  }
}
