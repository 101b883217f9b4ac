import { beforeAll, describe, expect, it } from "vitest";
import { detectEmbeddedSql } from "../../../../src/references/sql/detect-embedded-sql.js";
import { detectSqlFile } from "../../../../src/references/sql/detect-sql-file.js";
import type { Dialect } from "../../../../src/sql/dialects/dialect.js";
import { loadDialects } from "../../../../src/sql/dialects/parse-dialect.js";
import { change, createTestProject, formatDetections, parseTestScript } from "../../../support/parse.js";
import { DIALECT_TABLES } from "./dialect-tables.js";

beforeAll(() => loadDialects());

const createProject = (...dialects: readonly Dialect[]) =>
  createTestProject({
    changes: [change("column", "users.name")],
    tables: DIALECT_TABLES,
    ...(dialects.length > 0 && { getDialects: () => dialects }),
  });

const DOUBTS = { resolved: "", inferred: "?", unresolved: "??" };

/** Places of `users.name`; `?` behind the inferred, `??` behind the unresolved ones. */
function detect(source: string, project = createProject()): string[] {
  return detectEmbeddedSql(parseTestScript("a.ts", source), project).map(
    (detection) => formatDetections(source, [detection]).join() + DOUBTS[detection.certainty],
  );
}

const MYSQL_ONLY = 'db.query("select straight_join `name` from users lock in share mode")';

describe("the dialect of a script", () => {
  it("is that of the driver which the file imports", () => {
    expect(detect(`import mysql from "mysql2/promise"; ${MYSQL_ONLY}`)).toEqual(["read 1:68 `name`"]);
    expect(detect(`const mysql = require("mysql"); ${MYSQL_ONLY}`)).toEqual(["read 1:64 `name`"]);
    expect(detect(`import { Pool } from "pg"; ${MYSQL_ONLY}`)).toEqual(["read 1:60 name?"]);
  });

  it("is that of the project, where the file imports none", () => {
    expect(detect(MYSQL_ONLY, createProject("mysql"))).toEqual(["read 1:32 `name`"]);
    expect(detect(MYSQL_ONLY, createProject("sqlite"))).toEqual(["read 1:33 name?"]);
  });

  it("is one of several that takes the statement", () => {
    const sqlite = 'db.prepare("insert or ignore into users (id, name) values (?, ?)")';
    expect(detect(sqlite, createProject("postgres", "mysql", "sqlite"))).toEqual(["write 1:46 name"]);
    expect(detect('db.query("select name from users")', createProject("postgres", "mysql"))).toEqual([
      "read 1:18 name",
    ]);
  });

  it("takes double quotes for strings in MySQL, for names in SQLite", () => {
    const source = "db.query('select \"name\" from users')";
    expect(detect(source, createProject("mysql"))).toEqual([]);
    expect(detect(source, createProject("sqlite"))).toEqual(['read 1:18 "name"']);
  });
});

describe("texts that are put together", () => {
  it("fills interpolations until the dialect's grammar takes them", () => {
    const project = createProject("mysql");
    expect(detect("db.query(`replace into users (id, name) values ${rows}`)", project)).toEqual([
      "write 1:35 name",
    ]);
    expect(detect("db.query(`select u.name from users u use index (${index})`)", project)).toEqual([
      "read 1:20 name",
    ]);
    expect(detect("db.query(`select u.email from users u use index (${index})`)", project)).toEqual([]);
  });

  it("does not know which columns an object writes", () => {
    const project = createProject("mysql");
    expect(detect('db.query("update users set ? where id = ?", [row, id])', project)).toEqual([
      "write 1:18 users??",
    ]);
    expect(detect('db.query("insert into users set ?", row)', project)).toEqual(["write 1:23 users??"]);
    expect(detect('db.query("select ?? from users", [columns])', project)).toEqual(["read 1:26 users??"]);
    expect(detect('db.query("insert into orders set ?", row)', project)).toEqual([]);
  });

  it("knows the columns of an object that is written out", () => {
    const project = createProject("mysql");
    expect(detect('db.query("insert into users set ?", { name, email })', project)).toEqual([
      "write 1:39 name",
    ]);
    expect(detect('db.query("insert into users set ?", { email })', project)).toEqual([]);
    expect(detect('db.query("update users set ? where ?", [{ email }, { name }])', project)).toEqual([
      "read 1:54 name",
    ]);
    expect(detect('db.query("update users set ? where ?", [{ name }, { email }])', project)).toEqual([
      "write 1:43 name",
    ]);
    const upsert = '"insert into users set ? on duplicate key update ?"';
    expect(detect(`db.query(${upsert}, [{ email }, { name }])`, project)).toEqual(["write 1:77 name"]);
    expect(detect(`db.query(${upsert}, [{ email }, { email }])`, project)).toEqual([]);
  });

  it("knows names that stand for placeholders", () => {
    const project = createProject("mysql");
    expect(detect('db.query("select ?? from ??", ["name", "users"])', project)).toEqual(["read 1:33 name"]);
    expect(detect('db.query("select ?? from ??", ["name", "accounts"]); users', project)).toEqual([]);
    const insert = '"insert into users (??) values (?)"';
    expect(detect(`db.query(${insert}, [Object.keys({ name }), values])`, project)).toEqual([
      "write 1:62 name",
    ]);
  });

  it("leaves sentences that a lenient grammar would take", () => {
    expect(detect('const title = "Describe users name"', createProject("mysql"))).toEqual([]);
    expect(detect('const text = "replace into users (name) values (1)"', createProject("mysql"))).toEqual([
      "write 1:35 name?",
    ]);
  });
});

describe("rows", () => {
  it("follows rows by the column's own name", () => {
    const project = createProject("mysql");
    const read = (select: string): string =>
      `async function f() { const [rows] = await db.query("select ${select} from users use index (a)"); return rows[0].name; }`;
    expect(detect(read("`name`"), project)).toHaveLength(2);
    expect(detect(read("email as name"), project)).toEqual([]);
  });
});

describe("another database's table of the same name", () => {
  it("is assumed to be ours where a statement qualifies it", () => {
    const project = createProject("mysql");
    expect(detect('db.query("select name from app.users")', project)).toEqual(["read 1:18 name?"]);
    expect(detect('db.query("select name from app.accounts")', project)).toEqual([]);
  });
});

describe(".sql files", () => {
  const detectFile = (text: string, ...dialects: readonly Dialect[]): string[] =>
    formatDetections(text, detectSqlFile({ path: "q.sql", text }, createProject(...dialects)));

  it("reads every statement by the dialect, and guesses where the grammar does not take one", () => {
    const text =
      "pragma foreign_keys = on;\ninsert or replace into users (id, [name]) values (1, 2);\nselect name frm users;";
    expect(detectFile(text, "sqlite")).toEqual(["write 2:35 [name]", "read 3:8 name"]);
  });

  it("reads a trigger's body", () => {
    const text =
      "create trigger t after update of name on users when new.name is null begin update orders set note = new.name where note = old.name; end;\nselect 1 from users where email = 1";
    expect(detectFile(text, "sqlite")).toEqual([
      "read 1:34 name",
      "read 1:57 name",
      "read 1:105 name",
      "read 1:127 name",
    ]);
  });
});
