import { expect, it } from "vitest";
import type { OperationEffect } from "../../src/migrations/migration.js";
import { formatOperation } from "../../src/report/operation-text.js";

const users = { table: "users" };
const payments = { schema: "billing", table: "payments" };

function format(effect: OperationEffect, text = ""): string {
  return formatOperation({ ...effect, text });
}

it("names tables and columns as the manifest would", () => {
  expect(format({ type: "drop-column", table: users, column: "name" })).toBe("drop column users.name");
  expect(format({ type: "drop-table", table: payments })).toBe("drop table billing.payments");
  expect(format({ type: "drop-view", table: users })).toBe("drop view users");
  expect(format({ type: "drop-schema", schema: "billing" })).toBe("drop schema billing");
});

it("lists the columns of what is created, as far as they are known", () => {
  const columns = ["id", "name"];
  expect(format({ type: "create-table", table: users, columns })).toBe("create table users (id, name)");
  expect(format({ type: "create-table", table: users, columns, inherits: [payments] })).toBe(
    "create table users (id, name, all of billing.payments)",
  );
  expect(format({ type: "create-view", table: users, columns: [], isPartial: true })).toBe(
    "create view users (…)",
  );
});

it("says what an INSERT of running code must know of a new column", () => {
  const column = { type: "add-column", table: users, column: "full_name" } as const;
  expect(format({ ...column, notNull: true, hasDefault: false })).toBe(
    "add column users.full_name not null, no default",
  );
  expect(format({ ...column, notNull: true, hasDefault: true })).toBe(
    "add column users.full_name not null, with a default",
  );
  expect(format({ ...column, notNull: false, hasDefault: true })).toBe(
    "add column users.full_name, with a default",
  );
  expect(format({ ...column, notNull: false, hasDefault: false })).toBe("add column users.full_name");
});

it("tells renames with both names", () => {
  expect(format({ type: "rename-column", table: users, column: "name", to: "full_name" })).toBe(
    "rename column users.name to full_name",
  );
  expect(format({ type: "rename-table", table: users, to: "people" })).toBe("rename table users to people");
  expect(format({ type: "rename-table", table: users, to: "users", toSchema: "archive" })).toBe(
    "rename table users to archive.users",
  );
});

it("tells what is altered", () => {
  const column = { type: "alter-column", table: users, column: "name" } as const;
  expect(format({ ...column, what: "type" })).toBe("change the type of users.name");
  expect(format({ ...column, what: "set-not-null" })).toBe("set not null on users.name");
  expect(format({ ...column, what: "other" })).toBe("alter column users.name");
});

it("tells functions of one name apart, and triggers of one table", () => {
  const name = { table: "copy_name" };
  expect(format({ type: "create-function", name, parameters: ["int4", "text"] })).toBe(
    "create function copy_name(int4, text)",
  );
  expect(format({ type: "drop-function", name })).toBe("drop function copy_name");
  expect(format({ type: "create-trigger", table: users, name: "keep_name" })).toBe(
    "create trigger keep_name on users",
  );
});

it("says whether a backfill is bounded", () => {
  expect(format({ type: "backfill", table: users, isBounded: false, statement: "update" })).toBe(
    "backfill users (update, unbounded)",
  );
  expect(format({ type: "backfill", table: users, isBounded: true, statement: "insert-select" })).toBe(
    "backfill users (insert … select, bounded)",
  );
});

it("says of what it could not read why, and what it touches", () => {
  expect(format({ type: "unknown", tables: ["users", "teams"], reason: "it is built at run time" })).toBe(
    "unknown: it is built at run time; touches users, teams",
  );
  const names = ["a", "b", "c", "d", "e", "f", "g"];
  expect(format({ type: "unknown", tables: names, reason: "it does not parse" })).toBe(
    "unknown: it does not parse; touches a, b, c, d, e, f … 7 names in all",
  );
  expect(format({ type: "unknown", tables: [], reason: "it does not parse" })).toBe(
    "unknown: it does not parse; may touch any table",
  );
});

it("shows the statement of what changes neither tables nor columns", () => {
  expect(format({ type: "other" }, "CREATE INDEX ON users (name)")).toBe(
    "other: CREATE INDEX ON users (name)",
  );
});
