import type { PGlite } from "@electric-sql/pglite";
import type { MigrationSequence, Operation } from "../../src/migrations/migration.js";
import { replaySchema } from "../../src/migrations/replay-schema.js";

/** What Postgres says of a column: `users.name` → facts. */
export type Facts = ReadonlyMap<
  string,
  { readonly type: string; readonly isNullable: boolean; readonly hasDefault: boolean }
>;

/** All columns of the database but those of tables whose names start with `ignored`: a migrator keeps its own. */
export async function getFacts(database: PGlite, ignored = "kysely_"): Promise<Facts> {
  await database.exec("RESET search_path");
  const { rows } = await database.query<Record<"name" | "type" | "nullable" | "defaulted", string>>(`
    SELECT CASE table_schema WHEN 'public' THEN '' ELSE table_schema || '.' END || table_name || '.' || column_name AS name, data_type AS type,
      is_nullable AS nullable, (coalesce(column_default, generation_expression) IS NOT NULL OR is_identity = 'YES')::text AS defaulted
    FROM information_schema.columns WHERE table_schema NOT IN ('pg_catalog', 'information_schema') AND table_schema NOT LIKE 'pg_temp%'
    UNION ALL SELECT CASE n.nspname WHEN 'public' THEN '' ELSE n.nspname || '.' END || c.relname || '.' || a.attname, a.atttypid::regtype::text, 'YES', 'false'
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE c.relkind = 'm'`);
  return new Map(
    rows
      .filter(({ name }) => !name.startsWith(ignored))
      .map(({ name, type, nullable, defaulted }) => [
        name,
        { type, isNullable: nullable === "YES", hasDefault: defaulted === "true" },
      ]),
  );
}

/** `users.name` of every table whose columns the operations tell in full; others as `users.?`. */
export function getReplayed(sequence: MigrationSequence): string[] {
  return replaySchema([sequence])
    .tables.flatMap(({ schema, table, columns, isComplete }) =>
      (isComplete ? columns : ["?"]).map((column) => formatName({ schema, table }, column)),
    )
    .toSorted();
}

function formatName(
  { schema, table }: { readonly schema?: string | undefined; readonly table: string },
  column: string,
): string {
  return `${schema === undefined ? "" : `${schema}.`}${table}.${column}`;
}

/** Of columns that are there before and after, what became of them. */
export function getDifferences(before: Facts, after: Facts): string[] {
  return [...after].flatMap(([name, now]) => {
    const was = before.get(name);
    if (was === undefined) return [];
    return [
      was.type === now.type ? [] : `${name} type`,
      was.isNullable === now.isNullable ? [] : `${name} ${now.isNullable ? "drop" : "set"}-not-null`,
      was.hasDefault === now.hasDefault ? [] : `${name} ${now.hasDefault ? "set" : "drop"}-default`,
    ].flat();
  });
}

export function getAltered(operations: readonly Operation[]): string[] {
  return operations.flatMap((one) =>
    one.type === "alter-column" ? [`${formatName(one.table, one.column)} ${one.what}`] : [],
  );
}

/** Added columns that are there at the end, with what an INSERT needs to know of them: as the operations say, and as the database has them. */
export function getAdded(
  operations: readonly Operation[],
  after: Facts,
): { readonly read: readonly string[]; readonly made: readonly string[] } {
  const added = operations.flatMap((one) => {
    const name = one.type === "add-column" ? formatName(one.table, one.column) : "";
    const facts = after.get(name);
    return one.type === "add-column" && facts !== undefined ? [{ one, name, facts }] : [];
  });
  const show = (name: string, notNull: boolean, hasDefault: boolean): string =>
    `${name}${notNull ? " not null" : ""}${hasDefault ? " default" : ""}`;
  return {
    read: added.map(({ one, name }) => show(name, one.notNull, one.hasDefault)),
    made: added.map(({ name, facts }) => show(name, !facts.isNullable, facts.hasDefault)),
  };
}
