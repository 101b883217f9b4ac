import { expect, it } from "vitest";
import { createTableColumns } from "../../../src/catalog/table-columns.js";
import { detectEmbeddedSql } from "../../../src/references/sql/detect-embedded-sql.js";
import { change, createTestProject, parseTestScript } from "../../support/parse.js";

const PROJECT = createTestProject({
  changes: [change("column", "users.name")],
  tables: createTableColumns([{ table: "users", columns: ["id", "name"] }]),
});

/** The texts of the statements that references stand in. */
function getTexts(source: string): string[] {
  return detectEmbeddedSql(parseTestScript("a.ts", source), PROJECT).map(({ text = "" }) => text);
}

it("shows a statement as it is written", () => {
  expect(getTexts('db.query("select name from users")')).toEqual(["select name from users"]);
});

it("shows what stands in the place of a name that only running the program tells", () => {
  expect(getTexts("db.query(`select name from users order by ${sort}`)")).toEqual([
    "select name from users order by ${sort}",
  ]);
  expect(getTexts("db.query(`select ${columns} from users`)")).toEqual(["select ${columns} from users"]);
  expect(getTexts("db.query(`select ${get(\n  1,\n)} from users`)")).toEqual([
    "select ${get( 1, )} from users",
  ]);
});

it("shows a placeholder for names as itself", () => {
  expect(getTexts('import mysql from "mysql2"; db.query("select ?? from users")')).toEqual([
    "select ?? from users",
  ]);
});
