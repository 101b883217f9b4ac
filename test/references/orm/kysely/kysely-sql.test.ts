import { PGlite } from "@electric-sql/pglite";
import * as kysely from "kysely";
import { jsonArrayFrom, jsonObjectFrom } from "kysely/helpers/postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTableColumns } from "../../../../src/catalog/table-columns.js";
import { detectKysely } from "../../../../src/references/orm/kysely/detect-kysely.js";
import { analyzePostgres } from "../../../../src/references/sql/analyze-postgres.js";
import { loadPostgres } from "../../../../src/sql/postgres-parser.js";
import { change, createTestProject, parseTestScript } from "../../../support/parse.js";
import { CALLS, QUIET_CALLS } from "./kysely-calls.js";

await loadPostgres();

const SCHEMA = `
create table users (id int primary key, email text, name text, tenant int, unique (tenant, name));
create table pets (id int primary key, name text, owner_id int);
`;
const CHANGE = change("column", "users.name");
const tables = createTableColumns([
  { table: "users", columns: ["id", "email", "name", "tenant"] },
  { table: "pets", columns: ["id", "name", "owner_id"] },
]);
const project = createTestProject({ changes: [CHANGE], tables });

const db = new kysely.Kysely<unknown>({
  dialect: {
    createAdapter: () => new kysely.PostgresAdapter(),
    createDriver: () => new kysely.DummyDriver(),
    createIntrospector: (instance) => new kysely.PostgresIntrospector(instance),
    createQueryCompiler: () => new kysely.PostgresQueryCompiler(),
  },
});

/** The SQL that Kysely makes of a call. */
function compile(call: string): string {
  const { sql, expressionBuilder } = kysely;
  const given = { db, sql, expressionBuilder, jsonArrayFrom, jsonObjectFrom };
  const build = new Function(...Object.keys(given), `return ${call};`) as (
    ...values: unknown[]
  ) => kysely.Compilable;
  return build(...Object.values(given)).compile().sql;
}

const getAccesses = (uses: readonly { readonly access: string }[]): string[] =>
  [...new Set(uses.map(({ access }) => access))].sort();

let whole: PGlite;
let without: PGlite;
beforeAll(async () => {
  [whole, without] = await Promise.all([PGlite.create(), PGlite.create()]);
  await Promise.all([whole.exec(SCHEMA), without.exec(SCHEMA)]);
  await without.exec("alter table users drop column name");
});
afterAll(() => Promise.all([whole.close(), without.close()]));

async function prepares(database: PGlite, sql: string): Promise<boolean> {
  try {
    await database.exec(`prepare statement as ${sql}; deallocate statement`);
    return true;
  } catch {
    return false;
  }
}

/** What the detector says of a call, which must be what Postgres' grammar says of its SQL. */
async function judge(call: string) {
  const sql = compile(call);
  const accesses = getAccesses(detectKysely(parseTestScript("a.ts", call), project));
  expect(accesses).toEqual(getAccesses(analyzePostgres(sql, { changes: [CHANGE], tables }).uses));
  expect(await prepares(whole, sql)).toBe(true);
  return { accesses, isBroken: !(await prepares(without, sql)) };
}

describe("detectKysely against the SQL that Kysely makes", () => {
  it.each(CALLS)("%s", async (call) => {
    const { accesses, isBroken } = await judge(call);
    expect(accesses.some((access) => access !== "implicit")).toBe(isBroken);
  });

  it.each(QUIET_CALLS)("%s", async (call) => {
    const { accesses, isBroken } = await judge(call);
    expect(accesses).not.toEqual([]);
    expect(isBroken).toBe(false);
  });
});
