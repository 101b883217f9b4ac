import { beforeAll, describe, expect, test } from "vitest";
import { getBatchOperations, type BatchOperation } from "../../src/migrations/batch-operations.js";
import { readMigrations } from "../../src/migrations/read-migrations.js";
import { loadPostgres } from "../../src/sql/postgres-parser.js";

beforeAll(loadPostgres);

const BASE =
  "CREATE TABLE users (id int PRIMARY KEY, name text, email text); CREATE TABLE app.logs (at date);";

/** The operations of a batch of migrations that follow `BASE`. */
function getBatch(...batch: readonly string[]): BatchOperation[] {
  const files = [BASE, ...batch].map((text, index) => ({ path: `m/${index}.sql`, text }));
  return readMigrations([{ dir: "m" }], files).flatMap((sequence) =>
    getBatchOperations(sequence, ({ id }) => id !== "0.sql"),
  );
}

const summarize = ({ operation, isOnNew, before, survives }: BatchOperation): unknown[] => [
  operation.type,
  isOnNew ? "new" : "old",
  ...(before === undefined ? [] : [[before.table.table, before.column].filter(Boolean).join(".")]),
  ...(survives === undefined ? [] : [survives]),
];

describe("what the batch created may be changed freely", () => {
  test("a column", () => {
    expect(
      getBatch("ALTER TABLE users ADD a int", "ALTER TABLE users DROP a, DROP name").map(summarize),
    ).toEqual([
      ["add-column", "old", "users"],
      ["drop-column", "new", "users.a"],
      ["drop-column", "old", "users.name"],
    ]);
  });
  test("a table, also under another name", () => {
    expect(
      getBatch(
        "CREATE TABLE teams (id int)",
        "ALTER TABLE teams RENAME TO groups; ALTER TABLE groups DROP id; DROP TABLE groups",
      ).map(summarize),
    ).toEqual([
      ["create-table", "new"],
      ["rename-table", "new", "teams"],
      ["drop-column", "new", "teams.id"],
      ["drop-table", "new", "teams"],
    ]);
  });
  test("but not what IF NOT EXISTS found there", () => {
    expect(getBatch("CREATE TABLE IF NOT EXISTS users (id int); DROP TABLE users").map(summarize)).toEqual([
      ["create-table", "old"],
      ["drop-table", "old", "users"],
    ]);
    expect(
      getBatch("ALTER TABLE users ADD COLUMN IF NOT EXISTS name text, DROP name").map(summarize),
    ).toEqual([
      ["add-column", "old", "users"],
      ["drop-column", "old", "users.name"],
    ]);
  });
  test("nor what it may have found there, since no migration tells", () => {
    const create = "CREATE TABLE IF NOT EXISTS legacy (id int, note text);";
    expect(
      getBatch(create, "ALTER TABLE legacy DROP note, DROP other; DROP TABLE legacy").map(summarize),
    ).toEqual([
      ["create-table", "new"],
      ["drop-column", "old", "legacy.note"],
      ["drop-column", "old", "legacy.other"],
      ["drop-table", "old", "legacy"],
    ]);
    expect(
      getBatch(`${create} ALTER TABLE legacy RENAME note TO n; ALTER TABLE legacy RENAME TO l`).map(
        summarize,
      ),
    ).toEqual([
      ["create-table", "new"],
      ["rename-column", "old", "legacy.note"],
      ["rename-table", "old", "legacy"],
    ]);
  });
  test("which may be added to, filled and altered as a new one", () => {
    const create = "CREATE TABLE IF NOT EXISTS legacy (id int, note text);";
    expect(
      getBatch(
        `${create} ALTER TABLE legacy ADD a int NOT NULL, ALTER note SET NOT NULL; UPDATE legacy SET note = ''; ALTER TABLE legacy DROP a`,
      ).map(summarize),
    ).toEqual([
      ["create-table", "new"],
      ["add-column", "new", "legacy"],
      ["alter-column", "new", "legacy.note"],
      ["backfill", "new", "legacy"],
      ["drop-column", "new", "legacy.a"],
    ]);
  });
  test("and is new where a migration tells that it was not there, or it takes the place of another", () => {
    expect(
      getBatch("DROP TABLE users", "CREATE TABLE IF NOT EXISTS users (id int)", "DROP TABLE users").map(
        summarize,
      ),
    ).toEqual([
      ["drop-table", "old", "users"],
      ["create-table", "new"],
      ["drop-table", "new", "users"],
    ]);
    expect(
      getBatch(
        "CREATE TABLE IF NOT EXISTS users_next (id int, name text, email text); DROP TABLE users; ALTER TABLE users_next RENAME TO users",
      ).map(summarize),
    ).toEqual([
      ["create-table", "new"],
      ["drop-table", "old", "users", "re-added"],
      ["rename-table", "new", "users_next"],
    ]);
  });
  test("nor a table older than all migrations", () => {
    expect(getBatch("ALTER TABLE legacy DROP a; DROP TABLE legacy").map(summarize)).toEqual([
      ["drop-column", "old", "legacy.a"],
      ["drop-table", "old", "legacy"],
    ]);
  });
});

