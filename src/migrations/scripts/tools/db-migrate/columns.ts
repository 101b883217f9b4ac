import type { TableName } from "../../../../catalog/table-columns.js";
import type { OperationEffect } from "../../../migration.js";
import { getField, getText, type Value } from "../../value.js";

/** `{ name: { type: "string", notNull: true }, age: "int" }`, also within `{ columns }`; undefined where only running would tell. */
export function readColumnNames(given: Value | undefined): readonly string[] | undefined {
  const columns = getField(given, "columns") ?? given;
  return columns?.kind === "object" && !columns.isOpen ? [...columns.fields.keys()] : undefined;
}

/** `createColumnConstraint` of db-migrate-pg: a number that counts by itself is a serial. */
export function addColumn(table: TableName, column: string, spec: Value | undefined): OperationEffect {
  const isCounted = isTrue(getField(spec, "autoIncrement"));
  const notNull = isTrue(getField(spec, "notNull")) || isTrue(getField(spec, "primaryKey")) || isCounted;
  return { type: "add-column", table, column, notNull, hasDefault: isCounted || hasDefault(spec) };
}

/** `changeColumn` of db-migrate-pg: what is not said is dropped. */
export function changeColumn(
  table: TableName,
  column: string,
  spec: Value | undefined,
): readonly OperationEffect[] {
  const all = [
    isTrue(getField(spec, "notNull")) ? ("set-not-null" as const) : ("drop-not-null" as const),
    hasDefault(spec) ? ("set-default" as const) : ("drop-default" as const),
    ...(getField(spec, "type") ? (["type"] as const) : []),
  ];
  return all.map((what) => ({ type: "alter-column", table, column, what }));
}

function hasDefault(spec: Value | undefined): boolean {
  const value = getField(spec, "defaultValue");
  return (
    value !== undefined && !(value.kind === "plain" && (value.value === null || value.value === undefined))
  );
}

export function isTrue(value: Value | undefined): boolean {
  return value?.kind === "plain" && value.value === true;
}

/** A table or column by its text. */
export function readName(value: Value | undefined): TableName | undefined {
  const table = getText(value);
  return table === undefined ? undefined : { table };
}
