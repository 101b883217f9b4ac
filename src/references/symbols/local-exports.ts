import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { findVariable } from "../../ast/find-variable.js";
import { getMemberName, getPropertyName } from "../../ast/property-name.js";
import type { ScriptFile } from "../detector.js";
import { isExports } from "./access.js";

/** The file's own declarations that it exports, each with the names under which it does. */
export function getLocalExports(file: ScriptFile): ReadonlyMap<Variable, readonly string[]> {
  const names = new Map<Variable, Set<string>>();
  for (const { local, name } of file.ast.body.flatMap((statement) => getExported(file, statement))) {
    const variable = local.type === "Identifier" ? findDeclared(file, local) : undefined;
    // An imported name that goes out again is declared elsewhere.
    if (!variable || variable.defs.some(({ type }) => type === "ImportBinding")) continue;
    names.set(variable, new Set([...(names.get(variable) ?? []), name]));
  }
  return new Map([...names].map(([variable, set]) => [variable, [...set]]));
}

/** A class knows itself by a second variable inside, which nobody else sees. */
function findDeclared({ scopes }: ScriptFile, local: TSESTree.Identifier): Variable | undefined {
  const variable = findVariable(scopes, local);
  const isInner = variable?.defs.some(({ node }) => node === variable.scope.block) ?? false;
  return (isInner ? variable?.scope.upper?.set.get(local.name) : undefined) ?? variable;
}

interface LocalExport {
  readonly local: TSESTree.Node;
  readonly name: string;
}

function getExported(file: ScriptFile, statement: TSESTree.ProgramStatement): readonly LocalExport[] {
  switch (statement.type) {
    case "ExportNamedDeclaration":
      if (statement.source) return [];
      if (statement.declaration) return getDeclared(file, statement.declaration);
      return statement.specifiers.map(({ local, exported }) => ({
        local,
        name: exported.type === "Identifier" ? exported.name : exported.value,
      }));
    case "ExportDefaultDeclaration": {
      const { declaration } = statement;
      const local = "id" in declaration && declaration.id ? declaration.id : declaration;
      return [{ local, name: "default" }];
    }
    case "TSExportAssignment":
      return [{ local: statement.expression, name: "default" }];
    case "ExpressionStatement":
      return getCommonJsExports(statement.expression);
    default:
      return [];
  }
}

function getDeclared(file: ScriptFile, declaration: TSESTree.Node): readonly LocalExport[] {
  const nodes = declaration.type === "VariableDeclaration" ? declaration.declarations : [declaration];
  return nodes.flatMap((node) =>
    file.scopes
      .getDeclaredVariables(node)
      // A function's parameters are declared by the same node.
      .filter(({ defs }) =>
        defs.some((definition) => definition.node === node && definition.type !== "Parameter"),
      )
      .flatMap(({ identifiers }) => identifiers.slice(0, 1).map((local) => ({ local, name: local.name }))),
  );
}

/** `module.exports = a`, `module.exports = { a, b: c }`, `exports.b = c` */
function getCommonJsExports(node: TSESTree.Expression): readonly LocalExport[] {
  if (node.type !== "AssignmentExpression" || node.left.type !== "MemberExpression") return [];
  if (!isExports(node.left)) {
    const name = isExports(node.left.object) ? getMemberName(node.left) : undefined;
    return name === undefined ? [] : [{ local: node.right, name }];
  }
  if (node.right.type !== "ObjectExpression") return [{ local: node.right, name: "default" }];
  return node.right.properties.flatMap((property) => {
    const name = property.type === "Property" ? getPropertyName(property) : undefined;
    return property.type === "Property" && name !== undefined ? [{ local: property.value, name }] : [];
  });
}
