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

describe("triggers that have their body with them", () => {
  test("are created, and what follows is read", () => {
    const sql = `CREATE TRIGGER IF NOT EXISTS "users_touch" AFTER UPDATE OF name ON users FOR EACH ROW WHEN new.a <> old.a
BEGIN
  UPDATE users SET at = CASE WHEN new.end THEN 1 ELSE 2 END WHERE id = new.id;
  DELETE FROM logs;
END;
ALTER TABLE users DROP COLUMN name;`;
    const expected = [
      { type: "create-trigger", table: { table: "users" }, name: "users_touch" },
      { type: "drop-column", table: { table: "users" }, column: "name" },
    ];
    expect(getEffects(sql, "sqlite")).toEqual(expected);
    expect(getEffects(sql)).toEqual(expected);
  });
  test("in MySQL, with its blocks, and without", () => {
    expect(
      getEffects(
        "CREATE TRIGGER t BEFORE INSERT ON `Users` FOR EACH ROW BEGIN IF NEW.a THEN SET NEW.b = 1; END IF; SET NEW.c = 2; END; DROP TABLE a",
        "mysql",
      ),
    ).toEqual([
      { type: "create-trigger", table: { table: "Users" }, name: "t" },
      { type: "drop-table", table: { table: "a" } },
    ]);
    expect(getEffects("CREATE TRIGGER t BEFORE INSERT ON users FOR EACH ROW SET NEW.b = 1", "mysql")).toEqual(
      [{ type: "create-trigger", table: { table: "users" }, name: "t" }],
    );
  });
  test("without an END are unknown, with all that they took along", () => {
    expect(
      getEffects(
        "CREATE TRIGGER t AFTER INSERT ON users BEGIN DELETE FROM logs; ALTER TABLE users DROP COLUMN old_name;",
        "sqlite",
      ),
    ).toMatchObject([{ type: "unknown", tables: ["t", "users", "logs", "old_name"] }]);
  });
  test("are dropped by their name alone", () => {
    expect(getEffects("DROP TRIGGER IF EXISTS users_touch; DROP TRIGGER main.t", "sqlite")).toEqual([
      { type: "drop-trigger", name: "users_touch" },
      { type: "drop-trigger", name: "t" },
    ]);
    expect(getEffects("DROP TRIGGER t, u", "sqlite")).toMatchObject([{ type: "unknown" }]);
  });
  test("Postgres' own keep their words", () => {
    expect(
      getEffects(
        "CREATE TRIGGER begin BEFORE INSERT ON users EXECUTE FUNCTION begin(); DROP TRIGGER begin ON users",
      ),
    ).toEqual([
      { type: "create-trigger", table: { table: "users" }, name: "begin" },
      { type: "drop-trigger", table: { table: "users" }, name: "begin" },
    ]);
  });
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
