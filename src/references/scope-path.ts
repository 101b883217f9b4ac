import type { TSESTree } from "@typescript-eslint/utils";

export const MODULE_SCOPE = "<module>";

/**
 * The path of enclosing named functions, methods and classes: `UserRepo.find`; `<module>` at the top.
 * What has no name of its own has that of the variable, property or target that it is assigned to; other anonymous functions add nothing.
 */
export function getScopePath(node: TSESTree.Node): string {
  const names: string[] = [];
  for (let current: TSESTree.Node | undefined = node; current; current = current.parent) {
    const name = getScopeName(current);
    if (name !== undefined) names.unshift(name);
  }
  return names.length === 0 ? MODULE_SCOPE : names.join(".");
}

function getScopeName(node: TSESTree.Node): string | undefined {
  switch (node.type) {
    case "FunctionDeclaration":
    case "TSDeclareFunction":
    case "ClassDeclaration":
      return node.id?.name ?? "default";
    case "FunctionExpression":
    case "ClassExpression":
      return node.id?.name ?? getAssignedName(node);
    case "ArrowFunctionExpression":
    case "TSEmptyBodyFunctionExpression":
      return getAssignedName(node);
    default:
      return undefined;
  }
}

function getAssignedName(value: TSESTree.Node): string | undefined {
  const target = value.parent;
  switch (target?.type) {
    case "VariableDeclarator":
      return target.id.type === "Identifier" ? target.id.name : undefined;
    case "AssignmentExpression":
    case "AssignmentPattern":
      return target.right === value ? getTargetName(target.left) : undefined;
    case "MethodDefinition":
    case "TSAbstractMethodDefinition":
    case "PropertyDefinition":
    case "AccessorProperty":
    case "Property":
      return target.value === value ? getKeyName(target.key, target.computed) : undefined;
    case "ExportDefaultDeclaration":
      return "default";
    case "TSExportAssignment":
      return "default";
    case "TSAsExpression":
    case "TSSatisfiesExpression":
    case "TSTypeAssertion":
    case "TSNonNullExpression":
      return getAssignedName(target);
    case "CallExpression":
      return isWrapper(target, value) && isTopLevel(target) ? getAssignedName(target) : undefined;
    default:
      return undefined;
  }
}

function getTargetName(target: TSESTree.Node): string | undefined {
  if (target.type === "Identifier") return target.name;
  return target.type === "MemberExpression" ? getKeyName(target.property, target.computed) : undefined;
}

function getKeyName(key: TSESTree.Node, isComputed: boolean): string {
  if (key.type === "PrivateIdentifier") return `#${key.name}`;
  if (key.type === "Literal") return String(key.value);
  const path = getPath(key) ?? "computed";
  return isComputed ? `[${path}]` : path;
}

function getPath(node: TSESTree.Node): string | undefined {
  if (node.type === "Identifier") return node.name;
  if (node.type !== "MemberExpression" || node.computed) return undefined;
  const object = getPath(node.object);
  const property = getPath(node.property);
  return object === undefined || property === undefined ? undefined : `${object}.${property}`;
}

/** `memo(() => …)`, `React.forwardRef(() => …)`, `withAuth(async () => …)`; not `rows.map(() => …)`, whose result is no function. */
function isWrapper(call: TSESTree.CallExpression, argument: TSESTree.Node): boolean {
  if (call.arguments[0] !== argument) return false;
  const { callee } = call;
  if (callee.type === "Identifier") return true;
  if (callee.type !== "MemberExpression" || callee.object.type !== "Identifier") return false;
  return /^\p{Lu}/u.test(callee.object.name);
}

/** Within a function a call with a callback is ordinary code: its callback adds nothing to the path. */
function isTopLevel(node: TSESTree.Node): boolean {
  for (let current = node.parent; current; current = current.parent)
    if (FUNCTION_TYPES.has(current.type)) return false;
  return true;
}

const FUNCTION_TYPES: ReadonlySet<string> = new Set([
  "FunctionDeclaration",
  "FunctionExpression",
  "ArrowFunctionExpression",
]);
