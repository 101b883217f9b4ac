import { expect, test } from "vitest";
import { dbMigrate } from "../../../src/migrations/formats/db-migrate.js";
import { getOrder } from "../format-files.js";

const TEXT = "exports.up = (db) => db.runSql('SELECT 1');";

// The right-hand sides are what `filterUp` of db-migrate-shared 1.2.0 gives for the files in the order of `files.sort()`.
test.each<[string, readonly string[], readonly string[]]>([
  [
    "times",
    ["20240102000000-b.js", "20240101000000-a.js", "20240101000000-B.js"],
    ["20240101000000-B", "20240101000000-a", "20240102000000-b"],
  ],
  ["numbers by value", ["10-c.js", "9-b.js", "0001-a.js"], ["0001-a", "9-b", "10-c"]],
  [
    "mixed length",
    ["20240101000000-b.js", "20240101-a.js", "1704067200000-c.js"],
    ["20240101-a", "1704067200000-c", "20240101000000-b"],
  ],
  ["other files", ["2-b.js", "1-a.sql", "sqls/3-c.js", "4-d.ts"], ["2-b"]],
])("the order is db-migrate's: %s", (_name, names, expected) => {
  expect(getOrder(dbMigrate, Object.fromEntries(names.map((name) => [name, TEXT])))).toEqual(expected);
});
