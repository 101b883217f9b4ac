import type { SourceText } from "../../../../references/sql/source-text.js";
import { composeSql } from "../../compose-sql.js";
import { isTruthy, type Value } from "../../value.js";
import { composeColumnType } from "./columns.js";
import { getTables, quote } from "./names.js";
import type { Call } from "./statements.js";

/** `alterColumn(table, column, options)`: one statement for each thing that it changes (src/operations/tables/alterColumn.ts). */
export function alterColumn({ args: [table, column, options], site }: Call): readonly SourceText[] {
  const head = composeSql("alter table ", quote(table), " alter column ", quote(column), " ");
  const fields = options?.kind === "object" ? options.fields : NONE;
  const isOpen = options?.kind !== "object" || options.isOpen;
  const nulls = formatNull(fields.get("notNull"), fields.get("allowNull"));
  if (isOpen || nulls === "unknown")
    site.emitUnknown("what it changes is not in this file", getTables(table));
  const actions = [
    formatDefault(fields.get("default")),
    ...formatType(fields.get("type")),
    nulls === "unknown" ? undefined : nulls,
    formatIdentity(fields.get("sequenceGenerated")),
    formatExpression(fields.get("expressionGenerated")),
  ].filter((action) => action !== undefined);
  return actions.map((action) => composeSql(head, action));
}

const NONE: ReadonlyMap<string, Value> = new Map();

function isMissing(value: Value | undefined): value is undefined {
  return value === undefined || (value.kind === "plain" && value.value === undefined);
}

function isNull(value: Value): boolean {
  return value.kind === "plain" && value.value === null;
}

function formatDefault(value: Value | undefined): SourceText | undefined {
  if (isMissing(value)) return undefined;
  return composeSql(isNull(value) ? "drop default" : "set default 1");
}

function formatType(type: Value | undefined): readonly SourceText[] {
  if (isMissing(type) || isTruthy(type) === false) return [];
  return [composeSql("type ", composeColumnType(type, "bare"))];
}

function formatNull(
  notNull: Value | undefined,
  allowNull: Value | undefined,
): SourceText | "unknown" | undefined {
  const isSet = notNull === undefined ? false : isTruthy(notNull);
  if (isSet === true) return composeSql("set not null");
  if (isSet === undefined) return "unknown";
  const isAllowed = allowNull === undefined ? false : isTruthy(allowNull);
  if (!isMissing(notNull) || isAllowed === true) return composeSql("drop not null");
  return isAllowed === undefined ? "unknown" : undefined;
}

function formatIdentity(value: Value | undefined): SourceText | undefined {
  if (isMissing(value)) return undefined;
  return composeSql(isTruthy(value) === false ? "drop identity" : "add generated always as identity");
}

function formatExpression(value: Value | undefined): SourceText | undefined {
  if (isMissing(value)) return undefined;
  return composeSql(isNull(value) ? "drop expression" : "set expression as (1)");
}
