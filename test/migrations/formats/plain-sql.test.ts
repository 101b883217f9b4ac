import { describe, expect, test } from "vitest";
import { plainSql } from "../../../src/migrations/formats/plain-sql.js";
import { getOrder, getSql, toMigrationFiles } from "../format-files.js";

const getPlainOrder = (...names: string[]): string[] =>
  getOrder(plainSql, Object.fromEntries(names.map((name) => [name, "SELECT 1;"])));

describe("order", () => {
  test("by number when all names start with one", () => {
    expect(getPlainOrder("10_c.sql", "9_b.sql", "1_a.sql")).toEqual(["1_a.sql", "9_b.sql", "10_c.sql"]);
  });
  test("by name when one does not", () => {
    expect(getPlainOrder("10_c.sql", "9_b.sql", "init.sql")).toEqual(["10_c.sql", "9_b.sql", "init.sql"]);
  });
  test("by name when the numbers are equal", () => {
    expect(getPlainOrder("1_b.sql", "001_a.sql")).toEqual(["001_a.sql", "1_b.sql"]);
  });
  test("folders count as part of the name", () => {
    expect(getPlainOrder("2026/1_a.sql", "2025/9_b.sql", "3_c.sql")).toEqual([
      "2025/9_b.sql",
      "2026/1_a.sql",
      "3_c.sql",
    ]);
  });
});

describe("rollback files are none", () => {
  test.each([
    "1_a.down.sql",
    "1_a_rollback.sql",
    "1_a.rollback.sql",
    "1_a-undo.sql",
    "1_a/down.sql",
    "down.sql",
    "1_a.revert.sql",
  ])("%s", (name) => {
    expect(getPlainOrder("1_a.sql", name)).toEqual(["1_a.sql"]);
  });
  test("…_down.sql beside its …_up.sql", () => {
    expect(getPlainOrder("1_a_up.sql", "1_a_down.sql")).toEqual(["1_a_up.sql"]);
  });
  test("but not alone, nor a migration about rollbacks", () => {
    expect(getPlainOrder("1_scale_down.sql", "2-rollback-triggers.sql", "3_shutdown.sql")).toEqual([
      "1_scale_down.sql",
      "2-rollback-triggers.sql",
      "3_shutdown.sql",
    ]);
  });
});

describe("down sections are blanked out", () => {
  const getForward = (text: string): string =>
    getSql(plainSql.read(toMigrationFiles({ "1.sql": text }))[0]).trim();

  test.each([
    ["goose", "-- +goose Up\nA;\n-- +goose Down\nB;", "-- +goose Up\nA;"],
    ["sql-migrate", "-- +migrate Up\nA;\n-- +migrate Down\nB;", "-- +migrate Up\nA;"],
    ["MyBatis", "A;\n-- //@UNDO\nB;", "A;"],
    [
      "a comment that only speaks of down",
      "A;\n-- going down migrations road\nB;",
      "A;\n-- going down migrations road\nB;",
    ],
  ])("%s", (_name, text, forward) => {
    expect(getForward(text)).toBe(forward);
  });
});
