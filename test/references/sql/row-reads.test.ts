import { describe, expect, it } from "vitest";
import { createTableColumns } from "../../../src/catalog/table-columns.js";
import { detectEmbeddedSql } from "../../../src/references/sql/detect-embedded-sql.js";
import { change, createTestProject, formatDetections, parseTestScript } from "../../support/parse.js";

const PROJECT = createTestProject({
  changes: [change("column", "users.name")],
  tables: createTableColumns([
    { table: "users", columns: ["id", "name", "email"] },
    { table: "teams", columns: ["id", "name"] },
  ]),
});

/** Reads of `users.name` after the first line, which holds the statement; those that are inferred end in `?`. */
function detectReads(source: string): string[] {
  return detectEmbeddedSql(parseTestScript("a.ts", source), PROJECT).flatMap((detection) => {
    const place = formatDetections(source, [detection]).join();
    return place.includes(" 1:") ? [] : [place + (detection.certainty === "inferred" ? "?" : "")];
  });
}

describe("rows of pg", () => {
  it("reads them taken out of the result", () => {
    const query = 'const { rows } = await pool.query("select id, name from users");\n';
    expect(detectReads(`${query}rows[0].name;`)).toEqual(["read 2:9 name"]);
    expect(detectReads(`${query}rows.map((r) => r.name);`)).toEqual(["read 2:19 name"]);
    expect(detectReads(`${query}for (const row of rows) row.name;`)).toEqual(["read 2:29 name"]);
    expect(detectReads(`${query}for (const { name: n } of rows) n;`)).toEqual(["read 2:14 name"]);
    expect(detectReads(`${query}rows[0].id; other[0].name; rows[0].name = "x";`)).toEqual([]);
  });

  it("reads the first one, awaited in place", () => {
    const query = 'const u = (await db.query("select * from users where id = $1", [id])).rows[0];\n';
    expect(detectReads(`${query}u.name; u?.name;`)).toEqual(["read 2:3 name", "read 2:12 name"]);
    expect(detectReads(`${query}u.email;`)).toEqual([]);
  });

  it("reads what a callback returns", () => {
    const query = 'const u = await db.query("select name from users").then((r) => r.rows[0]);\n';
    expect(detectReads(`${query}u.name;`)).toEqual(["read 2:3 name"]);
    const other = 'const n = await db.query("select name from users").then(() => load());\n';
    expect(detectReads(`${other}n.name;`)).toEqual([]);
  });

  it("reads the second parameter of a callback", () => {
    const query = 'db.query("select name from users", [], (error, result) => {\n';
    expect(detectReads(`${query}result.rows[0].name; error.name; });`)).toEqual(["read 2:16 name"]);
  });

  it("does not take the result's description for its rows", () => {
    const query = 'const result = await db.query("select name from users");\n';
    expect(detectReads(`${query}result.fields[0].name;`)).toEqual([]);
  });

  it("finds statements that stand in constants", () => {
    const query = 'const q = { text: "select name from users" }; const { rows: [u] } = await db.query(q);\n';
    expect(detectReads(`${query}u.name;`)).toEqual(["read 2:3 name"]);
  });
});

describe("rows of other drivers", () => {
  it("reads mysql2's pair: rows, and fields that have names of their own", () => {
    const query = 'const [rows, fields] = await connection.execute("select name from users");\n';
    expect(detectReads(`${query}rows[0].name; fields[0].name;`)).toEqual(["read 2:9 name"]);
  });

  it("reads a tagged template's list", () => {
    const query = "const [, u] = await sql`select name from users`;\n";
    expect(detectReads(`${query}u.name;`)).toEqual(["read 2:3 name"]);
    const handed = "const users = await db.execute(sql`select name from users`);\n";
    expect(detectReads(`${handed}users[0].name;`)).toEqual(["read 2:10 name"]);
    const executed = "const users = await sql`select name from users`.execute(db);\n";
    expect(detectReads(`${executed}users.rows[0].name;`)).toEqual(["read 2:15 name"]);
  });

  it("reads what a prepared statement gives", () => {
    const query = 'const s = db.prepare("select name from users");\n';
    expect(detectReads(`${query}s.get(1).name; s.all().map((u) => u.name);`)).toEqual([
      "read 2:10 name",
      "read 2:37 name",
    ]);
  });

  it("infers them of a call that nobody knows", () => {
    const query = 'const users = await fetchAll("select name from users");\n';
    expect(detectReads(`${query}users[0].name;`)).toEqual(["read 2:10 name?"]);
  });
});

describe("whose row it is", () => {
  const detectRow = (statement: string, read = "name"): string[] =>
    detectReads(`const { rows } = await db.query("${statement}");\nrows[0].${read};`);

  it("follows stars, subqueries and RETURNING", () => {
    expect(detectRow("select u.*, t.id as team from users u, teams t")).toEqual(["read 2:9 name"]);
    expect(detectRow("select s.name from (select name from users) s")).toEqual(["read 2:9 name"]);
    expect(detectRow("with w as (select * from users) select * from w")).toEqual(["read 2:9 name"]);
    expect(detectRow("update users set email = $1 returning *")).toEqual(["read 2:9 name"]);
    expect(detectRow("delete from users returning name")).toEqual(["read 2:9 name"]);
    expect(detectRow("select name::varchar from users")).toEqual(["read 2:9 name"]);
    expect(detectRow("select u from users u", "u.name")).toEqual(["read 2:11 name"]);
  });

  it("leaves aliases and expressions alone", () => {
    expect(detectRow("select name as label from users", "label")).toEqual([]);
    expect(detectRow("select full_name as name from users")).toEqual([]);
    expect(detectRow("select s.label from (select name as label from users) s", "label")).toEqual([]);
    expect(detectRow("with w (label) as (select name from users) select label from w", "label")).toEqual([]);
    expect(detectRow("select upper(name) from users", "upper")).toEqual([]);
  });

  it("leaves other tables' columns alone", () => {
    expect(detectRow("select t.name from teams t join users u on u.id = t.id")).toEqual([]);
    expect(detectRow("select users.name, teams.name from users, teams")).toEqual([]);
    expect(detectRow("select teams.name, users.name from users, teams")).toEqual(["read 2:9 name"]);
  });
});
