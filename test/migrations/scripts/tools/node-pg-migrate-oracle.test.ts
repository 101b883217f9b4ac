import { PGlite } from "@electric-sql/pglite";
import { runner } from "node-pg-migrate";
import { afterAll, beforeAll, describe, test } from "vitest";
import { loadPostgres } from "../../../../src/sql/postgres-parser.js";
import { writeMigrations } from "../../format-files.js";
import { expectAsPostgres, readStarted } from "../../expect-as-postgres.js";
import { getFacts } from "../../postgres-facts.js";

const START = `
  CREATE TABLE users (id serial PRIMARY KEY, name text NOT NULL, email text, age int DEFAULT 3);
  CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, user_id int REFERENCES users, total numeric);
  CREATE TABLE "Mixed Case" ("Id" int, "fullName" text);
  CREATE SCHEMA app;
  CREATE TABLE app.users (id int PRIMARY KEY, nick text);
  CREATE VIEW adults AS SELECT id, name AS label FROM users WHERE age > 17;
  CREATE MATERIALIZED VIEW totals AS SELECT "Id" AS key, 1 AS total FROM "Mixed Case";
  INSERT INTO users (name, email) VALUES ('Ada', 'a@x'), ('Bob', null);`;

// The body of `exports.up = (pgm) => {…}`; what it does is what the real runner makes of it.
const MIGRATIONS: Readonly<Record<string, string>> = {
  "a table": `pgm.createTable("teams", { id: "id", ownerId: { type: "integer", notNull: true, references: '"users"', onDelete: "CASCADE" },
    data: { type: "jsonb", default: "{}" }, tags: { type: "text", array: true } }, { ifNotExists: true, constraints: { unique: "ownerId" } })`,
  "a table that exists": `pgm.createTable("users", { other: "text" }, { ifNotExists: true })`,
  "a temporary table": `pgm.createTable("work", { a: "int" }, { temporary: true }); pgm.dropTable("work")`,
  "a table like another, and one that inherits": `pgm.createTable("users_copy", { extra: "int" }, { like: { table: "users", options: { including: "ALL" } } });
    pgm.createTable("admins", { level: "int" }, { inherits: "users" }); pgm.addColumn("users", { joined: "date" })`,
  "another schema": `pgm.createTable({ schema: "app", name: "logs" }, { line: "string" });
    pgm.addColumns({ schema: "app", name: "users" }, { seen: "datetime" }); pgm.dropColumn({ schema: "app", name: "users" }, "nick")`,
  "columns with demands": `pgm.addColumns("orders", { a: { type: "text", notNull: true, default: "" }, b: { type: "timestamptz", default: pgm.func("now()") },
    c: { type: "text", default: null }, d: { type: "bigint", sequenceGenerated: { precedence: "ALWAYS" } }, e: "serial", f: "text not null default 'x'",
    g: { type: "int", expressionGenerated: "user_id * 2" }, h: { type: "bool", notNull: false } })`,
  "columns that exist, and those that don't": `pgm.addColumn("orders", { user_id: "int", phone: "text" }, { ifNotExists: true });
    pgm.dropColumns("users", ["nowhere", "email"], { ifExists: true, cascade: true })`,
  "columns dropped by text, list and object": `pgm.dropColumn("users", "email"); pgm.dropColumns("orders", ["user_id"]);
    pgm.dropColumns("Mixed Case", { fullName: { type: "text" } })`,
  "types, nulls and defaults": `pgm.alterColumn("orders", "user_id", { type: "bigint", notNull: true });
    pgm.alterColumn("users", "name", { allowNull: true, default: "x" }); pgm.alterColumn("users", "age", { default: null });
    pgm.alterColumn("users", "email", { type: "varchar(9)", using: "left(email, 9)", notNull: false })`,
  "an identity": `pgm.alterColumn("orders", "id", { sequenceGenerated: null }); pgm.alterColumn("Mixed Case", "Id", { notNull: true });
    pgm.alterColumn("Mixed Case", "Id", { sequenceGenerated: { precedence: "BY DEFAULT" } })`,
  "primary keys": `pgm.addConstraint("Mixed Case", "pk", { primaryKey: "Id" }); pgm.createConstraint("Mixed Case", "q", "CHECK (\\"Id\\" > 0)");
    pgm.createTable("pairs", { a: { type: "int", primaryKey: true }, b: { type: "int", primaryKey: true } })`,
  names: `pgm.renameColumn("users", "email", "mail"); pgm.renameTable("orders", "purchases"); pgm.addColumn("purchases", { x: "int" })`,
  drops: `pgm.dropView("adults"); pgm.dropMaterializedView("totals"); pgm.dropTable("users", { cascade: true });
    pgm.dropTable("nowhere", { ifExists: true }); pgm.dropSchema("app", { cascade: true })`,
  views: `pgm.createView("names", { replace: true }, "select id, name, upper(name) as loud from users"); pgm.renameView("adults", "grown_ups");
    pgm.createView("pairs", { columns: ["a", "b"] }, "select id, name from users"); pgm.createMaterializedView("kept", { data: true }, "select id as key from users");
    pgm.renameMaterializedViewColumn("totals", "total", "sum")`,
  "SQL with parameters": `pgm.sql("ALTER TABLE {table} DROP COLUMN {column}, ADD {other} text DEFAULT {value}",
      { table: { schema: "public", name: "users" }, column: "email", other: "mail", value: pgm.func("'x'") });
    pgm.sql(\`ALTER TABLE orders DROP COLUMN total CASCADE; UPDATE users SET name = '{}' WHERE id = 1\`)`,
  "functions and triggers": `pgm.createFunction("tidy", [{ name: "a", type: "int" }, "text"], { returns: "void", language: "plpgsql", replace: true }, "BEGIN RETURN; END");
    pgm.dropFunction("tidy", ["int", "text"]); pgm.createTrigger("users", "touch", { when: "BEFORE", operation: "UPDATE", level: "ROW", language: "plpgsql" },
      "BEGIN RETURN NEW; END"); pgm.dropTrigger("users", "touch"); pgm.dropFunction("touch", [])`,
  "types, indexes, policies and the rest": `pgm.createType("mood", ["ok", "bad"]); pgm.addColumn("users", { mood: "mood" }); pgm.addTypeValue("mood", "fine");
    pgm.createIndex("users", ["name"], { unique: true }); pgm.dropIndex("users", ["name"], { unique: true }); pgm.createSequence("s"); pgm.alterTable("users", { levelSecurity: "ENABLE" });
    pgm.createPolicy("users", "p", { command: "SELECT", using: "true" }); pgm.createSchema("more"); pgm.noTransaction();
    pgm.grantOnTables({ privileges: "SELECT", tables: ["users", "orders"], roles: "PUBLIC" })`,
  "loops and helpers": `const touch = (table, columns = ["created_at", "updated_at"]) => { for (const column of columns) pgm.addColumn(table, { [column]: "timestamptz" }) };
    ["users", "orders"].forEach((table) => touch(table))`,
};

