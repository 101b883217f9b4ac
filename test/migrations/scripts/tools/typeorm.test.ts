import { beforeAll, describe, expect, it } from "vitest";
import { readMigrations } from "../../../../src/migrations/read-migrations.js";
import { loadPostgres } from "../../../../src/sql/postgres-parser.js";
import { describeOperation } from "../describe-operation.js";

beforeAll(loadPostgres);

function read(text: string, dir = "m"): string[] {
  const [sequence] = readMigrations(
    [{ dir, format: "typeorm" }],
    [{ path: `${dir}/1700000000000-a.ts`, text: `${IMPORTS}\n${text}` }],
  );
  return (sequence?.migrations ?? []).flatMap(({ operations }) => operations).map(describeOperation);
}

const IMPORTS = `import { Table, TableColumn, TableIndex, Not, IsNull, In } from "typeorm";
import { User } from "../entities/user.js";`;

const up = (body: string, dir?: string): string[] =>
  read(
    `export class A1700000000000 implements MigrationInterface {
  public async up(queryRunner: QueryRunner): Promise<void> {\n${body}\n  }
  public async down(queryRunner: QueryRunner): Promise<void> { await queryRunner.dropTable("users"); }
}`,
    dir,
  );

describe("changeColumn", () => {
  const total = (more: string): string => `new TableColumn({ name: "total", ${more} })`;
  const change = (from: string, to: string): string =>
    `await queryRunner.changeColumn("orders", ${from}, ${to});`;

  it.each([
    [
      "drops and adds a column whose type changes",
      change(total('type: "int"'), total('type: "bigint"')),
      ["drop-column orders.total", "add-column orders.total"],
    ],
    [
      "and one whose length does",
      change(total('type: "varchar", length: "10"'), total('type: "varchar", length: "20"')),
      ["drop-column orders.total", "add-column orders.total"],
    ],
    [
      "keeps one whose nulls change",
      change(total('type: "int", isNullable: true'), total('type: "int"')),
      ["alter-column orders.total set-not-null"],
    ],
    [
      "keeps a copy of what the table has",
      `const table = await queryRunner.getTable("orders"); const old = table.findColumnByName("total");
       const next = old.clone(); next.isNullable = true; ${change("old", "next")}`,
      ["alter-column orders.total drop-not-null"],
    ],
    [
      "can't be told from a name alone",
      change('"total"', total('type: "int", isNullable: true')),
      ["? orders", "alter-column orders.total drop-not-null"],
    ],
    [
      "loses the old name in any case",
      change('"total"', 'new TableColumn({ name: "sum", type: "int", isNullable: true })'),
      ["rename-column orders.total sum", "alter-column orders.sum drop-not-null"],
    ],
  ])("%s", (_name, body, expected) => {
    expect(up(body)).toEqual(expected);
  });

  it("copies the table in SQLite and drops nothing", () => {
    const body = change(total('type: "int"'), total('type: "bigint"'));
    expect(up(body, "migrations/sqlite")).toEqual(["alter-column orders.total type"]);
  });
});

describe("updates by builders", () => {
  it.each([
    [
      "of some rows",
      `queryRunner.manager.createQueryBuilder().update("users").set({ a: 1 }).where("id IN (:...ids)", { ids }).execute()`,
      ["backfill users bounded"],
    ],
    [
      "of all rows",
      `queryRunner.manager.createQueryBuilder().update("users").set({ a: 1 }).execute()`,
      ["backfill users"],
    ],
    [
      "of rows that a condition picks from all",
      `queryRunner.manager.createQueryBuilder().update("users").set({ a: 1 }).where("a IS NULL").execute()`,
      ["backfill users"],
    ],
    ["by key", `queryRunner.manager.update("users", id, { a: 1 })`, ["backfill users bounded"]],
    ["by an object", `queryRunner.manager.update("users", { id }, { a: 1 })`, ["backfill users bounded"]],
    [
      "by an operator",
      `queryRunner.manager.update("users", { id: Not(IsNull()) }, { a: 1 })`,
      ["backfill users"],
    ],
    ["by no condition", `queryRunner.manager.update("app.users", {}, { a: 1 })`, ["backfill app.users"]],
    [
      "of an entity of another file",
      `queryRunner.manager.getRepository(User).update({}, { a: 1 })`,
      ["? User"],
    ],
    ["of one row of such", `queryRunner.manager.update(User, { id }, { a: 1 })`, ["other"]],
    ["that is never run", `queryRunner.manager.createQueryBuilder().update("users").set({ a: 1 })`, []],
    [
      "in a transaction",
      `queryRunner.connection.transaction(async (manager) => { await manager.query("DROP TABLE users"); })`,
      ["drop-table users"],
    ],
    ["rows that are saved", `queryRunner.manager.save(User, rows)`, ["other"]],
    ["rows that are read", `queryRunner.manager.find(User)`, []],
  ])("%s", (_name, call, expected) => {
    expect(up(`const { id, ids, rows } = await load(); await ${call};`)).toEqual(expected);
  });

  it("of an entity of this file, by the table that it names", () => {
    expect(
      read(`@Entity("people", { schema: "app" }) class Person { @PrimaryColumn() id: number; }
export class A1700000000000 implements MigrationInterface {
  async up(queryRunner) { await queryRunner.manager.update(Person, {}, { a: 1 }); }
}`),
    ).toEqual(["backfill app.people"]);
  });
});

