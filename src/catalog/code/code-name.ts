import type { ScopeManager } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { findVariable, getConstantInit } from "../../ast/find-variable.js";
import { getMemberName } from "../../ast/property-name.js";
import { unwrap } from "../../ast/unwrap.js";
import type { ExportOrigin, ModuleGraph } from "../../modules/module-graph.js";

/** How a module names something that it declares at its top level, or imports. JSON-able. */
export type CodeName = { readonly own: string } | { readonly from: string; readonly imported: string };

/** What an identifier, or a member of a namespace import, stands for; undefined for parameters, locals of functions and all else. */
export function getCodeName(expression: TSESTree.Node, scopes: ScopeManager): CodeName | undefined {
  const node = unwrap(expression);
  if (node.type === "MemberExpression") return getMember(node, scopes);
  if (node.type === "TSQualifiedName")
    return node.left.type === "Identifier"
      ? getNamespaceMember(node.left, node.right.name, scopes)
      : undefined;
  if (node.type !== "Identifier") return undefined;
  const variable = findVariable(scopes, node);
  const definition = variable?.defs[0];
  if (variable === undefined || definition === undefined) return undefined;
  if (definition.type === "ImportBinding") {
    const imported = getImported(definition.node);
    const { parent } = definition;
    return parent?.type === "ImportDeclaration" && imported !== undefined
      ? { from: parent.source.value, imported }
      : undefined;
  }
  const { type } = variable.scope;
  if (type !== "module" && type !== "global") return undefined;
  // `const accounts = users`: another name for the same.
  const init = getConstantInit(variable);
  const source = init && unwrap(init);
  const alias = source && (source.type === "Identifier" || source.type === "MemberExpression");
  return (alias ? getCodeName(source, scopes) : undefined) ?? { own: node.name };
}

function getImported(node: TSESTree.Node): string | undefined {
  if (node.type === "ImportDefaultSpecifier") return "default";
  if (node.type === "ImportNamespaceSpecifier") return "*";
  if (node.type !== "ImportSpecifier") return undefined;
  return node.imported.type === "Identifier" ? node.imported.name : node.imported.value;
}

/** `schema.users`, where `schema` is a namespace, or an object of the module that holds it. */
function getMember(node: TSESTree.MemberExpression, scopes: ScopeManager): CodeName | undefined {
  const name = getMemberName(node);
  const object = unwrap(node.object);
  if (name === undefined || object.type !== "Identifier") return undefined;
  return getNamespaceMember(object, name, scopes);
}

function getNamespaceMember(
  object: TSESTree.Identifier,
  name: string,
  scopes: ScopeManager,
): CodeName | undefined {
  const namespace = getCodeName(object, scopes);
  if (namespace === undefined) return undefined;
  if ("from" in namespace)
    return namespace.imported === "*" ? { from: namespace.from, imported: name } : undefined;
  const variable = findVariable(scopes, object);
  const init = variable && getConstantInit(variable);
  const value = init && unwrap(init);
  if (value?.type !== "ObjectExpression") return undefined;
  for (const property of value.properties) {
    if (property.type === "Property" && property.key.type === "Identifier" && property.key.name === name)
      return getCodeName(property.value, scopes);
  }
  return undefined;
}

/** The declarations that a name of a file may be, as the module graph names them. A name of the file itself is `#name`, exported or not. */
export function getOrigins(name: CodeName, file: string, modules: ModuleGraph): readonly ExportOrigin[] {
  if ("own" in name) return [{ module: `./${file}`, name: `#${name.own}` }];
  return modules.getOrigins(file, name.from, name.imported);
}
