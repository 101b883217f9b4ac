import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Migration, Operation } from "../../../../../src/migrations/migration.js";
import { getLiveDefinitions } from "../../../../../src/migrations/live-definitions.js";
import { readOperations } from "../../../../../src/migrations/operations/read-operations.js";
import { readBody } from "../../../../../src/migrations/read-body.js";
import { replaySchema } from "../../../../../src/migrations/replay-schema.js";
import { loadPostgres } from "../../../../../src/sql/postgres-parser.js";
import { CASES, SETUP } from "./cases.js";
import { openSequelize, type RealSequelize } from "./run-real.js";

let real: RealSequelize;
beforeAll(async () => {
  await loadPostgres();
  real = await openSequelize();
});
afterAll(() => real.close());

const read = (text: string): readonly Operation[] =>
  readBody({ script: { tool: "sequelize", text } }, { file: "m/1_a.ts", dialect: undefined });

const list = (operations: readonly Operation[]): Migration[] => [
  { id: "0", file: "0.sql", operations: readOperations(SETUP) },
  { id: "1", file: "1.ts", operations },
];

interface Column {
  readonly path: string;
  readonly notNull: boolean;
  readonly hasDefault: boolean;
}

async function getColumns(): Promise<readonly Column[]> {
  const { rows } = await real.database.query<Column>(`
    SELECT replace(table_schema || '.' || table_name, 'public.', '') || '/' || column_name AS path,
      is_nullable = 'NO' AS "notNull", column_default IS NOT NULL OR is_generated = 'ALWAYS' AS "hasDefault"
    FROM information_schema.columns WHERE table_schema IN ('public', 'app') ORDER BY 1`);
  return rows;
}

async function getDefinitions(): Promise<readonly string[]> {
  const { rows } = await real.database.query<{ readonly name: string }>(`
    SELECT proname AS name FROM pg_proc WHERE pronamespace = 'public'::regnamespace
    UNION ALL SELECT tgname FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1`);
  return rows.map(({ name }) => name);
}

const formatPath = (schema: string | undefined, table: string, column: string): string =>
  `${schema === undefined ? "" : `${schema}.`}${table}/${column}`;

/** What an operation leaves of a column, as the database tells it. */
function getDemand(operation: Operation): (Partial<Column> & { readonly path: string }) | undefined {
  if (operation.type !== "add-column" && operation.type !== "alter-column") return undefined;
  const path = formatPath(operation.table.schema, operation.table.table, operation.column);
  if (operation.type === "add-column")
    return { path, notNull: operation.notNull, hasDefault: operation.hasDefault };
  switch (operation.what) {
    case "set-not-null":
    case "drop-not-null":
      return { path, notNull: operation.what === "set-not-null" };
    case "set-default":
    case "drop-default":
      return { path, hasDefault: operation.what === "set-default" };
    default:
      return undefined;
  }
}

/** The last word on each column that is still there. */
function getDemands(operations: readonly Operation[], columns: readonly Column[]) {
  const demands = new Map<string, Partial<Column>>();
  for (const operation of operations) {
    const demand = getDemand(operation);
    if (demand) demands.set(demand.path, { ...demands.get(demand.path), ...demand });
  }
  return [...demands.values()].filter(({ path }) => columns.some((column) => column.path === path));
}

describe("what a migration does is what Sequelize itself did", () => {
  test.each(Object.entries(CASES))("%s", async (_name, migration) => {
    await real.database.exec(
      "DROP SCHEMA public CASCADE; DROP SCHEMA IF EXISTS app CASCADE; CREATE SCHEMA public",
    );
    await real.database.exec(SETUP);
    await real.run(migration);
    const columns = await getColumns();

    const operations = read(migration.text);
    expect(operations.filter(({ type }) => type === "unknown")).toEqual([]);
    expect(operations).not.toEqual([]);
    const sequence = { dir: "m", format: "sequelize", migrations: list(operations) };
    const replayed = replaySchema([sequence]).tables.flatMap(({ schema, table, columns: names }) =>
      names.map((column) => formatPath(schema, table, column)),
    );
    expect(replayed.toSorted()).toEqual(columns.map(({ path }) => path).toSorted());
    for (const demand of getDemands(operations, columns))
      expect(columns).toContainEqual(expect.objectContaining(demand));
    expect(
      getLiveDefinitions(sequence)
        .map(({ name }) => name)
        .toSorted(),
    ).toEqual([...(await getDefinitions())].toSorted());
  });
});
