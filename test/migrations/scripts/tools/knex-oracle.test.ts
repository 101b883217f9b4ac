import { createRequire } from "node:module";
import { PGlite } from "@electric-sql/pglite";
import knex, { type Knex } from "knex";
import { afterAll, beforeAll, describe, test } from "vitest";
import { loadPostgres } from "../../../../src/sql/postgres-parser.js";
import { writeMigrations } from "../../format-files.js";
import { expectAsPostgres, readStarted } from "../../expect-as-postgres.js";
import { getFacts } from "../../postgres-facts.js";

const START = `
  CREATE TABLE users (id serial PRIMARY KEY, name text NOT NULL, email text, age int DEFAULT 3);
  CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, user_id int REFERENCES users, total numeric);
  CREATE TABLE "Mixed Case" ("Id" int, "fullName" text, created_at timestamptz, updated_at timestamptz);
  CREATE SCHEMA app;
  CREATE TABLE app.users (id int PRIMARY KEY, nick text);
  CREATE VIEW adults AS SELECT id, name AS label FROM users WHERE age > 17;
  INSERT INTO users (name, email) VALUES ('Ada', 'a@x'), ('Bob', null);`;

// What stands in the file; what it does is what Knex makes of it.
const MIGRATIONS: Readonly<Record<string, string>> = {
  "a table with all kinds of columns": `exports.up = (knex) => knex.schema.createTable("teams", (t) => {
    t.increments(); t.string("title", 80).notNullable().defaultTo("x"); t.uuid("key").defaultTo(knex.raw("gen_random_uuid()")).notNullable();
    t.integer("owner_id").unsigned().references("id").inTable("users").onDelete("CASCADE").index(); t.boolean("on").notNull();
    t.enu("kind", ["a", "b"]); t.specificType("tags", "text[]"); t.specificType("n", "bigserial"); t.text("gone").defaultTo(null);
    t.unique(["title", "owner_id"]); t.comment("teams"); t.timestamps(true, true); });`,
  "tables by hand": `exports.up = async function (knex) {
    await knex.schema.createTable("a", (table) => { table.uuid("id").primary(); table.timestamps(); table.bigIncrements("n", { primaryKey: false }); })
      .createTableIfNotExists("b", function () { this.text("x").nullable(); this.timestamps({ useTimestamps: true, defaultToNow: true, useCamelCase: true }); })
      .createTableLike("c", "users"); };`,
  "a table that is there": `exports.up = async (knex) => { if (!(await knex.schema.hasTable("users"))) await knex.schema.createTable("users", (t) => t.text("no")); };`,
  "columns added": `exports.up = (knex) => knex.schema.alterTable("users", (t) => {
    t.text("a").notNullable().defaultTo(""); t.timestamp("b").defaultTo(knex.fn.now()); t.text("c").nullable(); t.jsonb("d").notNullable().defaultTo("{}");
    t.specificType("e", "serial"); t.check("age > 0", {}, "old"); });`,
  "columns dropped and renamed": `exports.up = (knex) => knex.schema.table("users", (t) => { t.dropColumns("email"); t.renameColumn("name", "full_name"); })
    .table("Mixed Case", (t) => { t.dropTimestamps(); t.dropColumn("fullName"); });`,
  "types, nulls and defaults": `exports.up = (knex) => knex.schema.dropView("adults").alterTable("users", (t) => { t.string("name", 300).notNullable().alter(); t.bigInteger("age").alter(); })
    .alterTable("users", (t) => { t.setNullable("name"); }).alterTable("orders", (t) => { t.integer("total").notNullable().defaultTo(0).alter();
    t.integer("user_id").notNullable().alter({ alterType: false }); });`,
  "only the default": `exports.up = (knex) => knex.schema.alterTable("users", (t) => { t.integer("age").defaultTo(5).alter({ alterNullable: false, alterType: false }); t.dropNullable("age"); });`,
  "tables dropped and renamed": `exports.up = async (knex) => { await knex.schema.dropView("adults").dropTableIfExists("nowhere").dropTable("orders"); await knex.schema.renameTable("users", "people");
    await knex.schema.alterTable("people", (t) => t.text("more")); };`,
  schemas: `exports.up = async (knex) => { await knex.schema.withSchema("app").alterTable("users", (t) => { t.dropColumn("nick"); }).createTable("logs", (t) => t.text("line"));
    await knex.schema.createSchemaIfNotExists("other"); await knex.schema.alterTable("app.users", (t) => t.text("via_dots")); };`,
  "a schema dropped": `exports.up = (knex) => knex.schema.dropSchema("app", true);`,
  views: `exports.up = async (knex) => {
    await knex.schema.createView("names", (view) => { view.columns(["id", "label"]); view.as(knex("users").select("id", "name")); });
    await knex.schema.createViewOrReplace("grown", (view) => { view.as(knex("users as u").where("age", ">", 3).select("u.id", "u.name as label")); });
    await knex.schema.createMaterializedView("kept", (view) => { view.as(knex.raw("select id as key from users")); }); await knex.schema.dropView("adults");
    await knex.schema.refreshMaterializedView("kept"); await knex.schema.dropMaterializedView("kept"); };`,
  "raw SQL with names and values": `exports.up = async (knex) => { await knex.raw("alter table ?? drop column ??", ["users", "email"]);
    await knex.schema.raw('alter table "Mixed Case" rename column "fullName" to name; alter table orders drop column total');
    await knex.raw("alter table :table: add :column: text default 'a?b'", { table: "users", column: "Other" });
    await knex.raw("update users set name = ? where id in (?) and jsonb_build_object('a', 1) \\\\? 'a'", ["x", 3]); };`,
  "promises in a chain": `exports.up = function (knex, Promise) { return knex.schema.hasColumn("users", "email").then(function (exists) { if (!exists) return;
    return knex.schema.table("users", function (t) { t.dropColumn("email"); }); }).then(() => knex.schema.table("users", (t) => { t.text("mail"); })); };`,
  "a loop, a helper and a transaction": `const TABLES = ["users", "orders"]; const touch = (trx, name) => trx.schema.alterTable(name, addTimes); function addTimes(t) { t.timestamp("touched_at"); }
    module.exports = { async up(knex) { await knex.transaction(async (trx) => { for (const name of TABLES) await touch(trx, name); await trx.raw("alter table users drop column email"); }); }, async down() {} };`,
  "promises of a list": `exports.up = (knex) => Promise.all(["a", "b"].map((name) => knex.schema.createTable(name, (t) => { t.increments("id"); ["x", "y"].forEach((c) => t.text(c)); })));`,
  "rows, one after the other": `exports.up = async (knex) => { await knex.schema.table("users", (t) => t.text("mail")); const users = await knex("users").select("*");
    for (const user of users) await knex("users").where({ id: user.id }).update({ mail: user.email, name: knex.raw("upper(name)") });
    await knex.schema.table("users", (t) => { t.dropColumn("email"); }); };`,
  "a batch": `exports.up = async (knex) => { let rows; do { rows = await knex("users").whereIn("id", knex("users").select("id").whereNull("email").limit(100)).update({ email: "-" }, "id"); } while (rows.length > 0);
    await knex.schema.alterTable("users", (t) => { t.dropNullable("email"); }); };`,
  "a table built again": `exports.up = async (knex) => { await knex.schema.createTable("orders_2", (t) => { t.bigIncrements(); t.integer("user_id"); });
    await knex("orders_2").insert(knex("orders").select("id", "user_id")); await knex.schema.dropTable("orders"); await knex.schema.renameTable("orders_2", "orders"); };`,
};

