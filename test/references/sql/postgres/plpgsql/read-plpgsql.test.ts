import { loadModule, parsePlPgSQLSync } from "libpg-query";
import { beforeAll, expect, it } from "vitest";
import { readPlpgsql } from "../../../../../src/references/sql/postgres/plpgsql/read-plpgsql.js";
import { loadPostgres, scanPostgres, type Token } from "../../../../../src/sql/postgres-parser.js";

beforeAll(async () => {
  await loadPostgres();
  await loadModule();
});

/** Every query and expression that Postgres' own PL/pgSQL parser finds in a body. */
function getOracleQueries(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) =>
    key === "PLpgSQL_expr" ? splitList(scan(unwrap(String(child.query)))) : getOracleQueries(child),
  );
}

/** Postgres writes PERFORM as SELECT and a CASE's values as `IN`; both are its own words, in upper case. */
function unwrap(query: string): string {
  if (query.startsWith("SELECT ")) return query.slice("SELECT ".length);
  return query.startsWith('"__Case__') ? query.slice(query.indexOf("(") + 1, -1) : query;
}

const scan = (sql: string): Token[] => scanPostgres(sql).filter(({ kind }) => kind !== "comment");

/** Postgres keeps the values of USING and RAISE apart, the reader reads them as one list. */
function splitList(tokens: readonly Token[]): string[] {
  const parts: string[][] = [[]];
  let depth = 0;
  for (const { text } of tokens) {
    if (text === "(" || text === "[") depth += 1;
    if (text === ")" || text === "]") depth -= 1;
    if (text === "," && depth === 0) parts.push([]);
    else parts.at(-1)?.push(text);
  }
  return parts.map((part) => part.join(" "));
}

/** The same from the fragments; an assignment is one query to Postgres. */
function getQueries(body: string): string[] {
  return readPlpgsql(scan(body)).flatMap((fragment): string[] => {
    if (fragment.type === "declare" || fragment.type === "fetch") return [];
    if (fragment.type !== "assign") return splitList(fragment.tokens);
    const target = fragment.target.map(({ text }) => text).join(" ");
    return [`${target} := ${splitList(fragment.tokens).join(" , ")}`];
  });
}

it.each([
  "begin update users set name = 'x'; end",
  "declare n int := 1 + 2; m text default 'x'; begin n := n + 1; m := 'y' || n; end",
  "<<outer>> declare r record; begin for r in select * from users where id in (1, 2) loop raise notice '% %', r.id, r.name; end loop; end",
  "declare i int; begin for i in 1..10 loop null; end loop; for i in reverse 10..1 by 2 loop exit when i = 3; continue when i > 5; end loop; end",
  "declare n text; begin foreach n in array array['a', 'b'] loop perform f(n); end loop; end",
  "begin if a = 1 then null; elsif (case when b then c else d end) then null; else update users set name = 'x'; end if; end",
  "declare n int; begin case n when 1, 2 then perform 1; when 3 then perform 2; else null; end case; end",
  "begin case when n is null then perform 1; end case; end",
  "declare a int; b text; begin select id, name into a, b from users where id = 1; end",
  "declare a int; begin select id into strict a from users; delete from users where id = a returning id into a; end",
  "declare n int; begin while n < 3 loop n := n + 1; end loop; end",
  "begin execute 'select 1' using 1, 'x'; execute format('select %I', 'a'); end",
  "declare a int; begin execute 'select $1' into a using 3; end",
  "declare c cursor for select name from users; r record; begin open c; fetch next from c into r; close c; end",
  "declare c refcursor; begin open c for select name from users order by id; close c; end",
  "begin begin insert into users (id) values (1); exception when unique_violation or sqlstate '23505' then update users set id = 2; when others then raise; end; end",
  "begin raise exception 'a %', 1 + 1 using hint = 'x' || 'y', detail = name; end",
  "begin raise notice 'nothing'; raise; end",
  "declare n int; begin get diagnostics n = row_count; assert n > 0, 'none'; perform n; end",
  "begin with x as (insert into users (id) values (1) returning id) insert into archive select id from x; end",
  "begin merge into users u using accounts a on a.id = u.id when matched then delete; end",
  "declare x int[]; begin x[1] := 2; x[1 + 1] := (select max(id) from users); end",
  "begin return; end",
])("%s", (body) => {
  const sql = `create function f() returns void language plpgsql as $body$ ${body} $body$`;
  expect(getQueries(body).toSorted()).toEqual(getOracleQueries(parsePlPgSQLSync(sql)).toSorted());
});

it.each(["declare n text; begin return n || 'x'; end", "begin return (select name from users limit 1); end"])(
  "%s",
  (body) => {
    const sql = `create function f() returns text language plpgsql as $body$ ${body} $body$`;
    expect(getQueries(body).toSorted()).toEqual(getOracleQueries(parsePlPgSQLSync(sql)).toSorted());
  },
);

it.each([
  "begin return query select name from users; return query execute 'select 1' using 2; end",
  "declare r text; begin return next 'x'; return; end",
])("%s", (body) => {
  const sql = `create function f() returns setof text language plpgsql as $body$ ${body} $body$`;
  expect(getQueries(body).toSorted()).toEqual(getOracleQueries(parsePlPgSQLSync(sql)).toSorted());
});
