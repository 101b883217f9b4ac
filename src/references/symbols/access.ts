import type { TSESTree } from "@typescript-eslint/utils";
import { wrap } from "../../ast/unwrap.js";
import type { Access } from "../reference.js";

/** The outermost expression that has the value of `node`: types around it, `(0, node)`, the whole of a qualified type name. */
export function getOutermost(node: TSESTree.Node): TSESTree.Node {
  const outer = wrap(node);
  const { parent } = outer;
  const isLast = parent?.type === "SequenceExpression" && parent.expressions.at(-1) === outer;
  return isLast ? getOutermost(parent) : outer;
}

const TYPES: ReadonlySet<string> = new Set(["TSIndexedAccessType", "TSImportType", "TSTypeQuery"]);

/** How the place that holds an expression or a type name uses it. */
export function getAccess(name: TSESTree.Node): Access {
  const node = getOutermost(name);
  const { parent } = node;
  if (TYPES.has(node.type)) return "type";
  switch (parent?.type) {
    case "TSQualifiedName":
      return getAccess(parent);
    case "CallExpression":
    case "NewExpression":
      return parent.callee === node ? "call" : "read";
    case "TaggedTemplateExpression":
      return parent.tag === node ? "call" : "read";
    case "JSXOpeningElement":
    case "Decorator":
      return "call";
    case "ExportSpecifier":
    case "ExportDefaultDeclaration":
    case "TSExportAssignment":
      return "export";
    case "TSImportEqualsDeclaration":
      return parent.parent.type === "ExportNamedDeclaration" ? "export" : "read";
    case "AssignmentExpression":
      if (parent.left === node) return "write";
      return isExportsTarget(parent.left) ? "export" : "read";
    case "Property":
      if (parent.value !== node) return "read";
      if (parent.parent.type === "ObjectPattern") return "write";
      return isExportedObject(parent.parent) ? "export" : "read";
    case "UpdateExpression":
    case "ArrayPattern":
    case "RestElement":
      return "write";
    case "UnaryExpression":
      return parent.operator === "delete" ? "write" : "read";
    case "AssignmentPattern":
    case "ForInStatement":
    case "ForOfStatement":
      return parent.left === node ? "write" : "read";
    default:
      return isTypePlace(parent) ? "type" : "read";
  }
}

/** The same, with the read that a change in place is beside its write: `x += 1`, `x++`. */
export function getAccesses(name: TSESTree.Node): readonly Access[] {
  const access = getAccess(name);
  return access === "write" && isChangedInPlace(getOutermost(name)) ? [access, "read"] : [access];
}

function isChangedInPlace({ parent }: TSESTree.Node): boolean {
  if (parent?.type === "AssignmentExpression") return parent.operator !== "=";
  return parent?.type === "UpdateExpression";
}

function isTypePlace(parent: TSESTree.Node | undefined): boolean {
  switch (parent?.type) {
    case "TSTypeReference":
    case "TSTypeQuery":
    case "TSClassImplements":
    case "TSInterfaceHeritage":
    case "TSImportType":
    case "TSTypePredicate":
    case "TSLiteralType":
      return true;
    default:
      return false;
  }
}

/** `exports.a`, `module.exports`, `module.exports.a`. */
export function isExportsTarget(node: TSESTree.Node): boolean {
  if (node.type !== "MemberExpression") return false;
  return isExports(node) || isExports(node.object);
}

/** `exports` or `module.exports`. */
export function isExports(node: TSESTree.Node): boolean {
  if (node.type === "Identifier") return node.name === "exports";
  if (node.type !== "MemberExpression" || node.object.type !== "Identifier") return false;
  return (
    node.object.name === "module" && node.property.type === "Identifier" && node.property.name === "exports"
  );
}

/** The object literal of `module.exports = { … }`. */
export function isExportedObject(node: TSESTree.Node): boolean {
  const { parent } = node;
  return parent?.type === "AssignmentExpression" && parent.right === node && isExports(parent.left);
}
