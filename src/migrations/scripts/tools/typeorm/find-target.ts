import type { TSESTree } from "@typescript-eslint/utils";
import { getMemberName, getPropertyName } from "../../../../ast/property-name.js";
import { unwrap } from "../../../../ast/unwrap.js";
import type { TableName } from "../../../../catalog/table-columns.js";
import { evaluate } from "../../evaluate.js";
import type { CallSite } from "../../handle.js";
import type { Scope } from "../../run.js";
import { type ClassValue, getField, getText, type Value } from "../../value.js";
import { toTableName } from "./names.js";

/** What a query is about: a table, or an entity of another file. */
export type Target = { readonly table: TableName } | { readonly entity: string };

/** By the table's path, or by an entity: one of this file says its table, of another only its name is known. */
export function findTarget(value: Value | undefined, site: CallSite, scope: Scope): Target {
  const path = getText(value);
  if (path !== undefined) return { table: toTableName(path) };
  const table = value?.kind === "class" ? findMappedTable(value, scope) : undefined;
  return table === undefined ? { entity: getEntityName(site.node) } : { table };
}

/** `@Entity("users")`, `@Entity({ name: "users", schema: "app" })`; without a name the naming strategy decides. */
function findMappedTable({ node, environment }: ClassValue, scope: Scope): TableName | undefined {
  for (const { expression } of node.decorators) {
    if (expression.type !== "CallExpression" || getCalleeName(expression) !== "Entity") continue;
    const [first, second] = expression.arguments.map((one) => evaluate(one, { ...scope, environment }));
    const name = getText(first) ?? getText(getField(first, "name"));
    const schema = getText(getField(first, "schema") ?? getField(second, "schema"));
    if (name !== undefined) return toTableName(name, schema);
  }
  return undefined;
}

function getCalleeName({ callee }: TSESTree.CallExpression): string | undefined {
  return callee.type === "Identifier" ? callee.name : undefined;
}

/** `User` of `manager.update(User, …)`. */
function getEntityName(node: TSESTree.Node): string {
  const first = node.type === "CallExpression" ? node.arguments[0] : undefined;
  const entity = first && unwrap(first);
  if (entity?.type === "Identifier") return entity.name;
  if (entity?.type === "MemberExpression") return getMemberName(entity) ?? "…";
  if (entity?.type !== "ObjectExpression") return "…";
  const named = entity.properties.find((one) => one.type === "Property" && getPropertyName(one) === "name");
  return named?.type === "Property" && named.value.type === "Literal" ? String(named.value.value) : "…";
}
