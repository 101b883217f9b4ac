import { promises as fs, symlinkSync } from "node:fs";
import path from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { FileMigrationProvider, Kysely, Migrator, PostgresDialect } from "kysely";
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
  INSERT INTO users (name, email) VALUES ('Ada', 'a@x'), ('Bob', null);`;

// The body of `up(db)`; what it does is what the real migrator makes of it.
const MIGRATIONS: Readonly<Record<string, string>> = {
  "a table": `await db.schema.createTable("teams").ifNotExists().addColumn("id", "serial", (col) => col.primaryKey())
    .addColumn("ownerId", "integer", (col) => col.references("users.id").onDelete("cascade").notNull())
    .addColumn("data", sql\`jsonb not null default '{}'\`).addUniqueConstraint("teams_owner", ["ownerId"]).execute()`,
  "a table that exists": `await db.schema.createTable("users").ifNotExists().addColumn("other", "text").execute()`,
  "a temporary table": `await db.schema.createTable("work").temporary().addColumn("a", "integer").execute();
    await db.schema.dropTable("work").execute()`,
  "a table of a query": `await db.schema.createTable("names").as(db.selectFrom("users").select(["id", "name as label"])).execute()`,
  "a table that inherits": `await db.schema.createTable("admins").addColumn("level", "integer").modifyEnd(sql\`inherits (users)\`).execute()`,
  "several alterations in one chain": `await db.schema.alterTable("users").addColumn("phone", "varchar(20)").dropColumn("email")
    .alterColumn("name", (col) => col.dropNotNull()).execute();
    await db.schema.alterTable("users").renameColumn("age", "years").execute()`,
  "columns with demands": `await db.schema.alterTable("orders").addColumn("a", "text", (c) => c.notNull().defaultTo(""))
    .addColumn("b", "timestamptz", (c) => c.defaultTo(sql\`now()\`)).addColumn("c", "text", (c) => c.defaultTo(null))
    .addColumn("d", "bigint", (c) => c.generatedAlwaysAsIdentity()).addColumn("e", "serial").addColumn("f", sql\`text not null default 'x'\`)
    .addColumn("g", "integer", (c) => c.generatedAlwaysAs(sql\`user_id * 2\`).stored()).execute()`,
  "types, nulls and defaults": `await db.schema.alterTable("orders").alterColumn("total", (c) => c.setDataType(sql\`integer using total::integer\`)).execute();
    await db.schema.alterTable("orders").alterColumn("total", (c) => c.setNotNull()).alterColumn("total", (c) => c.setDefault(0)).execute();
    await db.schema.alterTable("users").alterColumn("age", (c) => c.dropDefault()).execute()`,
  "a primary key": `await db.schema.alterTable("Mixed Case").addPrimaryKeyConstraint("pk", ["Id"]).execute()`,
  "a table's name": `await db.schema.alterTable("orders").renameTo("purchases").execute();
    await db.schema.alterTable("purchases").addColumn("x", "integer").execute()`,
  "another schema": `await db.schema.alterTable("orders").setSchema("app").execute(); await db.schema.alterTable("app.orders").dropColumn("total").execute()`,
  "withSchema of the schema and of the database": `await db.schema.withSchema("app").alterTable("users").dropColumn("nick").execute();
    await db.withSchema("app").schema.createTable("logs").addColumn("line", "text").execute()`,
  drops: `await db.schema.dropView("adults").ifExists().execute(); await db.schema.dropTable("users").cascade().execute();
    await db.schema.dropTable("nowhere").ifExists().execute(); await db.schema.dropSchema("app").cascade().execute()`,
  views: `await db.schema.createView("names").orReplace().as(db.selectFrom("users as u").innerJoin("orders as o", "o.user_id", "u.id")
      .select(["u.name", "o.total as amount"]).select((eb) => eb.fn.count("o.id").as("n")).groupBy(["u.name", "o.total"])).execute();
    await db.schema.createView("everyone").as(db.selectFrom("users").selectAll()).execute();
    await db.schema.createView("kept").materialized().as(sql\`select id as key from users\`).execute()`,
  "raw SQL with its parts": `const table = "users"; const column = "email";
    await sql\`alter table \${sql.table(table)} drop column \${sql.ref(column)}, add \${sql.id("mail")} text default \${sql.lit("x")}\`.execute(db);
    await sql.raw("alter table orders drop column total").execute(db)`,
  "a loop, a helper and a transaction": `const touch = async (trx, table) => { await trx.schema.alterTable(table).addColumn("touched_at", "timestamptz").execute(); };
    await db.transaction().execute(async (trx) => { for (const table of ["users", "orders"]) await touch(trx, table); })`,
  "a builder that grows": `let table = db.schema.createTable("wide"); for (const name of ["a", "b", "c"]) table = table.addColumn(name, "text"); await table.execute()`,
  "$call and a compiled query": `const withTimes = (t) => t.addColumn("created", "timestamptz").addColumn("updated", "timestamptz");
    await db.schema.createTable("posts").addColumn("id", "serial").$call(withTimes).execute();
    await db.executeQuery(db.schema.alterTable("users").dropColumn("email").compile());
    await db.executeQuery(CompiledQuery.raw('alter table "Mixed Case" drop column "fullName"'))`,
  "a builder that is never executed": `db.schema.dropTable("orders"); db.schema.alterTable("users").dropColumn("email")`,
  "types and indexes": `await db.schema.createType("mood").asEnum(["ok", "bad"]).execute();
    await db.schema.alterTable("users").addColumn("mood", sql\`mood\`).execute();
    await db.schema.createIndex("by_name").on("users").column("name").unique().execute(); await db.schema.dropIndex("by_name").execute()`,
  "rows, one after the other": `const rows = await db.selectFrom("users").select(["id", "name"]).where("email", "is", null).execute();
    for (const row of rows) await db.updateTable("users").set({ email: row.name }).where("id", "=", row.id).execute();
    await db.schema.alterTable("users").alterColumn("email", (c) => c.setNotNull()).execute()`,
};

