import type { TableName } from "../../catalog/table-columns.js";
import type { OperationEffect } from "../migration.js";

/** Stands for what is known only when the SQL runs: of private use, so nobody's name, and to Postgres a letter like others. */
export const AT_RUN_TIME = "\uE000";

// `{{ index .Options "Namespace" }}`, `${schema}`, `<%= schema %>`
const PLACEHOLDER = /\{\{[^{}]*\}\}|\$\{[^{}]*\}|<%[^%]*%>/g;

/** Fills a template's placeholders with a name as long, so that the rest of the statement can be read where it stands. */
export function fillPlaceholders(sql: string): string {
  return sql.replace(PLACEHOLDER, (placeholder) => AT_RUN_TIME.repeat(placeholder.length));
}

const STAND_INS = /\uE000+/g;

/** For people. */
export function showPlaceholders(text: string): string {
  return text.replace(STAND_INS, "…");
}

export function isAtRunTime(value: unknown): boolean {
  return JSON.stringify(value).includes(AT_RUN_TIME);
}

// To do these to a table that isn't known can't break code that uses another one.
const HARMLESS: ReadonlySet<OperationEffect["type"]> = new Set([
  "create-table",
  "create-view",
  "create-function",
  "create-trigger",
  "drop-function",
  "drop-trigger",
  "grant",
  "revoke",
  "other",
]);

/** What remains of an effect once its placeholders count as unknown. */
export function settleEffect(effect: OperationEffect): OperationEffect {
  if (!isAtRunTime(effect)) return effect;
  if ("table" in effect && isAtRunTime(effect.table.schema ?? "")) {
    // Templates fill in the schema: which one, is the deployment's choice, and the default one is what code then sees.
    const table: TableName = { table: effect.table.table };
    return settleEffect({ ...effect, table });
  }
  if ((effect.type === "create-table" || effect.type === "create-view") && !isAtRunTime(effect.table))
    return settleCreated(effect);
  if (HARMLESS.has(effect.type) || isLenient(effect)) return { type: "other" };
  if (effect.type === "unknown") {
    const tables = effect.tables.filter((table) => !isAtRunTime(table));
    const isAllKnown = tables.length === effect.tables.length && effect.tables.length > 0;
    return { ...effect, tables: isAllKnown ? tables : [], reason: "what it runs is known only when it runs" };
  }
  const tables = "table" in effect && !isAtRunTime(effect.table) ? [effect.table.table] : [];
  return { type: "unknown", tables, reason: "its names are known only when it runs" };
}

/** Whatever the table: it loses nothing, and takes what it took. */
function isLenient(effect: OperationEffect): boolean {
  if (effect.type === "alter-column") return effect.what === "drop-not-null" || effect.what === "set-default";
  return effect.type === "add-column" && isAtRunTime(effect.table) && (!effect.notNull || effect.hasDefault);
}

type Created = Extract<OperationEffect, { readonly type: "create-table" | "create-view" }>;

/** The table is known; some of its columns, or where they come from, are not. */
function settleCreated({ columns, columnsOf = [], inherits = [], ...created }: Created): OperationEffect {
  const isKnown = (name: unknown): boolean => !isAtRunTime(name);
  const [sources, parents] = [columnsOf.filter(isKnown), inherits.filter(isKnown)];
  return {
    ...created,
    columns: columns.filter(isKnown),
    ...(sources.length > 0 && { columnsOf: sources }),
    ...(parents.length > 0 && { inherits: parents }),
    isPartial: true,
  };
}
