import { isTableTarget } from "../../../manifest/manifest.js";
import { toSnakeCase } from "../../../catalog/kysely/snake-case.js";
import { isSameTable, type TableName } from "../../../catalog/table-columns.js";
import type { Project } from "../../detector.js";

/** The table that a query means by `"users"` or `"billing.payments"`. */
export function toTableName(path: readonly string[], project: Project): TableName {
  const [table = "", schema] = path.toReversed();
  const name = schema === undefined ? { table } : { schema, table };
  if (project.catalog.hasCamelCaseQueries !== true || isKnown(name, project)) return name;
  return { ...name, table: toSnakeCase(table) };
}

/** A repo may have one database with the plugin and one without. */
function isKnown(name: TableName, { changes, tables }: Project): boolean {
  if (tables.getColumns(name) !== undefined) return true;
  return changes.some(({ old }) => isTableTarget(old) && isSameTable(old, name));
}

/** What a query's column may be called in the database. */
export function toColumnNames(name: string, { catalog }: Project): readonly string[] {
  return catalog.hasCamelCaseQueries === true ? [...new Set([name, toSnakeCase(name)])] : [name];
}