let database: PGlite;
let kysely: Kysely<unknown>;
beforeAll(async () => {
  await loadPostgres();
  database = await PGlite.create();
  kysely = new Kysely({ dialect: new PostgresDialect({ pool: toPool(database) as never }) });
});
afterAll(() => database.close());

/** The part of pg's pool that Kysely calls. */
function toPool(pglite: PGlite): object {
  const query = (sql: string, values: readonly unknown[]): Promise<unknown> => pglite.query(sql, [...values]);
  const end = (): Promise<void> => Promise.resolve();
  return { connect: () => Promise.resolve({ query, release: () => undefined }), end };
}

describe("what Kysely does when it runs the migration", () => {
  test.each(Object.entries(MIGRATIONS))("%s", async (_name, body) => {
    const text = `import { CompiledQuery, sql } from "kysely";\nexport async function up(db) {\n${body}\n}\n`;
    await database.exec(
      `DROP SCHEMA public CASCADE; DROP SCHEMA IF EXISTS app CASCADE; CREATE SCHEMA public; ${START}`,
    );
    const before = await getFacts(database);
    await migrate(text);
    const after = await getFacts(database);

    const sequence = readStarted({ start: START, format: "kysely", texts: { "1_a.mjs": text } });
    expectAsPostgres(sequence, { before, after });
  });
});

async function migrate(text: string): Promise<void> {
  const dir = writeMigrations({ "1_a.mjs": text });
  symlinkSync(path.resolve("node_modules"), path.join(dir, "node_modules"));
  const provider = new FileMigrationProvider({ fs, path, migrationFolder: dir });
  const { error } = await new Migrator({ db: kysely, provider, disableTransactions: true }).migrateToLatest();
  if (error !== undefined) throw new Error("the migration failed", { cause: error });
}
