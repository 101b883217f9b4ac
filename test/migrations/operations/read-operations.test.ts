import { beforeAll, describe, expect, test } from "vitest";
import { readOperations } from "../../../src/migrations/operations/read-operations.js";
import { loadPostgres } from "../../../src/sql/postgres-parser.js";
import { getEffects } from "./effects.js";

beforeAll(loadPostgres);

const users = { table: "users" };

describe("each operation beside its nearest neighbour", () => {
  test("a column dropped, a constraint dropped", () => {
    expect(getEffects("ALTER TABLE users DROP name")).toEqual([
      { type: "drop-column", table: users, column: "name" },
    ]);
    expect(getEffects("ALTER TABLE users DROP CONSTRAINT name")).toEqual([{ type: "other" }]);
  });
  test("a column renamed, a constraint renamed", () => {
    expect(getEffects("ALTER TABLE users RENAME name TO full_name")).toEqual([
      { type: "rename-column", table: users, column: "name", to: "full_name" },
    ]);
    expect(getEffects("ALTER TABLE users RENAME CONSTRAINT name TO full_name")).toEqual([{ type: "other" }]);
  });
  test("a table dropped, an index dropped", () => {
    expect(getEffects("DROP TABLE IF EXISTS users CASCADE")).toEqual([{ type: "drop-table", table: users }]);
    expect(getEffects("DROP INDEX users")).toEqual([{ type: "other" }]);
  });
  test("several tables in one statement are several", () => {
    expect(getEffects("DROP TABLE users, app.orders")).toEqual([
      { type: "drop-table", table: users },
      { type: "drop-table", table: { schema: "app", table: "orders" } },
    ]);
  });
  test("a table renamed or moved, an index renamed", () => {
    expect(getEffects("ALTER TABLE users RENAME TO people")).toEqual([
      { type: "rename-table", table: users, to: "people" },
    ]);
    expect(getEffects("ALTER TABLE users SET SCHEMA archive")).toEqual([
      { type: "rename-table", table: users, to: "users", toSchema: "archive" },
    ]);
    expect(getEffects("ALTER INDEX users RENAME TO people")).toEqual([{ type: "other" }]);
  });
  test("a view dropped or renamed is no table", () => {
    expect(
      getEffects("DROP VIEW users; DROP MATERIALIZED VIEW users; ALTER VIEW users RENAME TO people"),
    ).toEqual([
      { type: "drop-view", table: users },
      { type: "drop-view", table: users },
      { type: "rename-view", table: users, to: "people" },
    ]);
  });
  test("types dropped with and without what uses them", () => {
    expect(getEffects("DROP TYPE mood CASCADE")).toEqual([
      { type: "unknown", tables: [], reason: "dropping mood with CASCADE drops the columns that use it" },
    ]);
    expect(getEffects("DROP TYPE mood")).toEqual([{ type: "other" }]);
  });
  test("a schema dropped, a schema renamed", () => {
    expect(getEffects("DROP SCHEMA app CASCADE")).toEqual([{ type: "drop-schema", schema: "app" }]);
    expect(getEffects("ALTER SCHEMA app RENAME TO web")).toEqual([
      { type: "unknown", tables: [], reason: "every table of the schema app gets another name" },
    ]);
  });
  test("NOT NULL with and without a default", () => {
    expect(
      getEffects(
        "ALTER TABLE users ADD a int NOT NULL, ADD b int NOT NULL DEFAULT 0, ADD c int DEFAULT NULL",
      ),
    ).toEqual([
      { type: "add-column", table: users, column: "a", notNull: true, hasDefault: false },
      { type: "add-column", table: users, column: "b", notNull: true, hasDefault: true },
      { type: "add-column", table: users, column: "c", notNull: false, hasDefault: false },
    ]);
  });
  test("privileges on tables, privileges on functions", () => {
    expect(
      getEffects("REVOKE SELECT (name) ON users FROM app; GRANT SELECT ON users, app.orders TO app"),
    ).toEqual([
      { type: "revoke", table: users },
      { type: "grant", table: users },
      { type: "grant", table: { schema: "app", table: "orders" } },
    ]);
    expect(getEffects("GRANT EXECUTE ON FUNCTION users TO app")).toEqual([{ type: "other" }]);
  });
  test("functions and triggers", () => {
    expect(
      getEffects(`CREATE FUNCTION sync() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.full_name := NEW.name; RETURN NEW; END $$;
        CREATE TRIGGER sync_name BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION sync();
        DROP TRIGGER sync_name ON users; DROP FUNCTION sync`),
    ).toEqual([
      { type: "create-function", name: { table: "sync" }, parameters: [] },
      { type: "create-trigger", table: users, name: "sync_name" },
      { type: "drop-trigger", table: users, name: "sync_name" },
      { type: "drop-function", name: { table: "sync" } },
    ]);
  });
  test("public is the default schema", () => {
    expect(getEffects("DROP TABLE public.users")).toEqual([{ type: "drop-table", table: users }]);
  });
});

