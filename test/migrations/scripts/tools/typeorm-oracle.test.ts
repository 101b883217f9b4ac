import { PGlite } from "@electric-sql/pglite";
import type { DataSource, QueryRunner } from "typeorm";
import { afterAll, beforeAll, describe, test } from "vitest";
import { z } from "zod";
import { loadPostgres } from "../../../../src/sql/postgres-parser.js";
import { loadModules, openDataSource } from "../../../support/typeorm-source.js";
import { expectAsPostgres, readStarted } from "../../expect-as-postgres.js";
import { getFacts } from "../../postgres-facts.js";

const START = `
  CREATE TABLE users (id serial PRIMARY KEY, name varchar NOT NULL, email varchar, age int DEFAULT 3);
  CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, user_id int, total numeric,
    CONSTRAINT orders_user FOREIGN KEY (user_id) REFERENCES users);
  CREATE TABLE "Mixed Case" ("Id" int, "fullName" text);
  CREATE SCHEMA app;
  CREATE TABLE app.users (id int PRIMARY KEY, nick text);
  CREATE VIEW adults AS SELECT id, name AS label FROM users WHERE age > 17;
  CREATE TABLE typeorm_metadata (type varchar NOT NULL, database varchar, schema varchar, "table" varchar, name varchar, value text);
  INSERT INTO typeorm_metadata (type, schema, name, value) VALUES ('VIEW', 'public', 'adults', 'SELECT 1');
  INSERT INTO users (name, email) VALUES ('Ada', 'a@x'), ('Bob', null);`;

// The body of `up(queryRunner)`; what it does is what the real query runner makes of it.
const MIGRATIONS: Readonly<Record<string, string>> = {
  "SQL with parameters": `await queryRunner.query(\`ALTER TABLE "users" DROP COLUMN "email"\`);
    await queryRunner.query('ALTER TABLE "orders" ADD "note" text NOT NULL DEFAULT $$x$$');
    await queryRunner.query("UPDATE users SET name = $1 WHERE id = $2", ["Eve", 1])`,
  "a table": `await queryRunner.createTable(new Table({ name: "teams", columns: [
      { name: "id", type: "uuid", isPrimary: true, isGenerated: true, generationStrategy: "uuid", default: "gen_random_uuid()" },
      { name: "ownerId", type: "int", isNullable: true }, new TableColumn({ name: "label", type: "varchar" })],
      foreignKeys: [{ columnNames: ["ownerId"], referencedTableName: "users", referencedColumnNames: ["id"] }] }), true)`,
  "a table that is built up": `const table = new Table({ name: "teams" }); table.columns = [new TableColumn({ name: "id", type: "int" })];
    table.addColumn(new TableColumn({ name: "label", type: "text" })); await queryRunner.createTable(table)`,
  "a table in another schema": `await queryRunner.createTable(new Table({ name: "logs", schema: "app", columns: [{ name: "line", type: "text" }] }));
    await queryRunner.createTable(new Table({ name: "app.events", columns: [{ name: "at", type: "timestamptz" }] }));
    await queryRunner.addColumn("app.users", new TableColumn({ name: "born", type: "date", isNullable: true }));
    await queryRunner.dropColumn("app.users", "nick")`,
  "a table that exists": `await queryRunner.createTable(new Table({ name: "users", columns: [{ name: "other", type: "int" }] }), true)`,
  "columns with what an INSERT needs": `await queryRunner.addColumns("orders", [
      new TableColumn({ name: "a", type: "text", default: "'x'" }), new TableColumn({ name: "b", type: "text", isNullable: true }),
      new TableColumn({ name: "c", type: "int", isGenerated: true, generationStrategy: "increment" }),
      new TableColumn({ name: "d", type: "text" }), new TableColumn({ name: "e", type: "text", isNullable: true, default: null }),
      new TableColumn({ name: "f", type: "int", generatedType: "STORED", asExpression: "user_id * 2", isNullable: true })])`,
  "columns by name, by definition and in a list": `await queryRunner.query("DROP VIEW adults"); const table = await queryRunner.getTable("users");
    const email = table.columns.find((column) => column.name === "email");
    await queryRunner.dropColumn(table, email); await queryRunner.dropColumn("users", new TableColumn({ name: "age", type: "int" }));
    await queryRunner.dropColumns("orders", ["total", "user_id"])`,
  "a column's name": `await queryRunner.renameColumn("users", "email", "mail");
    await queryRunner.renameColumn("orders", "total", new TableColumn({ name: "sum", type: "numeric", isNullable: true }))`,
  "nulls and defaults of a copy": `const table = await queryRunner.getTable("users"); const email = table.findColumnByName("email");
    const next = email.clone(); next.isNullable = false; next.default = "'none'"; await queryRunner.query("UPDATE users SET email = name");
    await queryRunner.changeColumn(table, email, next)`,
  "a type that changes": `await queryRunner.changeColumn("orders",
      new TableColumn({ name: "total", type: "numeric", isNullable: true }), new TableColumn({ name: "total", type: "int", isNullable: true }))`,
  "a type that changes together with the name": `await queryRunner.changeColumns("orders", [{
      oldColumn: new TableColumn({ name: "total", type: "numeric" }), newColumn: new TableColumn({ name: "cents", type: "bigint", isNullable: true }) }])`,
  "a default that goes": `const before = new TableColumn({ name: "age", type: "integer", isNullable: true, default: "3" });
    const after = new TableColumn({ name: "age", type: "integer", isNullable: true }); await queryRunner.changeColumn("users", before, after)`,
  "a table's name": `await queryRunner.renameTable("orders", "purchases");
    await queryRunner.addColumn("purchases", new TableColumn({ name: "x", type: "int", isNullable: true }))`,
  drops: `await queryRunner.dropView("adults"); await queryRunner.dropForeignKey("orders", "orders_user"); await queryRunner.dropTable("users");
    await queryRunner.dropTable("nowhere", true); await queryRunner.dropSchema("app", true, true)`,
  views: `await queryRunner.createView(new View({ name: "names", expression: "SELECT id, name AS label FROM users" }));
    await queryRunner.createView(new View({ name: "nicks", schema: "app", expression: \`SELECT nick FROM app.users\` }))`,
  "keys and indexes": `await queryRunner.createIndex("users", new TableIndex({ name: "by_name", columnNames: ["name"] }));
    await queryRunner.createPrimaryKey("Mixed Case", ["Id"]); await queryRunner.createUniqueConstraint("users", new TableUnique({ columnNames: ["email"] }));
    const table = await queryRunner.getTable("orders"); const key = table.foreignKeys.find((one) => one.columnNames.includes("user_id"));
    await queryRunner.dropForeignKey("orders", key); await queryRunner.dropIndex("users", "by_name")`,
  "what is tested for first": `if (!(await queryRunner.hasColumn("users", "phone")))
      await queryRunner.addColumn("users", new TableColumn({ name: "phone", type: "varchar", isNullable: true }));
    const table = await queryRunner.getTable("orders"); if (table) await queryRunner.dropColumn(table, "total");
    if (await queryRunner.hasTable("Mixed Case")) await queryRunner.dropTable("Mixed Case")`,
  "loops and helpers": `for (const table of ["users", "orders"]) await this.stamp(queryRunner, table);
    for (const [table, columns] of Object.entries(DROPPED)) for (const column of columns) await queryRunner.dropColumn(table, column)`,
  "the manager and the data source": `await queryRunner.manager.query("ALTER TABLE users DROP COLUMN email");
    await queryRunner.connection.createQueryRunner().query("SELECT 1"); await queryRunner.dataSource.query('SELECT count(*) FROM "Mixed Case"');
    await queryRunner.manager.createQueryBuilder().update("users").set({ age: 4 }).where("id = :id", { id: 1 }).execute();
    await queryRunner.sql\`UPDATE users SET name = \${"Zoe"} WHERE id = \${2}\``,
  "a change in a transaction": `await queryRunner.startTransaction(); await queryRunner.query("ALTER TABLE orders DROP COLUMN total");
    await queryRunner.commitTransaction()`,
  "an enum": `await queryRunner.addColumn("users", new TableColumn({ name: "mood", type: "enum", enum: ["ok", "bad"], default: "'ok'" }));
    await queryRunner.query(\`CREATE TYPE "size" AS ENUM ('s', 'm')\`); await queryRunner.query('ALTER TABLE "orders" ADD "size" "size" NOT NULL DEFAULT $$s$$')`,
};

