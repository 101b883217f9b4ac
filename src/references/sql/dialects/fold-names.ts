import type { TableColumns } from "../../../catalog/table-columns.js";
import type { SqlChange } from "../postgres/run.js";

/** One spelling for all spellings of a name: MySQL and SQLite do not tell upper from lower case in columns, nor (on most systems) in tables. */
export interface NameFolding {
  getName(name: string): string;
}

/** The spelling of the manifest comes first, then the one that is met first. */
export function createNameFolding(changes: readonly SqlChange[]): NameFolding {
  const spellings = new Map<string, string>();
  const getName = (name: string): string => {
    const key = name.toLowerCase();
    const known = spellings.get(key) ?? name;
    spellings.set(key, known);
    return known;
  };
  for (const { old } of changes) {
    getName(old.table);
    if (old.schema !== undefined) getName(old.schema);
    if (old.kind === "column") getName(old.column);
  }
  return { getName };
}

export function foldChanges(changes: readonly SqlChange[], { getName }: NameFolding): SqlChange[] {
  return changes.map(({ change, old }): SqlChange => {
    const table = getName(old.table);
    const inSchema = old.schema === undefined ? {} : { schema: getName(old.schema) };
    if (old.kind === "table") return { change, old: { ...old, ...inSchema, table } };
    return { change, old: { ...old, ...inSchema, table, column: getName(old.column) } };
  });
}

/** The tables under folded names. A table is found by its spelling in the statement or the manifest, or in lower case. */
export function foldTables(tables: TableColumns, { getName }: NameFolding): TableColumns {
  const findSpelling = (table: string): string =>
    [table, table.toLowerCase()].find((spelling) => tables.getSchemas(spelling).length > 0) ?? table;
  return {
    getColumns: ({ table, ...schema }) => {
      const columns = tables.getColumns({ ...schema, table: findSpelling(table) });
      return columns && new Set([...columns].map(getName));
    },
    getSchemas: (table) => tables.getSchemas(findSpelling(table)),
  };
}
