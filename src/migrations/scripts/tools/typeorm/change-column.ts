import type { TableName } from "../../../../catalog/table-columns.js";
import type { ColumnAlteration, OperationEffect } from "../../../migration.js";
import { hasSameField, type TableColumn } from "./table-column.js";

// In these a change makes TypeORM drop the column and add it anew, empty: `changeColumn` of its PostgresQueryRunner, which says "to avoid data
// conversion", and of its other drivers. SQLite's copies the table instead (AbstractSqliteQueryRunner).
const RECREATED_BY = ["type", "length", "isArray", "generatedType", "asExpression"] as const;
const RECREATED_BY_ELSEWHERE = [...RECREATED_BY, "isGenerated"] as const;
const TYPE_PARTS = ["type", "length", "precision", "scale", "enum", "enumName", "unsigned", "collation"];

export interface ColumnChange {
  readonly table: TableName;
  readonly from: TableColumn;
  readonly to: TableColumn;
  readonly dialect: string | undefined;
}

/** What `changeColumn` does, by comparing the two columns as TypeORM does. */
export function getChangeEffects(change: ColumnChange): readonly OperationEffect[] {
  const { table, from, to } = change;
  const isRecreated = findRecreated(change);
  if (isRecreated === true)
    return [{ type: "drop-column", table, column: from.name }, getAddEffect(table, to)];
  const altered = getAlterations(change);
  if (from.name !== to.name)
    return [{ type: "rename-column", table, column: from.name, to: to.name }, ...altered];
  if (isRecreated === false) return altered.length > 0 ? altered : [{ type: "other" }];
  const reason = `TypeORM drops ${from.name} and adds it again if its type or length changes, and what they were is not in this file`;
  return [{ type: "unknown", tables: [table.table], reason }, ...altered];
}

export function getAddEffect(table: TableName, column: TableColumn): OperationEffect {
  const hasDefault =
    column.has("default") || column.is("isGenerated") !== false || column.has("asExpression");
  return {
    type: "add-column",
    table,
    column: column.name,
    notNull: column.is("isNullable") === false,
    hasDefault,
  };
}

function findRecreated({ from, to, dialect }: ColumnChange): boolean | undefined {
  if (dialect === "sqlite") return false;
  const fields = dialect === undefined || dialect === "postgres" ? RECREATED_BY : RECREATED_BY_ELSEWHERE;
  const same = fields.map((field) => hasSameField(from, to, field));
  if (same.includes(false)) return true;
  return same.includes(undefined) ? undefined : false;
}

/** What the new column says; only what the old one says as well is left out. */
function getAlterations({ table, from, to }: ColumnChange): OperationEffect[] {
  const differs = (field: string): boolean => hasSameField(from, to, field) === false;
  const whats: ColumnAlteration[] = [];
  if (TYPE_PARTS.some(differs)) whats.push("type");
  const isNullable = to.is("isNullable");
  if (isNullable !== undefined && hasSameField(from, to, "isNullable") !== true)
    whats.push(isNullable ? "drop-not-null" : "set-not-null");
  if (hasSameField(from, to, "default") !== true && to.has("default")) whats.push("set-default");
  else if (differs("default") && from.has("default")) whats.push("drop-default");
  return whats.map((what) => ({ type: "alter-column", table, column: to.name, what }));
}
