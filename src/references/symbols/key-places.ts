import type { TSESTree } from "@typescript-eslint/utils";
import type { MemberPlace } from "./member-places.js";

/**
 * A place that names a member without reaching it through what has it: a text that may have to be one of its keys
 * (`get(order, "amt")`, `Only<Order, "amt">`), `"amt" in order`, a member that overrides it.
 */
export function getKeyPlace(node: TSESTree.Node): KeyPlace | undefined {
  switch (node.type) {
    case "Literal":
      return typeof node.value === "string" ? getTextPlace(node, node.value) : undefined;
    case "TemplateLiteral":
      return node.expressions.length === 0 ? getTextPlace(node, node.quasis[0]?.value.cooked) : undefined;
    case "MethodDefinition":
    case "PropertyDefinition":
    case "AccessorProperty":
    case "TSAbstractMethodDefinition":
    case "TSAbstractPropertyDefinition":
      if (!node.override || node.computed || node.key.type !== "Identifier") return undefined;
      return { name: node.key.name, key: node.key, node, access: "write", isKey: false };
    default:
      return undefined;
  }
}

export interface KeyPlace extends MemberPlace {
  /** Any text may stand there: without a type that says so it is no member's name. */
  readonly isKey: boolean;
}

function getTextPlace(text: TSESTree.Node, name: string | null | undefined): KeyPlace | undefined {
  const { parent } = text;
  if (!name || !parent || !isValue(text, parent)) return undefined;
  const isIn = parent.type === "BinaryExpression" && parent.operator === "in";
  if (isIn && parent.left === text) return { name, key: text, node: parent, access: "read", isKey: false };
  const access = parent.type === "TSLiteralType" ? "type" : "read";
  return { name, key: text, node: text, access, isKey: true };
}

/** Not the name of something itself: a key, a module, a directive. */
function isValue(text: TSESTree.Node, parent: TSESTree.Node): boolean {
  switch (parent.type) {
    case "Property":
    case "PropertyDefinition":
      return parent.value === text;
    case "MemberExpression":
    case "ExpressionStatement":
    case "ImportDeclaration":
    case "ImportExpression":
    case "ImportSpecifier":
    case "ExportSpecifier":
    case "ExportNamedDeclaration":
    case "ExportAllDeclaration":
    case "MethodDefinition":
    case "TSEnumMember":
    case "TSExternalModuleReference":
    case "TSImportType":
    case "TSModuleDeclaration":
    case "TSPropertySignature":
    case "TSMethodSignature":
    case "TaggedTemplateExpression":
      return false;
    default:
      return true;
  }
}
