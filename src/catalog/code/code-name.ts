import type { Scope, ScopeManager } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import { findVariable, getConstantInit } from "../../ast/find-variable.js";
import { getMemberName, getPropertyName } from "../../ast/property-name.js";
import { unwrap } from "../../ast/unwrap.js";
import type { ExportOrigin, ModuleGraph } from "../../modules/module-graph.js";

/** How a module names something that it declares at its top level, or imports. JSON-able. */
export type CodeName =
  | { readonly own: string }
  /** With `member`: of a namespace that another module exports (`import { schema } from "./db"`, `schema.users`). */
  | { readonly from: string; readonly imported: string; readonly member?: string };

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
  const taken = getTaken(node, definition.node, scopes);
  if (taken !== undefined) return taken;
  const ambient = getAmbientModule(variable.scope);
  if (ambient !== undefined) return { from: ambient, imported: node.name };
  if (!isTopLevel(variable.scope)) return undefined;
  // `const accounts = users`: another name for the same.
  const init = getConstantInit(variable);
  const source = init && unwrap(init);
  const alias = source && (source.type === "Identifier" || source.type === "MemberExpression");
  return (alias ? getCodeName(source, scopes) : undefined) ?? { own: node.name };
}

/** A class knows itself by a variable of its own: `@ManyToOne(() => Category) parent` in `Category`. */
function isTopLevel({ type, block, upper }: Scope): boolean {
  if (type === "class" && block.type === "ClassDeclaration") return upper !== null && isTopLevel(upper);
  return type === "module" || type === "global";
}

/** What `declare module "knex/types/tables" { … }` declares is an export of that module. */
function getAmbientModule({ type, block }: Scope): string | undefined {
  if (type !== "tsModule" || block.type !== "TSModuleDeclaration") return undefined;
  return block.id.type === "Literal" ? block.id.value : undefined;
}

/** `const { users } = schema` */
function getTaken(
  { name }: TSESTree.Identifier,
  declarator: TSESTree.Node,
  scopes: ScopeManager,
): CodeName | undefined {
  if (declarator.type !== "VariableDeclarator" || declarator.id.type !== "ObjectPattern") return undefined;
  const { init } = declarator;
  if (init?.type !== "Identifier") return undefined;
  for (const property of declarator.id.properties) {
    if (property.type !== "Property" || property.value.type !== "Identifier") continue;
    const key = property.value.name === name ? getPropertyName(property) : undefined;
    if (key !== undefined) return getNamespaceMember(init, key, scopes);
  }
  return undefined;
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
  if ("from" in namespace) {
    const { from, imported, member } = namespace;
    if (member !== undefined) return undefined;
    return imported === "*" ? { from, imported: name } : { from, imported, member: name };
  }
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
  const origins = modules.getOrigins(file, name.from, name.imported);
  const { member } = name;
  if (member === undefined) return origins;
  return origins.flatMap((origin) =>
    origin.name === "*" ? modules.getTargetOrigins(origin.module, member) : [],
  );
}