const ignore = (): void => undefined;

let database: PGlite;
let client: Knex;
beforeAll(async () => {
  await loadPostgres();
  database = await PGlite.create();
  client = knex({
    client: createClient() as never,
    connection: {},
    pool: { min: 1, max: 1 },
    log: { warn: ignore, error: ignore },
  });
});
afterAll(async () => {
  await client.destroy();
  await database.close();
});

/** Knex's own client of Postgres, whose connection is the database in this process. */
function createClient(): unknown {
  const require = createRequire(import.meta.url);
  const Postgres = require("knex/lib/dialects/postgres/index.js") as new () => object;
  type Done = (error: unknown, result?: unknown) => void;
  const query = ({ text, values = [] }: { text: string; values?: unknown[] }, done: Done): void => {
    const run =
      values.length > 0 ? database.query(text, values) : database.exec(text).then((all) => all.at(-1));
    run.then((result) => {
      done(undefined, { ...result, rowCount: result?.affectedRows });
    }, done);
  };
  return class extends Postgres {
    _driver(): object {
      return {};
    }
    acquireRawConnection(): Promise<unknown> {
      return Promise.resolve({ query, on: () => undefined, end: () => undefined });
    }
    destroyRawConnection(): Promise<void> {
      return Promise.resolve();
    }
  };
}

describe("what Knex does when it runs the migration", () => {
  test.each(Object.entries(MIGRATIONS))("%s", async (_name, body) => {
    const text = body.includes("down") ? body : `${body}\nexports.down = () => Promise.resolve();\n`;
    await database.exec(
      `DROP SCHEMA public CASCADE; DROP SCHEMA IF EXISTS app CASCADE; DROP SCHEMA IF EXISTS other CASCADE; CREATE SCHEMA public; ${START}`,
    );
    const before = await getFacts(database, "knex_");
    await client.migrate.latest({ directory: writeMigrations({ "1_a.cjs": text }) });
    await client.schema.dropTable("knex_migrations").dropTable("knex_migrations_lock");
    const after = await getFacts(database, "knex_");

    const sequence = readStarted({ start: START, format: "knex", texts: { "1_a.cjs": text } });
    expectAsPostgres(sequence, { before, after });
  });
});
