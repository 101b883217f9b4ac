import { createTableColumns } from "../../../../src/catalog/table-columns.js";
import type { Change } from "../../../../src/manifest/manifest.js";

/** The schema that all statements of the oracle run on. */
export const SCHEMA = `
  create table users (
    id int primary key, name text, email text, manager_id int, tags text[], created_at timestamptz default now()
  );
  create unique index users_name_key on users (name);
  create unique index users_lower_name on users (id, lower(name)) where name is not null;
  create table orders (id int primary key, user_id int, total numeric, note text);
  create table accounts (id int primary key, user_id int, name text);
  create table profiles (user_id int primary key, name text, bio text);
  create table archive (id int, label text);
  create table names (name text);
  create view recent_users as select id, created_at from users;
  create schema billing;
  create table billing.accounts (id int primary key, name text, balance numeric);
  create schema audit;
  create table audit.users (id int, name text, at timestamptz);
  create function get_orders(int) returns setof orders language sql as 'select * from orders where user_id = $1';
  insert into users (id, name, email, manager_id, tags) values (1, 'ada', 'a@example.com', null, '{x,y}'), (2, 'bob', 'b@example.com', 1, '{}');
  insert into orders values (1, 1, 10, 'first'), (2, 2, 20, null);
  insert into accounts values (1, 1, 'main');
  insert into profiles values (1, 'Ada L.', 'maths');
  insert into billing.accounts values (1, 'main', 5);
`;

export const TABLES = createTableColumns([
  { table: "users", columns: ["id", "name", "email", "manager_id", "tags", "created_at"] },
  { table: "orders", columns: ["id", "user_id", "total", "note"] },
  { table: "accounts", columns: ["id", "user_id", "name"] },
  { table: "profiles", columns: ["user_id", "name", "bio"] },
  { table: "archive", columns: ["id", "label"] },
  { table: "names", columns: ["name"] },
  { table: "recent_users", columns: ["id", "created_at"] },
  { schema: "billing", table: "accounts", columns: ["id", "name", "balance"] },
  { schema: "audit", table: "users", columns: ["id", "name", "at"] },
]);

const REST = { owner: "@acme/data", sunset: "2026-12-31", windowDays: 7, line: 1, column: 1 };

/** `users.name` or `billing.accounts.name`. */
export function columnChange(text: string): Change {
  const [column = "", table = "", schema] = text.split(".").reverse();
  const old = { kind: "column" as const, text, table, column };
  return { ...REST, id: text, kind: "column", old: schema === undefined ? old : { ...old, schema } };
}

/** `users` or `billing.accounts`. */
export function tableChange(text: string): Change {
  const [table = "", schema] = text.split(".").reverse();
  const old = { kind: "table" as const, text, table };
  return { ...REST, id: text, kind: "table", old: schema === undefined ? old : { ...old, schema } };
}
