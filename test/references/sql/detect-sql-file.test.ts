import { describe, expect, it } from "vitest";
import { createTableColumns } from "../../../src/catalog/table-columns.js";
import { detectSqlFile } from "../../../src/references/sql/detect-sql-file.js";
import { change, createTestProject, formatDetections } from "../../support/parse.js";

const CHANGES = [change("column", "users.name")];

function detect(text: string): string[] {
  const detections = detectSqlFile({ path: "queries/a.sql", text }, createTestProject({ changes: CHANGES }));
  const certainties = new Set(detections.map(({ certainty }) => certainty));
  return [...formatDetections(text, detections), ...(certainties.has("inferred") ? ["inferred"] : [])];
}

describe("detectSqlFile", () => {
  it("reads every statement of a file", () => {
    expect(
      detect("select id from users;\n\nselect u.name\nfrom users u;\nupdate users set name = $1;\n"),
    ).toEqual(["read 3:10 name", "write 5:18 name"]);
  });

  it("leaves other tables' columns and comments alone", () => {
    expect(detect("-- users.name\nselect name from teams;\n/* select name from users */")).toEqual([]);
  });

  it("reads the named parameters of query files", () => {
    expect(detect("/* @name find */\nselect name from users where id = :id!;")).toEqual(["read 2:8 name"]);
    expect(detect("select name from users where id = @id")).toEqual(["read 1:8 name"]);
    expect(detect("select id from users where name = ${name}")).toEqual(["read 1:28 name"]);
    expect(detect("select id from users where name = $<name>")).toEqual(["read 1:28 name"]);
    expect(detect("select id from users where name = $name$ or id = $name$")).toEqual(["read 1:28 name"]);
    expect(detect("select id from users where name = {{ name }}")).toEqual(["read 1:28 name"]);
    expect(detect("-- @param {String} $1:name\nselect id from users where name = $1")).toEqual([
      "read 2:28 name",
    ]);
    expect(detect("select id from users where name = ? limit ?")).toEqual(["read 1:28 name"]);
  });

  it("takes the names that sqlc's macros have for parameters for none", () => {
    expect(detect("select id from users where name = sqlc.arg(name) and id = sqlc.narg('name')")).toEqual([
      "read 1:28 name",
    ]);
    expect(detect("select id from users where email in (sqlc.slice(name))")).toEqual([]);
    expect(detect("select sqlc.embed(users) from users")).toEqual(["implicit 1:19 u"]);
    expect(detect("select 'sqlc.arg(name)' from users")).toEqual([]);
  });

  it("does not take casts and operators for parameters", () => {
    expect(detect("select id::text from users where name::text @> 'x' and id = :id")).toEqual([
      "read 1:34 name",
    ]);
  });

  it("reads other databases' quotes", () => {
    expect(detect("select `name` from `users`")).toEqual(["read 1:8 `name`"]);
  });

  it("passes psql's own commands over", () => {
    expect(detect("\\set ON_ERROR_STOP on\n\\i other.sql\nselect name from users;\n\\q\n")).toEqual([
      "read 3:8 name",
    ]);
    expect(detect("select name from users where id = :'id';")).toEqual(["read 1:8 name"]);
  });

  it("keeps what stands around a statement that no grammar takes", () => {
    expect(
      detect("select name from users;\nselect TOP 5 name from users oops oops;\nselect name from users;"),
    ).toEqual(["read 1:8 name", "read 2:14 name", "read 3:8 name", "inferred"]);
  });

  it("guesses the access of a broken statement by its last clause word", () => {
    expect(detect("update users sett set name = 1 where where name = 2")).toEqual([
      "write 1:23 name",
      "read 1:44 name",
      "inferred",
    ]);
  });

  it("asks a broken statement for both names", () => {
    expect(detect("select select name from teams; -- users")).toEqual([]);
  });

  it("survives text that is no SQL", () => {
    expect(detect("users ' name $$ /* ")).toEqual(["read 1:9 name", "inferred"]);
  });

  it("reports stars as implicit", () => {
    expect(detect("select * from users;")).toEqual(["implicit 1:8 *"]);
  });

  it("places names after characters of more than one byte", () => {
    expect(detect("select 'é😀', name from users")).toEqual(["read 1:15 name"]);
  });
});

describe("statements that Postgres does not take", () => {
  const known = createTestProject({
    changes: CHANGES,
    tables: createTableColumns([{ table: "users", columns: ["id", "name"] }]),
  });
  const inKnown = (text: string): string[] =>
    formatDetections(text, detectSqlFile({ path: "queries/a.sql", text }, known));

  it("are another table's where they name it in another schema", () => {
    expect(detect("ALTER TABLE users ADD PROJECTION p (SELECT * ORDER BY name);")).toEqual([
      "read 1:55 name",
      "inferred",
    ]);
    expect(detect("ALTER TABLE public.users ADD PROJECTION p (SELECT * ORDER BY name);")).toHaveLength(2);
    expect(detect("ALTER TABLE umami.users ADD PROJECTION p (SELECT * ORDER BY name);")).toEqual([]);
    expect(detect("ALTER TABLE `umami`.`users` ADD PROJECTION p (SELECT * ORDER BY name);")).toEqual([]);
    expect(detect("OPTIMIZE umami.users; ANALYZE TABLE users UPDATE HISTOGRAM ON name;")).toHaveLength(2);
  });
  it("are another database's where they type their parameters as ClickHouse does", () => {
    expect(inKnown("select name from users final where id = {id:UUID} limit 1 by id")).toEqual([]);
    expect(inKnown("select name from users where id in {ids: Array(UUID)} settings x = 1")).toEqual([]);
  });
  it("stay inferred with other parameters, and where nothing else tells of the table", () => {
    expect(inKnown("select name from users final where data = '{id:UUID}' limit 1 by id")).toEqual([
      "read 1:8 name",
    ]);
    expect(detect("select name from users final where id = {id:UUID}")).toEqual([
      "read 1:8 name",
      "inferred",
    ]);
  });
});
