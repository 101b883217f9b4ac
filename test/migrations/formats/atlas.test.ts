import { expect, test } from "vitest";
import { atlas } from "../../../src/migrations/formats/atlas.js";
import { getOrder, getSql, toMigrationFiles } from "../format-files.js";

// LocalDir.Files in sql/migrate/dir.go: *.sql of the directory itself, lexicographically.
test("by file name, known by what stands before the underscore", () => {
  const names = ["20240201_b.sql", "20240101_a.sql", "10_c.sql", "baseline.sql", "old/1_x.sql"];
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
// `LocalFile.comments` in sql/migrate/dir.go: what stands right above a statement is the statement's.
test("a checkpoint says so at the top, apart from the first statement", () => {
  const a = "CREATE TABLE a (x int);";
  const read = (text: string) =>
    atlas.read(toMigrationFiles({ "1_a.sql": a, "2_b.sql": text }))[1]?.neverRuns;
  expect(read(`-- made by hand\n-- atlas:checkpoint v1\n\n${a}`)).toBeDefined();
  expect(read(`-- atlas:checkpoint\n${a}`)).toBeUndefined();
  expect(read(`${a}\n-- atlas:checkpoint\n\n${a}`)).toBeUndefined();
});
// `Validate` and `NewHashFile` in sql/migrate/dir.go.
test("a file that the sum does not name is refused, unless it asks to be left out", () => {
  const files = {
    "atlas.sum": "h1:sum=\n1_a.sql h1:hash=\n",
    ...{ "1_a.sql": "SELECT 1;", "2_b.sql": "SELECT 2;", "3_c.sql": "-- atlas:sum ignore\n\nSELECT 3;" },
  };
  const read = atlas.read(toMigrationFiles(files));
  expect(read.map(({ path, neverRuns }) => [path, neverRuns])).toEqual([
    ["1_a.sql", undefined],
    ["2_b.sql", "atlas.sum does not name it, so Atlas refuses the directory: run atlas migrate hash"],
    ["3_c.sql", undefined],
  ]);
});
// sql/migrate/testdata/lex and docs "Custom statements delimiter".
test.each([
  ["-- atlas:delimiter \\n\\n\\n\n\nDROP TABLE a\n\n\nDROP TABLE b", [3, 6]],
  ["-- atlas:delimiter //\nDROP TABLE a //\nDROP TABLE b\n//\n", [2, 3]],
])("statements by a delimiter of their own", (text, lines) => {
  const [migration] = atlas.read(toMigrationFiles({ "1_a.sql": text }));
  expect(migration).toMatchObject({
    steps: [
      { sql: "DROP TABLE a", at: { line: lines[0] } },
      { sql: "DROP TABLE b", at: { line: lines[1] } },
    ],
  });
});
test("of an archive the migration itself", () => {
  const text =
    "-- atlas:txtar\n\n-- checks.sql --\nSELECT 1;\n\n-- migration.sql --\nDROP TABLE a;\n\n-- down.sql --\nCREATE TABLE a (x int);\n";
  expect(getSql(atlas.read(toMigrationFiles({ "1_a.sql": text }))[0]).trim()).toBe("DROP TABLE a;");
});