describe("where an operation stands", () => {
  const getPlaces = (sql: string): string[] =>
    readOperations(sql).map(({ at: { line, column } }) => `${line}:${column}`);

  test("at its statement, behind comments", () => {
    expect(getPlaces("-- why\n\n/* more */ DROP TABLE a;\n  DROP TABLE b")).toEqual(["3:12", "4:3"]);
  });
  test("at its command, of several", () => {
    expect(getPlaces("ALTER TABLE IF EXISTS ONLY app.users\n  ADD a numeric(1, 2),\n  DROP b")).toEqual([
      "2:3",
      "3:3",
    ]);
    expect(getPlaces("ALTER TABLE users\n  DROP b")).toEqual(["1:1"]);
  });
  test("in UTF-16, behind letters and faces", () => {
    expect(getPlaces("/* größe 😀 */ DROP TABLE a")).toEqual(["1:16"]);
  });
  test("within a block", () => {
    expect(getPlaces("DO $$\nBEGIN\n  DROP TABLE a;\n  EXECUTE 'DROP TABLE b';\nEND $$")).toEqual([
      "3:3",
      "4:11",
    ]);
  });
  test("with Windows line ends", () => {
    expect(getPlaces("SELECT 1;\r\n\r\nDROP TABLE a")).toEqual(["1:1", "3:1"]);
  });
});

describe("the text for people", () => {
  test("is one line without comments, and the command of several", () => {
    const sql = "ALTER TABLE users -- the old one\n  ADD a int,\n  DROP   name";
    expect(readOperations(sql).map(({ text }) => text)).toEqual([
      "ALTER TABLE users ADD a int",
      "ALTER TABLE users DROP name",
    ]);
  });
  test("is cut", () => {
    const [operation] = readOperations(`INSERT INTO a VALUES (${"1, ".repeat(200)}1)`);
    expect(operation?.text).toHaveLength(200);
  });
});

describe("what can't be read is unknown, never nothing", () => {
  test("a syntax error hides no other statement", () => {
    expect(getEffects(`ALTER TABLE users FROB "Name"; DROP TABLE orders`)).toEqual([
      {
        type: "unknown",
        tables: ["users", "frob", "Name"],
        reason: 'it can\'t be parsed: syntax error at or near "FROB"',
      },
      { type: "drop-table", table: { table: "orders" } },
    ]);
  });
  test("an unterminated string", () => {
    expect(getEffects("DROP TABLE orders; UPDATE users SET a = 'x; DROP TABLE teams")).toMatchObject([
      { type: "drop-table" },
      { type: "unknown", tables: ["users", "a", "x", "DROP", "TABLE", "teams"] },
    ]);
  });
  test("an empty file does nothing", () => {
    expect(readOperations("")).toEqual([]);
    expect(readOperations("-- This is an empty migration.")).toEqual([]);
  });
});

test("a template's schema is read as the default one", () => {
  expect(getEffects('ALTER TABLE {{ index .Options "Namespace" }}.users DROP COLUMN name')).toEqual([
    { type: "drop-column", table: users, column: "name" },
  ]);
  expect(getEffects("DROP TABLE ${schema}.users; DROP TABLE ${table}")).toEqual([
    { type: "drop-table", table: users },
    { type: "unknown", tables: [], reason: "its names are known only when it runs" },
  ]);
});

describe("temporary tables are nobody's", () => {
  test("while a table of that name in another schema is", () => {
    expect(getEffects("CREATE TEMP TABLE users (id int); DROP TABLE users; DROP TABLE app.users")).toEqual([
      { type: "other" },
      { type: "other" },
      { type: "drop-table", table: { schema: "app", table: "users" } },
    ]);
  });
});

test("is JSON-able, for a cache", () => {
  const operations = readOperations(
    "ALTER TABLE users DROP name; CREATE VIEW v AS SELECT * FROM users; FROB",
  );
  expect(JSON.parse(JSON.stringify(operations))).toEqual(operations);
});

test("500 migrations are read in well under a second", () => {
  const sql = `CREATE TABLE t (id int PRIMARY KEY, name text);\nALTER TABLE t ADD COLUMN a int, DROP COLUMN name;\nCREATE INDEX i ON t (a);`;
  const start = performance.now();
  for (let index = 0; index < 500; index += 1) readOperations(`-- ${index}\n${sql}`);
  expect(performance.now() - start).toBeLessThan(2_000);
});
