import type { TSESTree } from "@typescript-eslint/utils";
import { getMemberName, getPropertyName } from "../../ast/property-name.js";
import type { Access } from "../reference.js";
import { getAccess } from "./access.js";
import { isSelectingType } from "./type-members.js";

/** A place that names a member of some value or type: which one, only a type could tell. */
export interface MemberPlace {
  readonly name: string;
  /** Where the name stands. */
  readonly key: TSESTree.Node;
  readonly node: TSESTree.Node;
  readonly access: Access;
}

/** `x.name`, `x["name"]`, `{ name } = x`, `{ name: 1 }`, `<X name />`, `<x.name />`, `X["name"]`, `Pick<X, "name">`, `typeof x.name`. */
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
    case "JSXMemberExpression":
      if (isClosing(node)) return undefined;
      return { name: node.property.name, key: node.property, node, access: getAccess(node) };
    case "TSLiteralType": {
      const { literal } = node;
      const isNamed = literal.type === "Literal" && typeof literal.value === "string" && isSelecting(node);
      return isNamed ? { name: literal.value, key: literal, node, access: "type" } : undefined;
    }
    case "TSQualifiedName":
      return isQueried(node) ? { name: node.right.name, key: node.right, node, access: "type" } : undefined;
    default:
      return undefined;
  }
}

/** `</ui.Button>` */
function isClosing({ parent }: TSESTree.JSXMemberExpression): boolean {
  return parent.type === "JSXMemberExpression" ? isClosing(parent) : parent.type === "JSXClosingElement";
}

/** `X["name"]`, `X["name" | "id"]`, `Pick<X, "name">` */
function isSelecting(literal: TSESTree.TypeNode): boolean {
  const { parent } = literal;
  if (parent.type === "TSUnionType") return isSelecting(parent);
  if (parent.type === "TSIndexedAccessType") return parent.indexType === literal;
  return (
    parent.type === "TSTypeParameterInstantiation" && isSelectingType(parent) && parent.params[1] === literal
  );
}

/** `typeof x.name` */
function isQueried({ parent }: TSESTree.TSQualifiedName): boolean {
  return parent.type === "TSQualifiedName" ? isQueried(parent) : parent.type === "TSTypeQuery";
}
