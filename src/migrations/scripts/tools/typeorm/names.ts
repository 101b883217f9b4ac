import type { TableName } from "../../../../catalog/table-columns.js";
import type { OperationEffect } from "../../../migration.js";
import { AT_RUN_TIME, settleEffect } from "../../../operations/run-time-names.js";
import { EMPTY_CONTEXT, getTableNameFromParts } from "../../../operations/sql-context.js";
import type { CallSite } from "../../handle.js";
import type { Value } from "../../value.js";

/** A name as far as the text tells it; the rest stands for what is known only when it runs. */
export function readName(value: Value | undefined): string {
  if (value?.kind !== "text") return AT_RUN_TIME;
  return value.pieces.map((piece) => (piece.kind === "text" ? piece.text : AT_RUN_TIME)).join("");
}

/** `users`, `app.users`: `parseTableName` of TypeORM's drivers. */
export function toTableName(path: string, schema?: string): TableName {
  const parts = path.split(".");
  return getTableNameFromParts(EMPTY_CONTEXT, schema === undefined ? parts : [schema, parts.at(-1) ?? ""]);
}

/** Takes down what happens, or that it can't be told where its names are known only when it runs. */
export function emitSettled(site: CallSite, ...effects: readonly OperationEffect[]): void {
  for (const effect of effects) site.emit(settleEffect(effect));
}

/** A quoted name for SQL that is put together. */
export function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

export function quoteTable({ schema, table }: TableName): string {
  return schema === undefined ? quote(table) : `${quote(schema)}.${quote(table)}`;
}
