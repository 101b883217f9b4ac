import type { TSESTree } from "@typescript-eslint/utils";
import { type Entity, getDefaultEntity, getExportEntity, getRequiredEntity, isNothing } from "./entity.js";
import { follow, type FollowContext, noteOther, report } from "./follow.js";

/** Follows what `import` declarations bind, and reports re-exports (`export { a } from`). */
export function detectImports(context: FollowContext): void {
  for (const statement of context.file.ast.body) {
    if (statement.type === "ImportDeclaration") detectImport(context, statement);
    if (statement.type === "ExportNamedDeclaration" && statement.source) {
      detectReexport(context, statement, statement.source.value);
    }
    const declaration = statement.type === "ExportNamedDeclaration" ? statement.declaration : statement;
    if (declaration?.type === "TSImportEqualsDeclaration") detectImportEquals(context, declaration);
  }
}

function detectImport(context: FollowContext, statement: TSESTree.ImportDeclaration): void {
  for (const specifier of statement.specifiers) {
    const entity = getImported(context, specifier, statement.source.value);
    const isInlineType = specifier.type === "ImportSpecifier" && specifier.importKind === "type";
    const isType = isInlineType || statement.importKind === "type";
    const name = specifier.type === "ImportSpecifier" ? specifier.imported : specifier.local;
    if (isNothing(entity)) noteOtherObject(context, specifier, statement.source.value);
    followDeclared(context, specifier, { entity, name, isType });
  }
}

/** `export default { … }` of another module has members of its own, whatever their names. */
function noteOtherObject(context: FollowContext, specifier: TSESTree.ImportClause, source: string): void {
  const { modules, file } = context;
  if (specifier.type === "ImportNamespaceSpecifier") return;
  const name = specifier.type === "ImportSpecifier" ? getModuleName(specifier.imported) : "default";
  const origins = modules.getOrigins(file.path, source, name);
  if (!origins.every((origin) => modules.getShape(origin)?.kind === "object")) return;
  for (const { references } of file.scopes.getDeclaredVariables(specifier))
    for (const { identifier } of references) noteOther(context, identifier);
}

function getImported(context: FollowContext, specifier: TSESTree.ImportClause, source: string): Entity {
  const { path } = context.file;
  switch (specifier.type) {
    case "ImportNamespaceSpecifier":
      return { paths: [], namespaces: [{ importer: path, specifier: source, certainty: "resolved" }] };
    case "ImportDefaultSpecifier":
      return getDefaultEntity(context, path, source);
    default: {
      const name = getModuleName(specifier.imported);
      if (name === "default") return getDefaultEntity(context, path, source);
      return getExportEntity(context, context.modules.getOrigins(path, source, name));
    }
  }
}

/** `import a = require("./a")`; exported, it passes the module on and is no use of a name. */
function detectImportEquals(context: FollowContext, node: TSESTree.TSImportEqualsDeclaration): void {
  if (node.moduleReference.type !== "TSExternalModuleReference") return;
  const { expression } = node.moduleReference;
  if (expression.type !== "Literal" || typeof expression.value !== "string") return;
  const entity = getRequiredEntity(context, context.file.path, expression.value);
  followDeclared(context, node, { entity, name: node.id, isType: node.importKind === "type" });
}

interface Declared {
  readonly entity: Entity;
  readonly name: TSESTree.Node;
  readonly isType: boolean;
}

/** Each use of an imported name counts; the import itself only when there is none. */
function followDeclared(
  context: FollowContext,
  node: TSESTree.Node,
  { entity, name, isType }: Declared,
): void {
  if (isNothing(entity)) return;
  const references = context.file.scopes
    .getDeclaredVariables(node)
    .flatMap((variable) => variable.references);
  if (references.length === 0)
    return report(context, { node: name, entity, name }, isType ? "type" : "import");
  for (const { identifier } of references) follow(context, { node: identifier, entity, name: identifier });
}

function detectReexport(context: FollowContext, node: TSESTree.ExportNamedDeclaration, source: string): void {
  for (const { local } of node.specifiers) {
    const origins = context.modules.getOrigins(context.file.path, source, getModuleName(local));
    report(context, { node: local, entity: getExportEntity(context, origins), name: local }, "export");
  }
}

/** A name between the braces: an identifier, or any string in quotes. */
function getModuleName(node: TSESTree.Identifier | TSESTree.StringLiteral): string {
  return node.type === "Identifier" ? node.name : node.value;
}
