/** A table's name as the database stores it; no schema means the default one (`public`). */
export interface TableName {
  readonly schema?: string;
  readonly table: string;
}

/** Which columns each table has, as far as migrations and models tell. */
export interface TableColumns {
  /** Columns of a table; undefined when nothing tells (unknown is not empty). */
  getColumns(name: TableName): ReadonlySet<string> | undefined;
  /** Schemas in which a table of this name is known; `public` for an unqualified one. */
  getSchemas(table: string): readonly string[];
}

export const DEFAULT_SCHEMA = "public";

/** No schema is the default one. */
export function isSameTable(a: TableName, b: TableName): boolean {
  return a.table === b.table && (a.schema ?? DEFAULT_SCHEMA) === (b.schema ?? DEFAULT_SCHEMA);
}

/** From a plain list; several entries for one table are united. */
export function createTableColumns(
  tables: Iterable<TableName & { readonly columns: Iterable<string> }>,
): TableColumns {
  const bySchema = new Map<string, Map<string, Set<string>>>();
  for (const { schema = DEFAULT_SCHEMA, table, columns } of tables) {
    const inTable = bySchema.get(table) ?? new Map<string, Set<string>>();
    bySchema.set(table, inTable);
    inTable.set(schema, new Set([...(inTable.get(schema) ?? []), ...columns]));
  }
  return {
    getColumns: ({ schema = DEFAULT_SCHEMA, table }) => bySchema.get(table)?.get(schema),
    getSchemas: (table) => [...(bySchema.get(table)?.keys() ?? [])],
  };
}