const ASYNC: Readonly<Record<string, string>> = {
  "rows, one after the other": `const { rows } = await pgm.db.query("select id, name from users where email is null");
    for (const row of rows) await pgm.db.query("update users set email = $1 where id = $2", [row.name, row.id]);
    pgm.alterColumn("users", "email", { notNull: true })`,
  "rows chosen": `const rows = await pgm.db.select({ text: "select count(*) from users where age > $1", values: [3] });
    pgm.sql("alter table users drop column email cascade")`,
};

let database: PGlite;
beforeAll(async () => {
  await loadPostgres();
  database = await PGlite.create();
});
afterAll(() => database.close());

interface Query {
  readonly text: string;
  readonly values?: unknown[];
}

describe("what node-pg-migrate does when it runs the migration", () => {
  test.each(Object.entries(MIGRATIONS))("%s", (_name, body) =>
    compare({ "1_a.cjs": `exports.up = (pgm) => {\n${body}\n};\n` }),
  );

  test.each(Object.entries(ASYNC))("%s", (_name, body) =>
    compare({ "1_a.mjs": `export async function up(pgm) {\n${body}\n}\n` }),
  );

  test("shorthands, also those of an earlier file", () =>
    compare({
      "1_a.cjs": `exports.shorthands = { stamp: { type: "timestamptz", notNull: true, default: "2026-01-01" }, key: { type: "int", primaryKey: true } };
        exports.up = (pgm) => { pgm.addColumn("users", { made: "stamp", seen: { type: "stamp", notNull: false } }); };`,
      "2_b.cjs": `exports.shorthands = { later: { type: "stamp", default: null, notNull: false } };
        exports.up = (pgm) => { pgm.addColumns("orders", { made: "stamp", done: { type: "later" } }); pgm.createTable("t", { id: "key" }); };`,
    }));
});

async function compare(texts: Readonly<Record<string, string>>): Promise<void> {
  await database.exec(
    `ROLLBACK; DROP SCHEMA public CASCADE; DROP SCHEMA IF EXISTS app, more CASCADE; CREATE SCHEMA public; ${START}`,
  );
  const before = await getFacts(database, "done.");
  await migrate(texts);
  const after = await getFacts(database, "done.");

  expectAsPostgres(readStarted({ start: START, format: "node-pg-migrate", texts }), { before, after });
}

async function migrate(texts: Readonly<Record<string, string>>): Promise<void> {
  const query = async (given: string | Query, values?: unknown[]): Promise<unknown> => {
    const { text, values: own = values } = typeof given === "string" ? { text: given } : given;
    const [result] =
      own === undefined ? (await database.exec(text)).slice(-1) : [await database.query(text, own)];
    return { ...result, rowCount: result?.rows.length ?? 0 };
  };
  await runner({
    // The part of pg's client that the migrator calls.
    dbClient: { query, on: () => undefined } as never,
    dir: writeMigrations(texts),
    direction: "up",
    migrationsTable: "done",
    noLock: true,
    log: () => undefined,
    logger: { info: () => undefined, warn: () => undefined, error: () => undefined, debug: () => undefined },
  });
}
