import { beforeAll, describe, expect, test } from "vitest";
import { loadPostgres } from "../../../src/sql/postgres-parser.js";
import { getEffects } from "./effects.js";

beforeAll(loadPostgres);

function isBounded(sql: string): boolean | undefined {
  const backfill = getEffects(sql).find((effect) => effect.type === "backfill");
  return backfill?.type === "backfill" ? backfill.isBounded : undefined;
}

describe("an update of the whole table", () => {
  test.each([
    "UPDATE users SET full_name = name",
    "UPDATE users SET full_name = name WHERE full_name IS NULL",
    "UPDATE users SET full_name = name WHERE full_name IS DISTINCT FROM name AND name <> ''",
    "UPDATE users SET full_name = name WHERE status = 'active'",
    "UPDATE users SET full_name = name WHERE is_admin = true",
    "UPDATE users SET full_name = name WHERE id > 0",
    "UPDATE users SET full_name = name WHERE created_at < '2026-01-01'",
    "UPDATE users SET full_name = name WHERE id IN (SELECT user_id FROM orders)",
    "UPDATE users SET full_name = name WHERE id IN (SELECT id FROM users LIMIT ALL)",
    "UPDATE users SET full_name = name WHERE id NOT IN (1, 2)",
    "UPDATE users SET full_name = name WHERE id = 1 OR name IS NULL",
    "UPDATE users u SET full_name = n.name FROM names n WHERE n.user_id = u.id",
    "UPDATE users u SET full_name = n.name FROM names n WHERE n.user_id = u.id AND n.id = 7",
    "WITH batch AS (SELECT id FROM users) UPDATE users SET full_name = name FROM batch WHERE batch.id = users.id",
    "DO $$ BEGIN LOOP UPDATE users SET full_name = name; EXIT WHEN NOT FOUND; END LOOP; END $$",
  ])("%s", (sql) => {
    expect(isBounded(sql)).toBe(false);
  });
});

describe("an update of a part at a time", () => {
  test.each([
    "UPDATE users SET full_name = name WHERE id BETWEEN 1 AND 1000",
    "UPDATE users SET full_name = name WHERE id > 1000 AND id <= 2000 AND full_name IS NULL",
    "UPDATE users SET full_name = name WHERE 1000 < id AND 2000 >= id",
    "UPDATE users SET full_name = name WHERE created_at >= '2026-01-01' AND created_at < '2026-02-01'",
    "UPDATE users SET full_name = name WHERE id = 7",
    "UPDATE users SET full_name = name WHERE id = 1 OR id = 2",
    "UPDATE users SET full_name = name WHERE id IN (1, 2)",
    "UPDATE users SET full_name = name WHERE id = ANY ('{1,2}'::int[])",
    "UPDATE users SET full_name = name WHERE id IN (SELECT id FROM users WHERE full_name IS NULL LIMIT 1000)",
    "UPDATE users SET full_name = name WHERE id = ANY (ARRAY(SELECT id FROM users LIMIT 1000))",
    "UPDATE users SET full_name = name WHERE ctid = ANY (ARRAY(SELECT ctid FROM users LIMIT 1000))",
    "UPDATE users SET full_name = name WHERE ctid BETWEEN '(0,0)' AND '(1000,0)'",
    "WITH batch AS (SELECT id FROM users LIMIT 1000 FOR UPDATE SKIP LOCKED) UPDATE users u SET full_name = name FROM batch b WHERE b.id = u.id",
    "WITH batch AS (SELECT id FROM users LIMIT 9), done AS (UPDATE users SET a = 1 FROM batch WHERE batch.id = users.id) SELECT 1",
    "UPDATE users u SET full_name = v.name FROM (VALUES (1, 'a'), (2, 'b')) v (id, name) WHERE v.id = u.id",
    "DO $$ DECLARE i int := 0; BEGIN WHILE i < 9 LOOP UPDATE users SET a = 1 WHERE id >= i AND id < i + 3; i := i + 3; END LOOP; END $$",
    "DO $$ DECLARE r record; BEGIN FOR r IN SELECT id FROM users LOOP UPDATE users SET a = 1 WHERE id = r.id; END LOOP; END $$",
    "DO $$ BEGIN LOOP UPDATE users SET a = 1 WHERE id IN (SELECT id FROM users LIMIT 10); EXIT WHEN NOT FOUND; END LOOP; END $$",
  ])("%s", (sql) => {
    expect(isBounded(sql)).toBe(true);
  });
});

describe("INSERT … SELECT and MERGE", () => {
  test.each([
    ["INSERT INTO people SELECT * FROM users", false],
    ["INSERT INTO people SELECT * FROM users UNION ALL SELECT * FROM admins", false],
    ["INSERT INTO people SELECT * FROM users WHERE id BETWEEN 1 AND 1000", true],
    ["INSERT INTO people SELECT * FROM users ORDER BY id LIMIT 1000", true],
    ["MERGE INTO people p USING users u ON p.id = u.id WHEN NOT MATCHED THEN INSERT VALUES (u.id)", false],
    [
      "MERGE INTO people p USING (SELECT * FROM users LIMIT 9) u ON p.id = u.id WHEN NOT MATCHED THEN DO NOTHING",
      true,
    ],
  ])("%s", (sql, expected) => {
    expect(isBounded(sql)).toBe(expected);
  });
  test.each([
    "INSERT INTO people VALUES (1), (2)",
    "INSERT INTO people SELECT 1",
    "INSERT INTO people DEFAULT VALUES",
    "DELETE FROM people",
  ])("no backfill: %s", (sql) => {
    expect(getEffects(sql)).toEqual([{ type: "other" }]);
  });
});

describe("within CREATE TABLE … AS", () => {
  const UPDATE = "WITH changed AS (UPDATE users SET name = 'a' RETURNING id) SELECT id FROM changed";
  test("of a table of its own", () => {
    expect(getEffects(`CREATE TABLE ids AS ${UPDATE}`)).toMatchObject([
      { type: "backfill", table: { table: "users" }, isBounded: false },
      { type: "create-table", table: { table: "ids" }, columns: ["id"] },
    ]);
  });
  test("of a temporary one", () => {
    expect(getEffects(`CREATE TEMP TABLE ids AS ${UPDATE}`)).toMatchObject([
      { type: "backfill", table: { table: "users" }, isBounded: false },
    ]);
    expect(getEffects("CREATE TEMP TABLE ids AS SELECT id FROM users")).toEqual([{ type: "other" }]);
    expect(
      getEffects(`CREATE TEMP TABLE users AS SELECT 1 AS id; CREATE TEMP TABLE ids AS ${UPDATE}`),
    ).toEqual([{ type: "other" }, { type: "other" }]);
  });
});
