import { expect, test } from "vitest";
import { atlas } from "../../../src/migrations/formats/atlas.js";
import { getOrder, getSql, toMigrationFiles } from "../format-files.js";

// LocalDir.Files in sql/migrate/dir.go: *.sql of the directory itself, lexicographically.
test("by file name, known by what stands before the underscore", () => {
  const names = ["20240201_b.sql", "20240101_a.sql", "10_c.sql", "baseline.sql", "old/1_x.sql", "atlas.sum"];
  expect(getOrder(atlas, Object.fromEntries(names.map((name) => [name, "SELECT 1;"])))).toEqual([
    "10",
    "20240101",
    "20240201",
    "baseline",
  ]);
});
test("a checkpoint stands in for what is before it", () => {
  const files = {
    "1_a.sql": "CREATE TABLE a (x int);",
    "2_all.sql": "-- atlas:checkpoint\n\nCREATE TABLE a (x int);",
  };
  expect(atlas.read(toMigrationFiles(files))[1]?.neverRuns).toBe(
    "a checkpoint runs on empty databases alone",
  );
});
test("of an archive the migration itself", () => {
  const text =
    "-- atlas:txtar\n\n-- checks.sql --\nSELECT 1;\n\n-- migration.sql --\nDROP TABLE a;\n\n-- down.sql --\nCREATE TABLE a (x int);\n";
  expect(getSql(atlas.read(toMigrationFiles({ "1_a.sql": text }))[0]).trim()).toBe("DROP TABLE a;");
});