describe("names are those from before the batch", () => {
  test("which a rename of before the batch gave", () => {
    const files = [BASE, "ALTER TABLE users RENAME TO people; ALTER TABLE people RENAME name TO title;"];
    const sequences = readMigrations(
      [{ dir: "m" }],
      [...files, "ALTER TABLE people DROP title; DROP TABLE people"].map((text, index) => ({
        path: `m/${index}.sql`,
        text,
      })),
    );
    expect(
      sequences.flatMap((one) => getBatchOperations(one, ({ id }) => id === "2.sql")).map(summarize),
    ).toEqual([
      ["drop-column", "old", "people.title"],
      ["drop-table", "old", "people"],
    ]);
  });
  test("through renames", () => {
    expect(
      getBatch(
        "ALTER TABLE users RENAME TO people; ALTER TABLE people RENAME name TO full_name",
        "ALTER TABLE people DROP full_name",
      ).map(summarize),
    ).toEqual([
      ["rename-table", "old", "users"],
      ["rename-column", "old", "users.name"],
      ["drop-column", "old", "users.name"],
    ]);
  });
});

describe("what goes on to answer under its old name", () => {
  test("a column added again", () => {
    expect(
      getBatch("ALTER TABLE users DROP name; ALTER TABLE users ADD name varchar").map(summarize),
    ).toEqual([
      ["drop-column", "old", "users.name", "re-added"],
      ["add-column", "old", "users"],
    ]);
  });
  test("a column renamed, and kept as a generated one", () => {
    expect(
      getBatch(
        "ALTER TABLE users RENAME name TO full_name; ALTER TABLE users ADD name text GENERATED ALWAYS AS (full_name) STORED",
      ).map(summarize),
    ).toEqual([
      ["rename-column", "old", "users.name", "re-added"],
      ["add-column", "old", "users"],
    ]);
  });
  test("a table kept by a view with all its columns", () => {
    expect(
      getBatch(
        "ALTER TABLE users RENAME TO people; CREATE VIEW users AS SELECT id, name, email FROM people",
      ).map(summarize),
    ).toEqual([
      ["rename-table", "old", "users", "view"],
      ["create-view", "new"],
    ]);
  });
  test("a view with fewer columns drops the others", () => {
    expect(
      getBatch("ALTER TABLE users RENAME TO people; CREATE VIEW users AS SELECT id, email FROM people").map(
        summarize,
      ),
    ).toEqual([
      ["drop-column", "old", "users.name"],
      ["create-view", "new"],
    ]);
  });
  test("a column renamed behind a view that gives the old name", () => {
    expect(
      getBatch(
        "ALTER TABLE users RENAME TO people; ALTER TABLE people RENAME name TO full_name; CREATE VIEW users AS SELECT id, email, full_name AS name FROM people",
      ).map(summarize),
    ).toEqual([
      ["rename-table", "old", "users", "view"],
      ["rename-column", "old", "users.name", "view"],
      ["create-view", "new"],
    ]);
  });
  test("a view whose columns can't be told keeps nothing", () => {
    expect(
      getBatch("ALTER TABLE users RENAME TO people; CREATE VIEW users AS SELECT * FROM some_function()").map(
        summarize,
      ),
    ).toEqual([
      ["rename-table", "old", "users"],
      ["create-view", "new"],
    ]);
  });
  test("SQLite's way to drop a column", () => {
    expect(
      getBatch(
        `CREATE TABLE new_users (id int, email text); INSERT INTO new_users SELECT id, email FROM users; DROP TABLE users; ALTER TABLE new_users RENAME TO users`,
      ).map(summarize),
    ).toEqual([
      ["create-table", "new"],
      ["backfill", "new", "new_users"],
      ["drop-column", "old", "users.name"],
      ["rename-table", "new", "new_users"],
    ]);
  });
});

describe("a schema", () => {
  test("that goes takes its tables along", () => {
    expect(getBatch("DROP SCHEMA app CASCADE").map(({ operation }) => operation)).toMatchObject([
      {
        type: "drop-table",
        table: { schema: "app", table: "logs" },
        at: { line: 1, column: 1 },
        text: "DROP SCHEMA app CASCADE",
      },
    ]);
  });
  test("of which nothing is known", () => {
    expect(getBatch("DROP SCHEMA web CASCADE").map(({ operation }) => operation)).toMatchObject([
      { type: "unknown", tables: [], reason: "it drops the schema web, whose tables no migration tells" },
    ]);
  });
});

test("what never runs does nothing", () => {
  const files = [
    { path: "m/1_a.sql", text: "-- migrate:up\nCREATE TABLE a (x int);\n-- migrate:down\n" },
    { path: "m/1_b.sql", text: "-- migrate:up\nDROP TABLE a;\n-- migrate:down\n" },
  ];
  const [sequence] = readMigrations([{ dir: "m" }], files);
  expect(sequence && getBatchOperations(sequence, () => true).map(summarize)).toEqual([
    ["create-table", "new"],
  ]);
});
