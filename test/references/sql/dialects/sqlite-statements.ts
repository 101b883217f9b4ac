/** SQLite statements with their uses of `users.name` marked as in `postgres/marks.ts`, or with the reason why SQLite's answer differs. */
export type Statement = string | readonly [sql: string, exception: string];

export const SQLITE_SCHEMA = `
  create table users (id integer primary key, name text, email text, manager_id int);
  create unique index users_name on users (name);
  create table orders (id integer primary key, user_id int, total numeric, note text);
  create table accounts (id integer primary key, user_id int, name text);
  create table archive (id int, label text);
  insert into users values (1, 'ada', 'a@example.com', null), (2, 'bob', 'b@example.com', 1);
  insert into orders values (1, 1, 10, 'first');
  insert into accounts values (1, 1, 'main');
`;

export const SQLITE_STATEMENTS: readonly Statement[] = [
  // Reads and names
  "select «name» from users",
  "select email from users",
  "select «NAME» from Users",
  "select «[name]» from [users]",
  "select «`name`» from `users`",
  "select u.«name» from users u",
  "select U.«Name» from users u",
  "select users.«name» from main.users",
  "select main.users.«name» from users",
  "select «name» as label from users",
  "select email as name from users",
  "select 'name' from users",
  "select name from accounts",
  "select a.name from users u join accounts a on a.user_id = u.id",
  "select u.«name», a.name from users u join accounts a on a.user_id = u.id",
  "select 1 from users where «name» is 'ada'",
  "select 1 from users where «name» is not ?",
  "select 1 from users where «name» is not null and email isnull",
  "select 1 from users where «name» notnull",
  "select 1 from users where «name» glob 'a*' or «name» not glob 'b*'",
  "select 1 from users where «name» like 'a%' escape '!'",
  "select 1 from users where «name» == 'x' or ~id = 1",
  "select 1 from users where id = ?1 and «name» = :name and email = @email and id < $id",
  "select upper(«name») || email from users /* name */ -- name",
  "select iif(«name» is null, email, «name») from users",
  "select case «name» when 'a' then email end from users",
  "select cast(«name» as integer) from users",
  "select «name» ->> '$.a' from users",
  "select count(*) filter (where «name» is null) from users",
  "select group_concat(«name», ',') from users",
  "select row_number() over (partition by «name» order by id) from users",
  "select sum(id) over w from users window w as (order by «name» rows between 1 preceding and current row exclude ties)",
  "select email from users order by «name» collate nocase nulls last limit 1, 2",
  "select «name», count(*) from users group by «name» having «name» <> ''",
  "select email as name from users order by name",
  "select «name» from users indexed by users_name where «name» = 'ada'",
  "select email from users not indexed where id = 1",
  "select 1 from users where (id, «name») in (values (1, 'a'))",
  "select «name» from users union select label from archive order by name",
  "select «name» from users where id in (select user_id from orders)",
  "select id from orders o where exists (select 1 from users where id = o.user_id and «name» = o.note)",
  "select (select «name» from users where id = o.user_id) as name from orders o",
  "select x.name from (select «name» from users) x",
  "select x.label from (select «name» as label from users) x",
  "with c as materialized (select «name» from users) select name from c",
  "with c (label) as (select «name» from users) select label from c",
  "with chain (id, path) as (select id, «name» from users where manager_id is null union all select u.id, path || u.«name» from users u join chain on chain.id = u.manager_id) select path from chain",
  "select j.value from users, json_each(users.«name») j",
  "select value from users, json_each(«name») where json_each.key = 1",
  "select 1 from users join accounts using («name»)",
  "select id, email from users natural join archive",
  "select o.id from orders o left join (users u join accounts a on a.user_id = u.id) on u.«name» = o.note",
  "select distinct «name» from users",
  // Rows as a whole
  "select «~*» from users",
  "select u.«~*», a.id from users u, accounts a",
  "select rowid, «~*» from users",
  "select count(*) from users",
  // Writes
  "insert into users (id, «+name») values (3, 'eve')",
  "insert or replace into users (id, «+name») values (?, ?)",
  "insert or ignore into users (id, email) values (?, ?)",
  "replace into users (id, «+name») values (3, 'eve')",
  "insert into «+users» values (3, 'eve', 'e@example.com', null)",
  "insert into «+users» select id, label, label, id from archive",
  "insert into users default values",
  "insert into users (id, «+name») values (3, 'eve') on conflict («name») do nothing",
  "insert into users (id, «+name») values (1, 'eve') on conflict (id) do update set «+name» = excluded.«name» where users.«name» is not excluded.«name»",
  "insert into users (id, email) values (1, 'e') on conflict (id) do update set email = excluded.email",
  "insert into users (id, email) values (3, 'e') returning «name»",
  "insert into users (id, email) values (3, 'e') returning «~*»",
  "insert into archive (label) select «name» from users where true on conflict do nothing",
  "update users set «+name» = 'x' where id = 1",
  "update users set «+name» = upper(«name»)",
  "update or ignore users set («+name», email) = ('a', 'b')",
  "update users set email = 'x' where «name» = 'ada' returning id, «name» as label",
  "update users as u set email = o.note from orders o where o.user_id = u.id and u.«name» = o.note",
  "update orders set note = (select «name» from users where id = user_id)",
  "delete from users where «name» = 'ada'",
  "delete from users as u where u.id = 1 returning «~*»",
  "delete from orders where user_id in (select id from users where «name» is null)",
  "explain query plan select «name» from users",
  ["create temp view names as select «name» from users", "SQLite looks into a view when it is read"],
  "create table copy as select «name» from users",
  // What quietly becomes a string or another table's column
  ['select «"name"» from users', "an unknown name in double quotes is a string to SQLite"],
  [
    "select id from accounts a where user_id in (select id from users where «name» is not null)",
    "it becomes accounts.name, without a word",
  ],
];
