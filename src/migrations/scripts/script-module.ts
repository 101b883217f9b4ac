import type { TSESTree } from "@typescript-eslint/utils";
import { getMemberName, getPropertyName } from "../../ast/property-name.js";
import { unwrap } from "../../ast/unwrap.js";
import { evaluate } from "./evaluate.js";
import { readIdentifier } from "./read-identifier.js";
import type { Scope } from "./run.js";
import { getField, type ClassValue, type Value } from "./value.js";

/** What a migration's script gives to its tool. */
export interface ScriptModule {
  readonly scope: Scope;
  /** `export const up`, `exports.up =`, `module.exports = { up }`, `export default { up }`; `default` is the default export itself. */
  getExport(name: string): Value | undefined;
  /** Classes of the module, in the order of the text. */
  readonly classes: readonly ClassValue[];
}

export function createScriptModule(scope: Scope): ScriptModule {
  const { body } = scope.run.file.ast;
  return {
    scope,
    getExport: (name) => findExport(body, name, scope),
    classes: listClasses(body, scope),
  };
}

function findExport(
  body: readonly TSESTree.ProgramStatement[],
  name: string,
  scope: Scope,
): Value | undefined {
  for (const statement of body) {
    const found = readExport(statement, name, scope);
    if (found !== undefined) return found;
  }
  return undefined;
}

function readExport(node: TSESTree.ProgramStatement, name: string, scope: Scope): Value | undefined {
  switch (node.type) {
    case "ExportNamedDeclaration":
      return readNamed(node, name, scope);
    case "ExportDefaultDeclaration":
      return pick(readDeclared(node.declaration, scope), name);
    case "TSExportAssignment":
      return pick(evaluate(node.expression, scope), name);
    case "ExpressionStatement":
      return readAssigned(node.expression, name, scope);
    default:
      return undefined;
  }
}

function pick(value: Value, name: string): Value | undefined {
  return name === "default" ? value : getField(value, name);
}

function readDeclared(node: TSESTree.ExportDefaultDeclaration["declaration"], scope: Scope): Value {
  const { environment } = scope;
  if (node.type === "FunctionDeclaration") return { kind: "function", node, environment };
  if (node.type === "ClassDeclaration") return { kind: "class", node, environment };
  return evaluate(node, scope);
}

function readNamed(node: TSESTree.ExportNamedDeclaration, name: string, scope: Scope): Value | undefined {
  const { declaration } = node;
  for (const { local, exported } of node.specifiers)
    if (getName(exported) === name && local.type === "Identifier") return readIdentifier(local, scope);
  if (declaration?.type === "FunctionDeclaration" || declaration?.type === "ClassDeclaration")
    return declaration.id?.name === name ? readIdentifier(declaration.id, scope) : undefined;
  if (declaration?.type !== "VariableDeclaration") return undefined;
  const declared = declaration.declarations.find(({ id }) => id.type === "Identifier" && id.name === name);
  return declared?.id.type === "Identifier" ? readIdentifier(declared.id, scope) : undefined;
}

function getName(node: TSESTree.Identifier | TSESTree.StringLiteral): string {
  return node.type === "Identifier" ? node.name : node.value;
}

/** `exports.up = …`, `module.exports.up = …`, `module.exports = { up: … }` */
function readAssigned(expression: TSESTree.Expression, name: string, scope: Scope): Value | undefined {
  const node = unwrap(expression);
  if (node.type !== "AssignmentExpression" || node.operator !== "=") return undefined;
  const { left, right } = node;
  if (left.type !== "MemberExpression") return undefined;
  if (isExports(left)) {
    if (name === "default") return evaluate(right, scope);
    const object = unwrap(right);
    const isPlain = object.type === "ObjectExpression";
    const property = isPlain
      ? object.properties.find((one) => one.type === "Property" && getPropertyName(one) === name)
      : undefined;
    return isPlain && property === undefined ? undefined : getField(evaluate(right, scope), name);
  }
  const isOwn =
    isExports(left.object) || (left.object.type === "Identifier" && left.object.name === "exports");
  return isOwn && getMemberName(left) === name ? evaluate(right, scope) : undefined;
}

function isExports(node: TSESTree.Node): boolean {
  return (
    node.type === "MemberExpression" &&
    node.object.type === "Identifier" &&
    node.object.name === "module" &&
    getMemberName(node) === "exports"
  );
}

function listClasses(body: readonly TSESTree.ProgramStatement[], { environment }: Scope): ClassValue[] {
  return body.flatMap((statement): ClassValue[] => {
    const node = "declaration" in statement && statement.declaration ? statement.declaration : statement;
    const inner = node.type === "ExpressionStatement" ? unwrap(node.expression) : node;
    const made = inner.type === "AssignmentExpression" ? unwrap(inner.right) : inner;
    const isClass = made.type === "ClassDeclaration" || made.type === "ClassExpression";
    return isClass ? [{ kind: "class", node: made, environment }] : [];
  });
}