const toText = (body: string): string => `
import { Table, TableColumn, TableIndex, TableUnique, View } from "typeorm";
const DROPPED = { users: ["email"], orders: ["total", "user_id"] };
export class Change1700000000000 {
  async up(queryRunner) {
    ${body}
  }
  async down(queryRunner) {
    await queryRunner.dropTable("orders");
  }
  async stamp(runner, table) {
    await runner.addColumn(table, new TableColumn({ name: "touched_at", type: "timestamptz", isNullable: true }));
  }
}
`;

let database: PGlite;
let source: DataSource;
beforeAll(async () => {
  await loadPostgres();
  database = await PGlite.create();
  source = await openDataSource({ entities: [], database, log: [] });
});
afterAll(async () => {
  await source.destroy();
  await database.close();
});

describe("what TypeORM does when it runs the migration", () => {
  test.each(Object.entries(MIGRATIONS))("%s", async (_name, body) => {
    const text = toText(body);
    await database.exec(
      `DROP SCHEMA public CASCADE; DROP SCHEMA IF EXISTS app CASCADE; CREATE SCHEMA public; ${START}`,
    );
    const before = await getFacts(database);
    await migrate(text);
    const after = await getFacts(database);

    const sequence = readStarted({ start: START, format: "typeorm", texts: { "1.mjs": text } });
    const operations = sequence.migrations[1]?.operations ?? [];
    const swapped = operations.flatMap((one) => (one.type === "drop-column" ? [`${one.column} `] : []));
    const isTold = (one: string) => !swapped.some((column) => one.includes(`.${column}`));
    expectAsPostgres(sequence, { before, after }, isTold);
  });
});

const module = z.looseObject({
  Change1700000000000: z.custom<new () => { up(queryRunner: QueryRunner): Promise<void> }>(),
});

async function migrate(text: string): Promise<void> {
  const { Change1700000000000: Migration } = module.parse(loadModules({ "1.ts": text })("1.ts"));
  const runner = source.createQueryRunner();
  try {
    await new Migration().up(runner);
  } finally {
    await runner.release();
  }
}
