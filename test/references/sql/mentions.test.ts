import { describe, expect, it } from "vitest";
import { createTableColumns } from "../../../src/catalog/table-columns.js";
import { findMentions } from "../../../src/references/sql/mentions.js";
import { change } from "../../support/parse.js";
import { markUses, stripMarks } from "./postgres/marks.js";

/** A statement with the places where it mentions `users.name` marked. */
function mark(marked: string): string {
  const sql = stripMarks(marked);
  const uses = findMentions(
    sql,
    { start: 0, end: sql.length },
    { changes: [change("column", "users.name")], tables: createTableColumns([]) },
  );
  return markUses(sql, uses);
}

describe("what no grammar takes", () => {
  it.each([
    "selct «name?» frm users",
    "update users sett «+name?» = upper(«+name?»)",
    'selct "«name?»" frm users',
    "selct email frm users where key = 'name'",
    "selct name frm accounts where kind = 'users'",
    "selct data->>'name', «name?» frm users where note = 'it''s a name'",
    "selct email frm users -- by name\nwhere /* name */ id = 1",
    "selct a.name, u.«name?» frm x join accounts a on a.id = u.id join users u on where group by",
    "selct a.name from app.accounts as a join users as u on where and u.«name?» = 'x'",
    "selct users.«name?», b.«name?» from users join accounts on where",
    "selct a.«name?» from accounts a where a.id in (selct id from users a where)",
    "do execute 'select «name?» from users' no",
  ])("%s", (marked) => expect(mark(marked)).toBe(marked));
});
