import { getField, getIdents, getKind, getList } from "../../references/sql/dialects/grammar-tree.js";
import { findDialect } from "../../sql/dialects/dialect.js";
import { parseDialectStatement } from "../../sql/dialects/parse-dialect.js";
import { splitDialect } from "../../sql/dialects/split-dialect.js";
import type { TableName } from "../../catalog/table-columns.js";
import type { OperationEffect } from "../migration.js";
import { getTableNameFromParts, type SqlContext } from "./sql-context.js";

// Parts of ALTER TABLE that touch no column.
const HARMLESS: ReadonlySet<string> = new Set([
  "AddConstraint",
  "Algorithm",
  "AutoIncrement",
  "DropForeignKey",
  "DropIndex",
  "DropPrimaryKey",
  "Lock",
]);

/**
 * What ALTER TABLE and RENAME TABLE do in MySQL's and SQLite's own words, where Postgres' grammar does not take them; undefined for other
 * statements and where any part is not understood.
 */
export function readDialectStatement(
  context: SqlContext,
  sql: string,
  dialectName: string | undefined,
): readonly OperationEffect[] | undefined {
  const dialect = dialectName === undefined ? undefined : findDialect(dialectName);
  if (dialect === undefined || dialect === "postgres") return undefined;
  const [statement, ...others] = splitDialect(sql, dialect);
  if (statement === undefined || others.length > 0) return undefined;
  const parsed = parseDialectStatement(statement, dialect);
  if ("error" in parsed) return undefined;
  const [kind, content] = getKind(parsed.trees[0]) ?? ["", undefined];
  if (kind === "RenameTable") return readRenames(context, Array.isArray(content) ? content : []);
  if (kind !== "AlterTable") return undefined;
  const table = readTable(context, getField(content, "name"));
  const effects = getList(content, "operations").map((operation) => readCommand(table, operation));
  return effects.every((effect) => effect !== undefined) ? effects.flat() : undefined;
}

function readTable(context: SqlContext, name: unknown): TableName {
  return getTableNameFromParts(context, readNames(name));
}

/** Unquoted names fold to lower case here as they do in the rest of a migration. */
function readNames(name: unknown): string[] {
  const parts: readonly unknown[] = Array.isArray(name) ? name : [name];
  return parts.flatMap((part) => {
    const ident = getField(part, "Identifier") ?? part;
    const isQuoted = typeof getField(ident, "quote_style") === "string";
    return getIdents([ident]).map(({ value }) => (isQuoted ? value : value.toLowerCase()));
  });
}

const readName = (name: unknown): string => readNames(name).at(-1) ?? "";

function readRenames(context: SqlContext, renames: readonly unknown[]): OperationEffect[] {
  return renames.map((rename) => ({
    type: "rename-table",
    table: readTable(context, getField(rename, "old_name")),
    to: readName(getField(rename, "new_name")),
  }));
}

function readCommand(table: TableName, operation: unknown): readonly OperationEffect[] | undefined {
  const [kind, content] = getKind(operation) ?? ["", undefined];
  if (HARMLESS.has(kind)) return [{ type: "other" }];
  switch (kind) {
    case "AddColumn":
      return [readAddColumn(table, getField(content, "column_def"))];
    case "DropColumn":
      return getList(content, "column_names").map((name) => ({
        ...{ type: "drop-column", table, column: readName(name) },
      }));
    case "RenameColumn":
      return readRename(table, getField(content, "old_column_name"), getField(content, "new_column_name"));
    case "ChangeColumn":
      return readRename(table, getField(content, "old_name"), getField(content, "new_name"));
    case "ModifyColumn":
      return [{ type: "alter-column", table, column: readName(getField(content, "col_name")), what: "type" }];
    case "RenameTable":
      return [{ type: "rename-table", table, to: readName(getKind(getField(content, "table_name"))?.[1]) }];
    default:
      return undefined;
  }
}

/** `CHANGE name name text` keeps the name. */
function readRename(table: TableName, from: unknown, to: unknown): OperationEffect[] {
  const [column, next] = [readName(from), readName(to)];
  return column === next
    ? [{ type: "alter-column", table, column, what: "type" }]
    : [{ type: "rename-column", table, column, to: next }];
}

const DEFAULTS: ReadonlySet<string> = new Set(["Default", "Generated", "DialectSpecific"]);

function readAddColumn(table: TableName, definition: unknown): OperationEffect {
  const options = getList(definition, "options").map((option) => getField(option, "option"));
  return {
    type: "add-column",
    table,
    column: readName(getField(definition, "name")),
    notNull: options.includes("NotNull"),
    hasDefault: options.some((option) => DEFAULTS.has(getKind(option)?.[0] ?? "")),
  };
}
