import { beforeAll, describe, expect, test } from "vitest";
import { loadPostgres } from "../../../src/sql/postgres-parser.js";
import { getEffects } from "./effects.js";

beforeAll(loadPostgres);

describe("MySQL", () => {
  test("what it shares with Postgres is read behind its quotes", () => {
    expect(
      getEffects(
        "ALTER TABLE `User` DROP COLUMN `fullName`, ADD COLUMN `a` INTEGER NOT NULL; # done",
        "mysql",
      ),
    ).toEqual([
      { type: "drop-column", table: { table: "User" }, column: "fullName" },
      { type: "add-column", table: { table: "User" }, column: "a", notNull: true, hasDefault: false },
    ]);
  });
  test("a table's columns", () => {
    const sql =
      "CREATE TABLE `Post` (\n `id` INTEGER NOT NULL AUTO_INCREMENT,\n `kind` ENUM('a','b') NOT NULL,\n INDEX `x`(`kind`),\n PRIMARY KEY (`id`)\n) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci";
    expect(getEffects(sql, "mysql")).toEqual([
      { type: "create-table", table: { table: "Post" }, columns: ["id", "kind"] },
    ]);
  });
  test("its own ALTER TABLE is read, its own UPDATE is unknown", () => {
    expect(
      getEffects(
        "ALTER TABLE `User` MODIFY `name` TEXT NOT NULL; UPDATE `a` JOIN `b` SET `a`.`x` = 1",
        "mysql",
      ),
    ).toMatchObject([
      { type: "alter-column", table: { table: "User" }, column: "name", what: "type" },
      { type: "unknown", tables: ["a", "b", "x"] },
    ]);
  });
  test("quotes in strings and comments are none", () => {
    expect(getEffects("INSERT INTO `a` VALUES ('it`s'); -- `x\nDROP TABLE `b`", "mysql")).toEqual([
      { type: "other" },
      { type: "drop-table", table: { table: "b" } },
    ]);
  });
});

test("SQL Server: its brackets, and its default schema left as it is", () => {
  expect(
    getEffects(
      "BEGIN TRY\n\nBEGIN TRAN;\n\nALTER TABLE [dbo].[User] DROP COLUMN [name];\n\nCOMMIT TRAN;",
      "sqlserver",
    ),
  ).toEqual([
    { type: "other" },
    { type: "drop-column", table: { schema: "dbo", table: "User" }, column: "name" },
    { type: "other" },
  ]);
});

test("SQLite: a table made anew", () => {
  expect(
    getEffects(
      `PRAGMA foreign_keys=OFF; CREATE TABLE "new_User" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT); DROP TABLE "User"; ALTER TABLE "new_User" RENAME TO "User"`,
      "sqlite",
    ),
  ).toEqual([
    { type: "other" },
    { type: "create-table", table: { table: "new_User" }, columns: ["id"] },
    { type: "drop-table", table: { table: "User" } },
    { type: "rename-table", table: { table: "new_User" }, to: "User" },
  ]);
});

test("SQL Server: another type for a column, and never what comes behind it", () => {
  expect(getEffects('ALTER TABLE "users" ALTER COLUMN "name" varchar(256) NOT NULL', "sqlserver")).toEqual([
    { type: "alter-column", table: { table: "users" }, column: "name", what: "type" },
  ]);
  expect(
    getEffects('ALTER TABLE "users" ALTER COLUMN "name" int ALTER TABLE "users" DROP COLUMN a', "sqlserver"),
  ).toMatchObject([{ type: "unknown" }]);
});
