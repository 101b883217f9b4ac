import type { RangeVar } from "libpg-query";
import type { Node } from "../../sql/postgres-parser.js";
import { DEFAULT_SCHEMA, type TableName } from "../../catalog/table-columns.js";
import type { PlacedEffect } from "./placed-effect.js";

/** What earlier statements of a file settle for the later ones. */
export interface SqlContext {
  /** Where unqualified names live; undefined: the default schema. */
  readonly schema: string | undefined;
  /** Temporary tables: they hide others of their name and are gone with the session. */
  readonly temporary: ReadonlySet<string>;
  /** What the file's own functions do when they are called. */
  readonly functions: ReadonlyMap<string, readonly PlacedEffect[]>;
  /** Variables of the PL/pgSQL block around: to a statement they are constants. */
  readonly variables: ReadonlySet<string>;
  /** CTEs around a statement that give a limited number of rows. */
  readonly limited: ReadonlySet<string>;
  /** The whole text as it stands in the file, and its dialect, where that is another than Postgres'. */
  readonly source?: { readonly sql: string; readonly dialect: string };
}

export const EMPTY_CONTEXT: SqlContext = {
  schema: undefined,
  temporary: new Set(),
  functions: new Map(),
  variables: new Set(),
  limited: new Set(),
};

/** A table's name with the schema that `search_path` gives it; the default schema is left out. */
export function createTableName(context: SqlContext, table: string, schema = context.schema): TableName {
  return schema === undefined || schema === DEFAULT_SCHEMA ? { table } : { schema, table };
}

export function getTableName(context: SqlContext, relation: RangeVar | undefined): TableName {
  return createTableName(context, relation?.relname ?? "", relation?.schemaname);
}

/** From a dotted name: `[database.][schema.]table`. */
export function getTableNameFromParts(context: SqlContext, parts: readonly string[]): TableName {
  return createTableName(context, parts.at(-1) ?? "", parts.at(-2));
}

/** The strings of a list of names, whether bare or wrapped in a list. */
export function getStrings(nodes: readonly Node[] | undefined): string[] {
  return (nodes ?? []).flatMap((node) => {
    if ("String" in node) return [node.String.sval ?? ""];
    if ("List" in node) return getStrings(node.List.items);
    if ("TypeName" in node) return getStrings(node.TypeName.names);
    if ("ObjectWithArgs" in node) return getStrings(node.ObjectWithArgs.objname);
    return [];
  });
}