describe("unknown, and never nothing", () => {
  it.each([
    [
      "a column that only running tells",
      `await queryRunner.dropColumn("users", process.env.C);`,
      ["? users"],
    ],
    ["a table that only running tells", `await queryRunner.dropTable(\`\${prefix}users\`);`, ["? "]],
    [
      "the table of an entity",
      `await queryRunner.dropColumn(queryRunner.connection.getMetadata(User).tableName, "a");`,
      ["? "],
    ],
    [
      "every column of a table",
      `const table = await queryRunner.getTable("users"); for (const one of table.columns) await queryRunner.dropColumn(table, one);`,
      ["? users"],
    ],
    ["a helper of another file", `await ensureColumn(queryRunner, "users", "a");`, ["? users a"]],
    ["what entities decide", "await queryRunner.connection.synchronize();", ["? "]],
    ["a method that there is not", `await queryRunner.explode("users");`, ["? users"]],
    ["all tables", "await queryRunner.clearDatabase();", ["? "]],
  ])("%s", (_name, body, expected) => {
    expect(up(body)).toEqual(expected);
  });

  it("an `up` of another file", () => {
    expect(read("export class A1700000000000 extends Base {}")).toEqual(["? "]);
  });
});

describe("forward only, as far as the text tells", () => {
  it.each([
    [
      "a schema that only running tells is left out",
      `await queryRunner.dropColumn(\`\${schema}.users\`, "a");`,
      ["drop-column users.a"],
    ],
    ["helpers of the class", `await this.down(queryRunner);`, ["drop-table users"]],
    [
      "an index touches no column",
      `await queryRunner.createIndex("users", new TableIndex({ columnNames: ["a"] }));`,
      ["other"],
    ],
    [
      "a table that is built up",
      `const table = new Table({ name: "t" }); table.columns = [new TableColumn({ name: "a" })]; await queryRunner.createTable(table);
       await queryRunner.dropColumn(table, "a");`,
      ["create-table t", "drop-column t.a"],
    ],
    [
      "a lookup that finds nothing",
      `const table = await queryRunner.getTable("users"); const a = table.findColumnByName("a");
       if (!a) await queryRunner.addColumn(table, new TableColumn({ name: "a", type: "int" }));`,
      ["add-column users.a"],
    ],
  ])("%s", (_name, body, expected) => {
    expect(up(body)).toEqual(expected);
  });
});

describe("a column that is defined in one way or another", () => {
  it.each([
    ['name: "pinned", default: x ? 0 : false', ["add-column docs.pinned"]],
    ['name: x ? "pinned" : "fixed"', ["add-column docs.pinned", "add-column docs.fixed"]],
    ["name: x ? 'pinned' : y()", ["? docs"]],
  ])("%s", (options, expected) => {
    const body = `await queryRunner.addColumn("docs", new TableColumn({ type: "boolean", ${options} }));`;
    expect(up(body)).toEqual(expected);
  });
});

describe("the dialect is the folder's", () => {
  it.each([
    ["migrations/mysql", "ALTER TABLE `users` MODIFY `name` text", ["alter-column users.name type"]],
    ["migrations/mariadb", "ALTER TABLE `users` DROP `name`", ["drop-column users.name"]],
    ["migrations/mssql", 'ALTER TABLE "users" DROP COLUMN [name]', ["drop-column users.name"]],
    ["migrations/postgres", 'ALTER TABLE "users" DROP "name"', ["drop-column users.name"]],
  ])("%s", (dir, sql, expected) => {
    expect(up(`await queryRunner.query(${JSON.stringify(sql)});`, dir)).toEqual(expected);
  });
});
