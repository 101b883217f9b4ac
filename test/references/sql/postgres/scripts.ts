/** Statements that cannot be prepared, with the uses of `users.name` marked, and what makes Postgres look at their bodies. */
export interface Script {
  readonly marked: string;
  readonly then?: string;
  readonly exception?: string;
}

export const SCRIPTS: readonly Script[] = [
  { marked: "copy users (id, «+name») from '/dev/blob'" },
  { marked: "copy users (id, email) from '/dev/blob'" },
  { marked: "copy users (id, «name») to '/dev/blob'" },
  { marked: "copy users (email) to '/dev/blob' (format csv, force_quote (email))" },
  { marked: "copy users («name») to '/dev/blob' (format csv, force_quote («name»))" },
  { marked: "copy «~users» to '/dev/blob'" },
  { marked: "copy (select «name» from users) to '/dev/blob'" },
  {
    marked: "copy «+users» from '/dev/blob'",
    exception: "an empty file fits any table; a file with rows has one value too many",
  },
  { marked: "prepare p as select «name» from users", then: "deallocate p" },
  { marked: "explain (costs off) update users set «+name» = 'x' where «name» = 'y'" },
  { marked: "declare c cursor for select «name» from users" },
  { marked: "create table copied as select id, «name» from users" },
  { marked: "create table copied as select id, email as name from users" },
  { marked: "select «name» into copied from users" },
  { marked: "create view v as select u.«name» from users u" },
  { marked: "create view v (name) as select email from users" },
  { marked: "create materialized view v as select «name» from users" },
  { marked: "create view v as select «~*» from users" },
  { marked: "create policy p on users using («name» = current_user)" },
  { marked: "create policy p on users with check (email = 'name')" },
  {
    marked:
      "create rule r as on delete to users do instead update users set «+name» = 'gone' where id = old.id",
  },
  { marked: "create rule r as on update to users do also insert into archive values (old.id, new.«name»)" },
  { marked: "create rule r as on update to users do also insert into archive values (old.id, new.email)" },
  { marked: "analyze users («name»)" },
  { marked: "create function f() returns text language sql as 'select «name» from users'" },
  {
    marked:
      "create function f(name text) returns text language sql as 'select email from users where email = «name»'",
    exception: "a column goes before a parameter: today name is users.name",
  },
  {
    marked:
      "create function f(name text) returns text language sql as 'select email from users where email = $1'",
  },
  {
    marked:
      "create function f(name text) returns bigint language sql as $$select count(*) from orders where note = name$$",
  },
  {
    marked:
      "create function f(name text) returns bigint language sql as $$select count(*) from orders where note = f.name$$",
  },
  { marked: "create function f(u «~users») returns text language sql as 'select u.«name»'" },
  { marked: "create function f(«~users») returns text language sql as 'select $1.«name»'" },
  { marked: "create function f(u «~users») returns text language sql as 'select u.email'" },
  { marked: "create function f() returns text language sql as 'select ''it''''s'' || «name» from users'" },
  { marked: "create function f() returns text language sql as E'select \\'x\\' || «name» from users'" },
  {
    marked:
      "create function f() returns text begin atomic select email from users; select «name» from users; end",
  },
  { marked: "create function f() returns text return (select «name» from users limit 1)" },
  { marked: "create function f(x users.«name»%type) returns int language sql as 'select 1'" },
  { marked: "create procedure p() language sql as 'update users set «+name» = upper(«name»)'" },
  { marked: "do $$ begin update users set «+name» = 'x' where id = 1; end $$" },
  { marked: "do $$ begin update users set email = 'name'; end $$" },
  { marked: "do 'begin update users set «+name» = ''x'' where id = 1; end'" },
  { marked: "do $$ declare n users.«name»%type; begin n := 1; end $$" },
  { marked: "do $$ declare u «~users»; begin select «~*» into u from users; perform u.«name»; end $$" },
  {
    marked:
      "do $$ declare u «~users»%rowtype; begin select «~*» into strict u from users where id = 1; perform u.email; end $$",
  },
  {
    marked:
      "do $$ declare r record; begin for r in select «~*» from users loop perform r.«name»; end loop; end $$",
  },
  {
    marked:
      "do $$ declare r record; begin for r in select email as name from users loop perform r.name; end loop; end $$",
  },
  { marked: "do $$ declare r record; begin select id, «name» into r from users; perform r.name; end $$" },
  {
    marked:
      "do $$ declare name text; begin select email into name from users where id = 1; perform name; end $$",
  },
  { marked: "do $$ declare n text; begin n := (select max(«name») from users); raise notice '%', n; end $$" },
  {
    marked:
      "do $$ begin if exists (select 1 from users where «name» = 'ada') then perform 1; else perform 2; end if; end $$",
  },
  { marked: "do $$ begin while (select «name» from users where id = 1) is null loop exit; end loop; end $$" },
  {
    marked:
      "do $$ begin case (select «name» from users where id = 1) when 'ada' then null; else null; end case; end $$",
  },
  {
    marked:
      "do $$ declare n text; begin foreach n in array (select array_agg(«name») from users) loop null; end loop; end $$",
  },
  { marked: "do $$ declare c cursor for select «name» from users; begin open c; close c; end $$" },
  { marked: "do $$ declare c refcursor; begin open c for select «name» from users; close c; end $$" },
  { marked: "do $$ begin execute 'update users set «+name» = null where id = 1'; end $$" },
  {
    marked:
      "do $$ begin execute 'update users set «+name?» = ' || quote_literal('x') || ' where email = ''name'''; end $$",
  },
  {
    marked:
      "do $$ begin execute format('update %I set «+name?» = %L where id = %s', 'users', 'name', 1); end $$",
  },
  {
    marked:
      "do $$ declare n text; begin update users set email = 'x' where id = 1 returning «name» into n; end $$",
  },
  {
    marked:
      "do $$ begin raise notice '%', (select «name» from users where id = 1) using hint = (select max(«name») from users); end $$",
  },
  {
    marked:
      "create function f() returns setof text language plpgsql as $$ begin return query select «name» from users; end $$",
    then: "select f()",
  },
  {
    marked:
      "create function f() returns text language plpgsql as $$ begin return (select max(«name») from users); exception when others then raise; end $$",
    then: "select f()",
  },
];

const trigger = (body: string): string =>
  `create function f() returns trigger language plpgsql as $$ ${body} $$; create trigger t before update on users for each row execute function f()`;

/** Trigger functions; `then` makes the trigger fire. */
export const TRIGGERS: readonly Script[] = [
  { marked: trigger("begin new.«+name» := upper(old.«name»); return new; end") },
  { marked: trigger("begin new.email := 'name'; return new; end") },
  { marked: trigger("begin if new.«name» is null then return old; end if; return new; end") },
  { marked: trigger("begin insert into archive values (new.id, new.«name»); return new; end") },
  { marked: trigger("begin select «name» into new.«+name» from users where id = new.id; return new; end") },
].map((script) => ({ ...script, then: "update users set email = 'x'" }));
