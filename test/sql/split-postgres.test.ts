import { beforeAll, describe, expect, it } from "vitest";
import { loadPostgres } from "../../src/sql/postgres-parser.js";
import { splitPostgres } from "../../src/sql/split-postgres.js";

beforeAll(loadPostgres);

const split = (sql: string): string[] => splitPostgres(sql).map(({ text }) => text);

describe("statements", () => {
  it.each([
    ["select 1; select 2", ["select 1", "select 2"]],
    ["select 1;;\n ; -- x;\n", ["select 1"]],
    ["select ';', \";\", $$;$$, $x$;$$;$x$ /* ; /* ; */ ; */", ["select ';', \";\", $$;$$, $x$;$$;$x$"]],
    ["select E'\\';'; select 2", ["select E'\\';'", "select 2"]],
    ["select (1; select 2", ["select (1", "select 2"]],
    ["do $$ begin a; b; end $$; select 1", ["do $$ begin a; b; end $$", "select 1"]],
    ["select $1; select a$b$c; select 2", ["select $1", "select a$b$c", "select 2"]],
    ["select 'open; select 2", ["select 'open; select 2"]],
  ])("%j", (sql, statements) => {
    expect(split(sql)).toEqual(statements);
  });

  it("leaves the statements of a body together", () => {
    const body =
      "create function f() returns int begin atomic select case when true then 1 end; select 2; end";
    expect(split(`${body}; select 3`)).toEqual([body, "select 3"]);
  });

  it("leaves the actions of a rule together", () => {
    const rule = "create or replace rule r as on insert to a do also (insert into b values (1); select 2)";
    expect(split(`${rule}; select 3`)).toEqual([rule, "select 3"]);
  });

  it("takes BEGIN and END of a transaction for statements", () => {
    expect(split("begin; select 1; end;")).toEqual(["begin", "select 1", "end"]);
  });

  it("tells where each stands", () => {
    const sql = "-- é\n select 'é' ;\n select 2";
    expect(splitPostgres(sql).map(({ start, end }) => sql.slice(start, end))).toEqual([
      "select 'é'",
      "select 2",
    ]);
  });
});

describe("what only psql reads", () => {
  it("leaves out meta-commands", () => {
    expect(split("\\set ON_ERROR_STOP on\n\\echo it's here\nselect 1;\n  \\i other.sql\nselect 2")).toEqual([
      "select 1",
      "select 2",
    ]);
  });

  it("but not what looks like one in a literal", () => {
    expect(split("select 'a\n\\i b';\n\\i c\nselect 2")).toEqual(["select 'a\n\\i b'", "select 2"]);
  });

  it("ends a statement at \\g and \\gexec", () => {
    expect(split("select 1 \\gexec\nselect 2 \\g out.txt\nselect 3")).toEqual([
      "select 1",
      "select 2",
      "select 3",
    ]);
  });

  it("leaves out the data of COPY … FROM stdin", () => {
    const sql = "COPY public.users (id, name) FROM stdin;\n\\N\tit's; $$\n2\t\"b\n\\.\n\nselect 1;";
    expect(split(sql)).toEqual(["COPY public.users (id, name) FROM stdin", "select 1"]);
  });

  it("reads \\copy as the COPY that psql sends", () => {
    expect(split("\\copy users (id, name) from data.csv csv header\nselect 1")).toEqual([
      "copy users (id, name) from '      ' csv header",
      "select 1",
    ]);
    expect(split("\\copy (select name from users) to stdout")).toEqual([
      "copy (select name from users) to stdout",
    ]);
  });
});
