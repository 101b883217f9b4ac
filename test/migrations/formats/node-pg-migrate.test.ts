import { PGlite } from "@electric-sql/pglite";
import { runner } from "node-pg-migrate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { nodePgMigrate } from "../../../src/migrations/formats/node-pg-migrate.js";
import { getOrder, getSql, toMigrationFiles, writeMigrations } from "../format-files.js";

let database: PGlite;
beforeAll(async () => {
  database = await PGlite.create();
});
afterAll(() => database.close());

interface Query {
  readonly text: string;
  readonly values?: unknown[];
}

/** Runs the real migrator on a database of its own schema: names in the order in which they ran. */
async function run(texts: Readonly<Record<string, string>>): Promise<string[]> {
  await database.exec("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
  const query = async (given: string | Query, values?: unknown[]): Promise<unknown> => {
    const { text, values: own = values } = typeof given === "string" ? { text: given } : given;
    const [result] =
      own === undefined ? (await database.exec(text)).slice(-1) : [await database.query(text, own)];
    return { ...result, rowCount: result?.rows.length ?? 0 };
  };
  const migrations = await runner({
    // The part of pg's client that the migrator calls.
    dbClient: { query, on: () => undefined } as never,
    dir: writeMigrations(texts),
    direction: "up",
    migrationsTable: "done",
    noLock: true,
    log: () => undefined,
    logger: { info: () => undefined, warn: () => undefined, error: () => undefined, debug: () => undefined },
  });
  return migrations.map(({ name }) => name);
}

function getScript(name: string): string {
  return name.endsWith(".mjs") ? "export const up = () => {};" : "exports.up = () => {};";
}

describe("the order is that of node-pg-migrate itself", () => {
  test.each<[string, readonly string[]]>([
    ["indexes by value", ["10_c.sql", "9_b.sql", "0001_a.sql"]],
    [
      "milliseconds and UTC digits by time",
      ["1700000000000_b.sql", "20230101000000000_a.sql", "20240101000000000_c.sql"],
    ],
    ["equal numbers by name", ["1_b.sql", "1_a.sql", "1_c10.sql", "1_c9.sql"]],
    ["indexes before times", ["1700000000000_b.sql", "0002_a.sql"]],
    ["dashes", ["2-b.sql", "1-a.sql", "10-c.sql"]],
    ["scripts and SQL together", ["3_c.js", "1_a.cjs", "10_d.mjs", "2_b.sql"]],
    ["scripts by time", ["1700000000000_b.js", "20230101000000000_a.js", "20240101000000000_c.js"]],
    ["equal numbers of scripts by name", ["5_B.js", "5_a.js", "5_a-b.js", "5_ab.js", "5_A.js"]],
  ])("%s", async (_name, names) => {
    const texts = Object.fromEntries(
      names.map((name) => [name, name.endsWith(".sql") ? "SELECT 1;" : getScript(name)]),
    );
    expect(getOrder(nodePgMigrate, texts)).toEqual(await run(texts));
  });
});

describe("what runs forward is what the migrator runs", () => {
  test.each<[string, string, string[]]>([
    [
      "up and down",
      "-- Up Migration\nCREATE TABLE a (x int);\n-- Down Migration\nCREATE TABLE b (x int);",
      ["a"],
    ],
    [
      "down first",
      "-- Down Migration\nCREATE TABLE b (x int);\n-- Up Migration\nCREATE TABLE a (x int);",
      ["a"],
    ],
    ["no marks", "CREATE TABLE a (x int);\nCREATE TABLE b (x int);", ["a", "b"]],
    ["only a down mark", "CREATE TABLE a (x int);\n-- Down Migration\nCREATE TABLE b (x int);", ["a", "b"]],
    [
      "small letters and dashes",
      "---- up migration ----\nCREATE TABLE a (x int);\n---- down migration ----\nCREATE TABLE b (x int);",
      ["a"],
    ],
  ])("%s", async (_name, text, tables) => {
    await run({ "1_a.sql": text });
    const { rows } = await database.query<{ tablename: string }>(
      "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'done' ORDER BY 1",
    );
    const forward = getSql(nodePgMigrate.read(toMigrationFiles({ "1_a.sql": text }))[0]);
    expect(rows.map(({ tablename }) => tablename)).toEqual(tables);
    expect([...forward.matchAll(/CREATE TABLE (\w)/g)].map((match) => match[1])).toEqual(tables);
    expect(forward).toHaveLength(text.length);
  });
});

test("a rollback file is none of its migrations", () => {
  expect(getOrder(nodePgMigrate, { "1_a.up.sql": "A", "1_a.down.sql": "B" })).toEqual(["1_a"]);
});
