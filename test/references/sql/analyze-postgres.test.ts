import { beforeAll, describe, expect, it } from "vitest";
import { createTableColumns, type TableColumns } from "../../../src/catalog/table-columns.js";
import type { Change } from "../../../src/manifest/manifest.js";
import { analyzePostgres } from "../../../src/references/sql/analyze-postgres.js";
import { loadPostgres } from "../../../src/sql/postgres-parser.js";
import { markUses, stripMarks } from "./postgres/marks.js";
import { columnChange, tableChange, TABLES } from "./postgres/oracle-schema.js";

beforeAll(loadPostgres);

const NO_TABLES = createTableColumns([]);

function mark(sql: string, change: Change, tables: TableColumns, unknown: readonly string[] = []): string {
  const { uses } = analyzePostgres(sql, { changes: [change], tables, unknownIdentifiers: new Set(unknown) });
  return markUses(sql, uses);
}

describe("a table whose columns nothing tells", () => {
  const mark1 = (marked: string): string => mark(stripMarks(marked), columnChange("users.name"), NO_TABLES);
  it.each([
    "select «name» from users",
    "select u.«name» from users u, orders o",
    "select «name?» from users, orders",
    "select name from orders",
    "select id from users u where exists (select 1 from orders where «name?» = 'x')",
    "select id from orders o where exists (select 1 from users where «name» = 'x')",
    "select id from orders o where id in (select user_id from users) and name = 'x'",
    "insert into users (id, «+name») select id, name from orders",
    "update users set «+name» = «name?» from orders",
    "select «~*» from users",
    "select x.«name» from (select «~*» from users) x",
    "select «name?» from (select * from orders) x, users",
    "select 1 from «~users?» natural join orders",
    "select «name» from users u (a)",
  ])("%s", (marked) => {
    expect(mark1(marked)).toBe(marked);
  });
});

describe("a column that the migrations have dropped already", () => {
  const tables = createTableColumns([
    { table: "users", columns: ["id", "full_name"] },
    { table: "profiles", columns: ["user_id", "name"] },
    { table: "orders", columns: ["id", "user_id"] },
  ]);
  it.each([
    "select «name» from users",
    "select «name» from users join orders on user_id = users.id",
    "select name from users join profiles on user_id = users.id",
    "select user_id from profiles p where user_id in (select id from users where «name» = 'x')",
    "select u.«name», u.full_name from users u",
  ])("%s", (marked) => {
    expect(mark(stripMarks(marked), columnChange("users.name"), tables)).toBe(marked);
  });
});

describe("schemas", () => {
  const only = createTableColumns([{ schema: "billing", table: "payments", columns: ["id", "amount"] }]);
  const both = createTableColumns([
    { schema: "billing", table: "payments", columns: ["id", "amount"] },
    { table: "payments", columns: ["id", "amount"] },
  ]);
  it.each([
    [
      "an unqualified target means public",
      "payments.amount",
      NO_TABLES,
      "select «amount» from public.payments",
    ],
    ["another schema is another table", "payments.amount", NO_TABLES, "select amount from billing.payments"],
    ["unless the table is nowhere else", "payments.amount", only, "select «amount» from billing.payments"],
    ["and no further", "payments.amount", both, "select amount from billing.payments"],
    ["a qualified target", "billing.payments.amount", NO_TABLES, "select «amount» from billing.payments"],
    [
      "the search path may lead there",
      "billing.payments.amount",
      NO_TABLES,
      "select «amount?» from payments",
    ],
    ["or does not", "billing.payments.amount", both, "select amount from payments"],
    ["public is the default", "public.payments.amount", NO_TABLES, "select «amount» from payments"],
    [
      "the schema of a name",
      "billing.payments.amount",
      both,
      "select billing.payments.«amount» from billing.payments, public.payments",
    ],
  ])("%s", (_title, target, tables, marked) => {
    expect(mark(stripMarks(marked), columnChange(target), tables)).toBe(marked);
  });
});

describe("names as the database stores them", () => {
  it.each([
    ["User.fullName", 'select u.«"fullName"» from "User" u'],
    ["User.fullName", "select u.fullName from User2 u"],
    ["User.fullName", 'select "fullname" from "User"'],
    ["User.fullName", 'select "fullName" from user'],
    ["users.name", 'select "NAME", «NAME» from Users'],
    ["users.name", 'select /* é */ «name», \'ü😀\', u.«"name"» from "users" u'],
    ["größen.maß", "select «maß» from größen"],
    ['a"b.c', 'select «c» from "a""b"'],
  ])("%s: %s", (target, marked) => {
    expect(mark(stripMarks(marked), columnChange(target), NO_TABLES)).toBe(marked);
  });
});

describe("the mentions of an old table", () => {
  it.each([
    "select id from «users»",
    "select u.id from «users» u",
    "select users.id from public.«users»",
    "select id from audit.users",
    "with users as (select 1 as id) select id from users",
    "with x as (select id from «users») select id from x",
    "select id from orders where user_id in (select id from «users»)",
    "insert into «+users» (id) values (1)",
    "insert into orders (id) select id from «users»",
    "update «+users» set email = o.note from orders o",
    "update «+users» u set email = o.email from «users» o",
    "delete from «+users»",
    "delete from orders using «users» where users.id = user_id",
    "merge into «+users» u using accounts a on a.id = u.id when matched then delete",
    "merge into accounts a using «users» u on a.id = u.id when matched then delete",
    "truncate orders, «+users»",
    "lock table «users»",
    "copy «+users» from stdin",
    "copy «users» (id) to stdout",
    "table «users»",
    "select id from «users» for update of «users»",
    "select u.id from «users» u for update of u",
    "create view v as select id from «users»",
    "create function f(u «users») returns setof «users» language sql as 'select * from «users»'",
    "do $$ declare r «users»%rowtype; x «users».id%type; begin perform 1 from «users»; end $$",
    "create trigger t after insert on «users» for each row execute function f()",
    "create policy p on «users» using (true)",
    "select null::«users»",
    "refresh materialized view «+users»",
    "create table users (id int)",
    "alter table users add column x int",
    "create index on users (id)",
    "drop table users",
    "comment on table users is 'name'",
    "grant select on users to app",
    "select 'users' as users from orders",
  ])("%s", (marked) => {
    expect(mark(stripMarks(marked), tableChange("users"), TABLES)).toBe(marked);
  });
});

