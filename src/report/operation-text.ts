import type { TableName } from "../catalog/table-columns.js";
import type { ColumnAlteration, OperationEffect } from "../migrations/migration.js";

/** What an operation does, in plain words: `drop column users.name`. `text` is its statement. */
export function formatOperation(operation: OperationEffect & { readonly text: string }): string {
  switch (operation.type) {
    case "create-table":
    case "create-view":
      return formatCreate(operation);
    case "drop-table":
    case "drop-view":
      return `drop ${operation.type === "drop-view" ? "view" : "table"} ${formatName(operation.table)}`;
    case "rename-table":
    case "rename-view": {
      const { type, table, to, toSchema } = operation;
      const name = toSchema === undefined ? to : `${toSchema}.${to}`;
      return `rename ${type === "rename-view" ? "view" : "table"} ${formatName(table)} to ${name}`;
    }
    case "add-column":
      return `add column ${formatColumn(operation)}${formatNullness(operation)}`;
    case "drop-column":
      return `drop column ${formatColumn(operation)}`;
    case "rename-column":
      return `rename column ${formatColumn(operation)} to ${operation.to}`;
    case "alter-column":
      return `${ALTERATIONS[operation.what]} ${formatColumn(operation)}`;
    case "create-function":
    case "drop-function":
      return formatFunction(operation);
    case "create-trigger":
      return `create trigger ${operation.name} on ${formatName(operation.table)}`;
    case "drop-trigger": {
      const { table, name } = operation;
      return `drop trigger ${name}${table === undefined ? "" : ` on ${formatName(table)}`}`;
    }
    case "backfill": {
      const statement = operation.statement === "insert-select" ? "insert … select" : operation.statement;
      const bounds = operation.isBounded ? "bounded" : "unbounded";
      return `backfill ${formatName(operation.table)} (${statement}, ${bounds})`;
    }
    case "revoke":
    case "grant":
      return `${operation.type} on ${formatName(operation.table)}`;
    case "drop-schema":
      return `drop schema ${operation.schema}`;
    case "other":
      return `other: ${operation.text}`;
    case "unknown":
      return formatUnknown(operation);
  }
}

const ALTERATIONS: Readonly<Record<ColumnAlteration, string>> = {
  type: "change the type of",
  "set-not-null": "set not null on",
  "drop-not-null": "drop not null from",
  "set-default": "set a default for",
  "drop-default": "drop the default of",
  other: "alter column",
};

type Effect<T extends OperationEffect["type"]> = Extract<OperationEffect, { readonly type: T }>;

function formatCreate(effect: Effect<"create-table" | "create-view">): string {
  const { type, table, columns, columnsOf = [], inherits = [], isPartial = false } = effect;
  const parts = [
    ...columns,
    ...[...columnsOf, ...inherits].map((name) => `all of ${formatName(name)}`),
    ...(isPartial ? ["…"] : []),
  ];
  return `create ${type === "create-view" ? "view" : "table"} ${formatName(table)} (${parts.join(", ")})`;
}

function formatNullness({ notNull, hasDefault }: Effect<"add-column">): string {
  if (notNull) return hasDefault ? " not null, with a default" : " not null, no default";
  return hasDefault ? ", with a default" : "";
}

/** Without parameters a drop means the only function of that name. */
function formatFunction({ type, name, parameters }: Effect<"create-function" | "drop-function">): string {
  const verb = type === "create-function" ? "create" : "drop";
  return `${verb} function ${formatName(name)}${parameters === undefined ? "" : `(${parameters.join(", ")})`}`;
}

function formatUnknown({ tables, reason }: Effect<"unknown">): string {
  return `unknown: ${reason}; ${tables.length > 0 ? `touches ${formatTouched(tables)}` : "may touch any table"}`;
}

const MAX_TOUCHED = 6;

/** Of what does not parse every name counts, columns and words of SQL too. */
function formatTouched(names: readonly string[]): string {
  if (names.length <= MAX_TOUCHED) return names.join(", ");
  return `${names.slice(0, MAX_TOUCHED).join(", ")} … ${names.length} names in all`;
}

function formatColumn({ table, column }: { readonly table: TableName; readonly column: string }): string {
  return `${formatName(table)}.${column}`;
}

function formatName({ schema, table }: TableName): string {
  return schema === undefined ? table : `${schema}.${table}`;
}
