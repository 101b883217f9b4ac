import { expect, test } from "vitest";
import { golangMigrate } from "../../../src/migrations/formats/golang-migrate.js";
import { getOrder, toMigrationFiles } from "../format-files.js";

const getGolangOrder = (...names: string[]): string[] =>
  getOrder(golangMigrate, Object.fromEntries(names.map((name) => [name, "SELECT 1;"])));

// source/parse.go and source/migration.go: unsigned integers, sorted by value.
test("by the version's value", () => {
  expect(getGolangOrder("10_c.up.sql", "9_b.up.sql", "001_a.up.sql")).toEqual(["1", "9", "10"]);
});
test("down files and other names are none", () => {
  expect(getGolangOrder("1_a.up.sql", "1_a.down.sql", "a_b.up.sql", "2_b.sql", "old/3_c.up.sql")).toEqual([
    "1",
  ]);
});
test("007 and 7 are one version", () => {
  const [, second] = golangMigrate.read(toMigrationFiles({ "007_a.up.sql": "A", "7_b.up.sql": "B" }));
  expect(second?.neverRuns).toBe(
    "007_a.up.sql has the version 7 too, and golang-migrate runs a version once",
  );
});

// `Regex` in source/parse.go, `strconv.ParseUint(…, 10, 64)` there.
test("the last direction of a name counts, and what follows it is its kind", () => {
  expect(
    getGolangOrder("1_a.up.tx.sql", "2_b.up.x.down.sql", "3_c.down.x.up.sql", "4_d.up.json", "5_.up.sql"),
  ).toEqual(["1", "3", "5"]);
});
test("versions of more than 64 bits are passed over", () => {
  expect(getGolangOrder("18446744073709551615_a.up.sql", "18446744073709551616_b.up.sql")).toEqual([
    "18446744073709551615",
  ]);
});
