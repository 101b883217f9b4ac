import { beforeAll, describe, expect, it } from "vitest";
import type { OperationEffect } from "../../../src/migrations/migration.js";
import { readOperations } from "../../../src/migrations/operations/read-operations.js";
import { loadDialects } from "../../../src/sql/dialects/parse-dialect.js";
import { loadPostgres } from "../../../src/sql/postgres-parser.js";

beforeAll(async () => {
  await Promise.all([loadPostgres(), loadDialects()]);
});

const users = { table: "users" };

function expectEffects(sql: string, dialect: string, effects: readonly OperationEffect[]): void {
  expect(readOperations(sql, dialect)).toMatchObject(effects);
  expect(readOperations(sql, dialect)).toHaveLength(effects.length);
}

describe("ALTER TABLE in MySQL's own words", () => {
  it("adds and drops columns, whatever else it says of them", () => {
    expectEffects(
      "ALTER TABLE `users` ADD COLUMN `fullName` int unsigned NOT NULL AFTER `name`, ADD note text COMMENT 'c', DROP `name`, DROP INDEX ix",
      "mysql",
      [
        { type: "add-column", table: users, column: "fullName", notNull: true, hasDefault: false },
        { type: "add-column", table: users, column: "note", notNull: false, hasDefault: false },
        { type: "drop-column", table: users, column: "name" },
        { type: "other" },
      ],
    );
    expectEffects("ALTER TABLE users ADD x int unsigned NOT NULL DEFAULT 0", "mariadb", [
      { type: "add-column", table: users, column: "x", notNull: true, hasDefault: true },
    ]);
  });

  it("renames by CHANGE, unless the name stays", () => {
    expectEffects("ALTER TABLE users CHANGE COLUMN name display text", "mysql", [
      { type: "rename-column", table: users, column: "name", to: "display" },
    ]);
    expectEffects("ALTER TABLE users CHANGE name name varchar(9)", "mysql", [
      { type: "alter-column", table: users, column: "name", what: "type" },
    ]);
    expectEffects("ALTER TABLE users MODIFY name varchar(9) NOT NULL", "mysql", [
      { type: "alter-column", table: users, column: "name", what: "type" },
    ]);
  });

  it("drops without a rebuild", () => {
    expectEffects("ALTER TABLE app.users DROP COLUMN `name`, ALGORITHM=INPLACE, LOCK=NONE", "mysql", [
      { type: "drop-column", table: { schema: "app", table: "users" }, column: "name" },
      { type: "other" },
      { type: "other" },
    ]);
  });

  it("renames tables", () => {
    expectEffects("RENAME TABLE users TO people, `a` TO b", "mysql", [
      { type: "rename-table", table: users, to: "people" },
      { type: "rename-table", table: { table: "a" }, to: "b" },
    ]);
    expectEffects("ALTER TABLE users RENAME AS people", "mysql", [
      { type: "rename-table", table: users, to: "people" },
    ]);
  });
});

describe("what stays unknown", () => {
  it("is a part that the reader does not know, and another dialect's words", () => {
    expect(readOperations("ALTER TABLE users DISCARD TABLESPACE", "mysql")).toMatchObject([
      { type: "unknown" },
    ]);
    expect(readOperations("ALTER TABLE users MODIFY name text")).toMatchObject([{ type: "unknown" }]);
    expect(readOperations("ALTER TABLE users MODIFY name text", "sqlserver")).toMatchObject([
      { type: "unknown" },
    ]);
  });
});
