import type { TSESTree } from "@typescript-eslint/utils";
import type { MappedTable } from "../../../catalog/catalog.js";
import { findVariable, getDeclarator } from "../../../ast/find-variable.js";
import { getMemberName, getPropertyName } from "../../../ast/property-name.js";
import { unwrap } from "../../../ast/unwrap.js";
import type { DrizzleFile } from "./drizzle-file.js";

/** `db.query.users`, or a constant that holds it. */
export function findQueriedTable(
  object: TSESTree.Node,
  drizzle: DrizzleFile,
): { readonly table: MappedTable; readonly place: TSESTree.Node } | undefined {
  const node = unwrap(object);
  if (node.type === "Identifier") return findHeld(node, drizzle);
  if (node.type !== "MemberExpression" || !isQueries(unwrap(node.object))) return undefined;
  const key = getMemberName(node);
  const table = key === undefined ? undefined : findByKey(key, drizzle);
  return table && { table, place: node.property };
}

/** `const { users } = db.query` and `const users = db.query.users` */
function findHeld(node: TSESTree.Identifier, drizzle: DrizzleFile): ReturnType<typeof findQueriedTable> {
  const variable = findVariable(drizzle.file.scopes, node);
  const declarator = variable && getDeclarator(variable);
  if (!declarator?.init) return undefined;
  const init = unwrap(declarator.init);
  if (declarator.id.type === "Identifier")
    return init.type === "MemberExpression" ? findQueriedTable(init, drizzle) : undefined;
  if (declarator.id.type !== "ObjectPattern" || !isQueries(init)) return undefined;
  for (const property of declarator.id.properties) {
    if (property.type !== "Property" || property.value.type !== "Identifier") continue;
    if (property.value.name !== node.name) continue;
    const table = findByKey(getPropertyName(property) ?? "", drizzle);
    return table && { table, place: property.key };
  }
  return undefined;
}

function isQueries(node: TSESTree.Node): boolean {
  const name = node.type === "MemberExpression" ? getMemberName(node) : undefined;
  return name === "query" || name === "_query" || (node.type === "Identifier" && node.name === "query");
}

/** By the key in the schema: what a module calls the table, or what the client was told. Of several, the nearest to the file. */
export function findByKey(key: string, { tables, file }: DrizzleFile): MappedTable | undefined {
  const named = tables.filter(
    ({ model, exports, handles = [] }) =>
      model === key ||
      exports.includes(key) ||
      handles.some((handle) => handle.kind === "key" && handle.model === key),
  );
  const near = named.map((table) => countSharedFolders(table.file, file.path));
  return named[near.indexOf(Math.max(...near))];
}

function countSharedFolders(a: string, b: string): number {
  const folders = b.split("/").slice(0, -1);
  const at = a.split("/").findIndex((folder, index) => folder !== folders[index]);
  return at === -1 ? folders.length : at;
}
