import type { TSESTree } from "@typescript-eslint/utils";
import { getMemberName, getPropertyName } from "../../ast/property-name.js";
import { unwrap } from "../../ast/unwrap.js";

/** One export of a module: what it is, or the local name that it has. What `module.exports` is counts as the default. */
export interface ModuleExport {
  readonly name: string;
  readonly node: TSESTree.Node;
}

/** What a module exports of its own; names that it passes on from others are not there. */
export function getModuleExports({ body }: TSESTree.Program): ModuleExport[] {
  return body.flatMap(getStatementExports);
}

function getStatementExports(statement: TSESTree.ProgramStatement): ModuleExport[] {
  switch (statement.type) {
    case "ExportDefaultDeclaration":
      return [{ name: "default", node: statement.declaration }];
    case "TSExportAssignment":
      return [{ name: "default", node: statement.expression }];
    case "ExportNamedDeclaration":
      return statement.source
        ? []
        : [...getDeclared(statement.declaration), ...statement.specifiers.map(getSpecified)];
    case "ExpressionStatement":
      return statement.expression.type === "AssignmentExpression" ? getAssigned(statement.expression) : [];
    default:
      return [];
  }
}

function getDeclared(declaration: TSESTree.ExportNamedDeclaration["declaration"]): ModuleExport[] {
  switch (declaration?.type) {
    case "VariableDeclaration":
      return declaration.declarations.flatMap(({ id, init }) =>
        id.type === "Identifier" && init ? [{ name: id.name, node: init }] : [],
      );
    case "FunctionDeclaration":
    case "ClassDeclaration":
    case "TSEnumDeclaration":
      return declaration.id ? [{ name: declaration.id.name, node: declaration }] : [];
    default:
      return [];
  }
}

function getSpecified({ local, exported }: TSESTree.ExportSpecifier): ModuleExport {
  return { name: exported.type === "Identifier" ? exported.name : exported.value, node: local };
}

/** `module.exports = …`, `exports.router = …` */
function getAssigned({ left, right }: TSESTree.AssignmentExpression): ModuleExport[] {
  if (left.type !== "MemberExpression") return [];
  const name = getMemberName(left);
  if (isModuleExports(left)) {
    const value = unwrap(right);
    const members = value.type === "ObjectExpression" ? value.properties.flatMap(getMember) : [];
    return [{ name: "default", node: right }, ...members];
  }
  const isExports =
    (left.object.type === "Identifier" && left.object.name === "exports") ||
    (left.object.type === "MemberExpression" && isModuleExports(left.object));
  return isExports && name !== undefined ? [{ name, node: right }] : [];
}

function isModuleExports({ object, ...member }: TSESTree.MemberExpression): boolean {
  const isModule = object.type === "Identifier" && object.name === "module";
  return isModule && member.property.type === "Identifier" && member.property.name === "exports";
}

function getMember(property: TSESTree.ObjectLiteralElement): ModuleExport[] {
  if (property.type !== "Property") return [];
  const name = getPropertyName(property);
  return name === undefined ? [] : [{ name, node: property.value }];
}