describe("identifiers that stand for a hole", () => {
  it.each([
    "select «name?» from hole",
    "select h.«name?», o.name from hole h, orders o",
    "select «name» from users, hole",
    "select email from hole",
    "select * from hole",
    "select hole.«name?» from users",
    "insert into hole (id, «+name?») values (1, 'x')",
    "update hole set «+name?» = 'x' where «name?» = 'y'",
    "select hole from users where «name» = 'x'",
    "select u.hole from «users??» u",
    "select u.hole from users u, orders o where u.«name» = o.id",
    "select o.hole from users u, orders o",
    "select id, hole from «users??»",
    "select id from «users??» order by hole",
    "update «+users??» set hole = 'x'",
    "insert into «+users??» (id, hole) values (1, 'x')",
  ])("%s", (marked) => {
    expect(mark(stripMarks(marked), columnChange("users.name"), TABLES, ["hole"])).toBe(marked);
  });
});

describe("a name whose FROM is elsewhere", () => {
  it.each(["select users.«name?»", "select u.name", "select name"])("%s", (marked) => {
    expect(mark(stripMarks(marked), columnChange("users.name"), TABLES)).toBe(marked);
  });
});

describe("texts of several statements", () => {
  it("goes on after one that is not Postgres", () => {
    const sql = "select name from from users; select name from users; selec name from users; select 1";
    const analysis = analyzePostgres(sql, { changes: [columnChange("users.name")], tables: TABLES });
    expect(markUses(sql, analysis.uses)).toBe(sql.replace("; select name", "; select «name»"));
    expect(analysis.status).toBe("unparsed");
    expect(analysis.error).toEqual({ message: 'syntax error at or near "from"', offset: 17 });
    expect(analysis.unparsed.map(({ start, end }) => sql.slice(start, end))).toEqual([
      "select name from from users",
      "selec name from users",
    ]);
  });

  it("says nothing of an error where no old name is", () => {
    const sql = "selec 1; select name from users";
    const { status } = analyzePostgres(sql, { changes: [columnChange("users.name")], tables: TABLES });
    expect(status).toBe("parsed");
  });

  it("knows a trigger's table by the trigger", () => {
    const body = (table: string): string =>
      `create function f() returns trigger language plpgsql as $$ begin new.name := 'x'; return new; end $$;
       create trigger t before insert on ${table} for each row execute function f();`;
    const getUses = (sql: string): unknown[] =>
      analyzePostgres(sql, { changes: [columnChange("users.name")], tables: TABLES }).uses.map(
        ({ access, certainty }) => [access, certainty],
      );
    expect(getUses(body("users"))).toEqual([["write", "resolved"]]);
    expect(getUses(body("accounts"))).toEqual([]);
    expect(getUses(body("accounts").split(";\n")[0] ?? "")).toEqual([["write", "inferred"]]);
  });

  it("gives each use its statement on one line", () => {
    const sql =
      "select 1;\nselect u.name\n  from users u;\ncreate function f() returns text language sql as 'select 1;\n select name from users'";
    const { uses } = analyzePostgres(sql, { changes: [columnChange("users.name")], tables: TABLES });
    expect(uses.map(({ statement }) => statement)).toEqual([
      "select u.name from users u",
      "select name from users",
    ]);
  });

  it("shortens a long one", () => {
    const sql = `select name, ${"email, ".repeat(50)} id from users`;
    const [use] = analyzePostgres(sql, { changes: [columnChange("users.name")], tables: TABLES }).uses;
    expect(use?.statement).toHaveLength(160);
    expect(use?.statement.endsWith("…")).toBe(true);
  });
});

describe("several changes at once", () => {
  it("tells two tables with a column of one name apart", () => {
    const sql = "select u.name, a.name from users u join accounts a on a.user_id = u.id";
    const { uses } = analyzePostgres(sql, {
      changes: [columnChange("accounts.name"), columnChange("users.name")],
      tables: TABLES,
    });
    expect(uses.map(({ change, start }) => [change.id, start])).toEqual([
      ["users.name", 9],
      ["accounts.name", 17],
    ]);
  });

  it("gives both at the one place that reads both", () => {
    const sql = "select 1 from users join accounts using (name)";
    const { uses } = analyzePostgres(sql, {
      changes: [columnChange("accounts.name"), columnChange("users.name")],
      tables: TABLES,
    });
    expect(uses.map(({ change, start }) => [change.id, start])).toEqual([
      ["accounts.name", 41],
      ["users.name", 41],
    ]);
  });

  it("leaves other kinds alone", () => {
    const symbol: Change = {
      ...columnChange("users.name"),
      kind: "config",
      old: { kind: "config", text: "name", key: "name" },
    };
    expect(analyzePostgres("select name from users", { changes: [symbol], tables: TABLES }).uses).toEqual([]);
  });
});
