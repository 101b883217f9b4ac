import { beforeAll, describe, expect, test } from "vitest";
import { loadPostgres } from "../../../src/sql/postgres-parser.js";
import { getEffects } from "./effects.js";

beforeAll(loadPostgres);

const users = { table: "users" };
const AT_RUN_TIME = "its names are known only when it runs";

describe("a DO block", () => {
  test("does what its statements do, in every branch", () => {
    expect(
      getEffects(`DO $$ BEGIN
        IF EXISTS (SELECT 1 FROM information_schema.columns) THEN ALTER TABLE users DROP COLUMN name;
        ELSE ALTER TABLE users ADD COLUMN full_name text; END IF;
        EXCEPTION WHEN others THEN DROP TABLE orders; END $$`),
    ).toEqual([
      { type: "drop-column", table: users, column: "name" },
      { type: "add-column", table: users, column: "full_name", notNull: false, hasDefault: false },
      { type: "drop-table", table: { table: "orders" } },
    ]);
  });
  test("without any of interest is other", () => {
    expect(getEffects("DO $$ BEGIN RAISE NOTICE 'DROP TABLE users'; PERFORM 1; END $$")).toEqual([
      { type: "other" },
    ]);
  });
  test("in another language is unknown", () => {
    expect(getEffects("DO LANGUAGE plperl $$ spi_exec('drop table users') $$")).toEqual([
      { type: "unknown", tables: ["plperl"], reason: "its body in plperl can't be read" },
    ]);
  });
  test("in quotes", () => {
    expect(getEffects("DO 'BEGIN DROP TABLE users; END'")).toEqual([{ type: "drop-table", table: users }]);
  });
});

describe("EXECUTE", () => {
  const getExecuted = (expression: string): unknown =>
    getEffects(`DO $$ DECLARE t text; r record; BEGIN EXECUTE ${expression}; END $$`);

  test("of a constant is read", () => {
    expect(getExecuted("'DROP TABLE users'")).toEqual([{ type: "drop-table", table: users }]);
  });
  test("of constants put together is read", () => {
    expect(getExecuted("'ALTER TABLE ' || quote_ident('users') || ' DROP COLUMN name'")).toEqual([
      { type: "drop-column", table: users, column: "name" },
    ]);
    expect(getExecuted("format('ALTER TABLE %2$I DROP COLUMN %1$I', 'Full Name', 'users')")).toEqual([
      { type: "drop-column", table: users, column: "Full Name" },
    ]);
  });
  test("with a column in a variable is unknown on its table", () => {
    expect(getExecuted("format('ALTER TABLE users DROP COLUMN %I', t)")).toEqual([
      { type: "unknown", tables: ["users"], reason: AT_RUN_TIME },
    ]);
  });
  test("with a table in a variable is unknown on any", () => {
    expect(getExecuted("'DROP TABLE ' || t")).toEqual([{ type: "unknown", tables: [], reason: AT_RUN_TIME }]);
    expect(getExecuted("t")).toEqual([
      { type: "unknown", tables: [], reason: "what it runs is known only when it runs" },
    ]);
  });
  test("with a value in a variable is read", () => {
    expect(getExecuted("format('ALTER TABLE users ADD COLUMN a text DEFAULT %L', t)")).toEqual([
      { type: "add-column", table: users, column: "a", notNull: false, hasDefault: true },
    ]);
  });
  test("of what harms no table, whichever it is, is other", () => {
    expect(getExecuted("format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', r.name)")).toEqual([
      { type: "other" },
    ]);
    expect(getExecuted("format('GRANT SELECT ON %I TO app', r.name)")).toEqual([{ type: "other" }]);
  });
  test("of what adds to a table or loosens it, whichever it is, is other", () => {
    expect(getExecuted("format('ALTER TABLE %I ADD COLUMN note text', t)")).toEqual([{ type: "other" }]);
    expect(getExecuted("format('ALTER TABLE %I ADD n int NOT NULL DEFAULT 0', t)")).toEqual([
      { type: "other" },
    ]);
    expect(getExecuted("format('ALTER TABLE %I ALTER name DROP NOT NULL', t)")).toEqual([{ type: "other" }]);
  });
  test("of what refuses rows that a table took is unknown, and so is a column of a table that is known", () => {
    const unknown = (...tables: readonly string[]) => [{ type: "unknown", tables, reason: AT_RUN_TIME }];
    expect(getExecuted("format('ALTER TABLE %I ADD n int NOT NULL', t)")).toEqual(unknown());
    expect(getExecuted("format('ALTER TABLE %I ALTER name SET NOT NULL', t)")).toEqual(unknown());
    expect(getExecuted("format('ALTER TABLE %I DROP name', t)")).toEqual(unknown());
    expect(getExecuted("format('ALTER TABLE users ADD %I text', t)")).toEqual(unknown("users"));
  });
});

describe("a function", () => {
  const TIDY =
    "CREATE FUNCTION tidy() RETURNS void LANGUAGE plpgsql AS $$ BEGIN DROP TABLE users; UPDATE orders SET a = 1; END $$;";
  const CREATED = [
    { type: "create-function", name: { table: "tidy" }, parameters: [] },
    { type: "unknown", tables: ["users"], reason: "the function tidy drops or renames when it is called" },
  ];

  test("that drops may be called any time", () => {
    expect(getEffects(TIDY)).toEqual(CREATED);
  });
  test("that is called does what its body does", () => {
    expect(getEffects(`${TIDY} SELECT tidy();`)).toEqual([
      ...CREATED,
      { type: "other" },
      { type: "drop-table", table: users },
      { type: "backfill", table: { table: "orders" }, isBounded: false, statement: "update" },
    ]);
  });
  test("that a trigger calls, or that is made again, is not called", () => {
    const again = TIDY.replace("CREATE", "CREATE OR REPLACE");
    const trigger = "CREATE TRIGGER t AFTER INSERT ON orders FOR EACH ROW EXECUTE FUNCTION tidy();";
    expect(getEffects(`${TIDY} ${again} ${trigger}`)).toEqual([
      ...CREATED,
      ...CREATED,
      { type: "create-trigger", table: { table: "orders" }, name: "t" },
    ]);
  });
  test("that only writes rows is a function", () => {
    const sql =
      "CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE users SET a = 1; RETURN NEW; END $$";
    expect(getEffects(sql)).toEqual([{ type: "create-function", name: { table: "touch" }, parameters: [] }]);
  });
  test("in SQL is read alike", () => {
    expect(
      getEffects("CREATE PROCEDURE tidy() LANGUAGE sql AS 'ALTER TABLE users DROP COLUMN name'; CALL tidy()"),
    ).toMatchObject([
      { type: "create-function" },
      { type: "unknown", tables: ["users"] },
      { type: "other" },
      { type: "drop-column", table: users, column: "name" },
    ]);
  });
});
