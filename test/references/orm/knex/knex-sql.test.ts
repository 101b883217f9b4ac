import { PGlite } from "@electric-sql/pglite";
import knexFactory, { type Knex } from "knex";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTableColumns } from "../../../../src/catalog/table-columns.js";
import { detectKnex } from "../../../../src/references/orm/knex/detect-knex.js";
import { analyzePostgres } from "../../../../src/references/sql/analyze-postgres.js";
import { loadPostgres } from "../../../../src/sql/postgres-parser.js";
import { change, createTestProject, parseTestScript } from "../../../support/parse.js";

const SCHEMA = `
create table users (id int primary key, email text unique, name text, visits int, team_id int, data jsonb, unique (name));
create table orders (id int primary key, user_id int, name text, total int);
create table profiles (user_id int primary key, name text, bio text);
create schema audit;
create table audit.users (id int primary key, name text);
`;

const CHANGE = change("column", "users.name");
const tables = createTableColumns([
  { table: "users", columns: ["id", "email", "name", "visits", "team_id", "data"] },
  { table: "orders", columns: ["id", "user_id", "name", "total"] },
  { table: "profiles", columns: ["user_id", "name", "bio"] },
  { schema: "audit", table: "users", columns: ["id", "name"] },
]);
const project = createTestProject({ changes: [CHANGE], tables });
const knex = knexFactory({ client: "pg" });

interface Judged {
  /** The statement does not prepare without the column, or would quietly mean another one. */
  readonly isNeeded: boolean;
  readonly isWritten: boolean;
  readonly isImplicit: boolean;
}

let db: PGlite;
beforeAll(async () => {
  await loadPostgres();
  db = new PGlite();
  await db.exec(SCHEMA);
});
afterAll(() => db.close());

/** The SQL that Knex itself makes of the call. */
function compile(source: string): string[] {
  const run = new Function("knex", source.startsWith("const") ? source : `return ${source}`) as (
    instance: Knex,
  ) => Knex.QueryBuilder;
  const made = run(knex).toSQL();
  const statements = Array.isArray(made) ? (made as unknown as Knex.Sql[]) : [made];
  return statements.map((statement) => statement.toNative().sql);
}

async function prepares(sql: string): Promise<boolean> {
  await db.exec("savepoint attempt");
  try {
    await db.exec(`prepare statement as ${sql}`);
    await db.exec("deallocate statement");
    return true;
  } catch {
    return false;
  } finally {
    await db.exec("rollback to savepoint attempt");
  }
}

/** Postgres ties a function's body to the columns that it names: also where after the drop an outer table's column would take its place. */
async function isTied(sql: string): Promise<boolean> {
  await db.exec("savepoint attempt");
  try {
    const body = sql.replaceAll(/\$\d+/g, "null");
    await db.exec(`create function oracle() returns void language sql begin atomic ${body}; end`);
    const { rows } = await db.query(
      `select 1 from pg_depend d join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
       where d.objid = 'oracle'::regproc and d.refobjid = 'users'::regclass and a.attname = 'name'`,
    );
    return rows.length > 0;
  } catch {
    return false;
  } finally {
    await db.exec("rollback to savepoint attempt");
  }
}

async function getTruth(source: string): Promise<Judged> {
  const statements = compile(source);
  await db.exec("begin");
  try {
    for (const sql of statements) expect(await prepares(sql), sql).toBe(true);
    const uses = statements.flatMap((sql) => analyzePostgres(sql, { changes: [CHANGE], tables }).uses);
    const isImplicit = uses.some(({ access }) => access === "implicit");
    // A star, and what an upsert would have inserted, tie a statement to all columns.
    const tied: boolean[] = [];
    for (const sql of statements) tied.push(!isImplicit && !sql.includes("do update") && (await isTied(sql)));
    await db.exec("alter table users drop column name cascade");
    const kept: boolean[] = [];
    for (const sql of statements) kept.push(await prepares(sql));
    return {
      isNeeded: kept.includes(false) || tied.includes(true),
      isWritten: uses.some(({ access }) => access === "write"),
      isImplicit,
    };
  } finally {
    await db.exec("rollback");
  }
}

function getDetected(source: string): Judged {
  const found = detectKnex(parseTestScript("a.ts", source), project);
  return {
    isNeeded: found.some(({ access, certainty }) => access !== "implicit" && certainty !== "unresolved"),
    isWritten: found.some(({ access }) => access === "write"),
    isImplicit: found.some(({ access }) => access === "implicit"),
  };
}

/** Each beside its nearest neighbour that needs nothing; `orders` and `profiles` have a column of the same name. */
const CALLS = [
  // Selecting
  'knex("users").select("name")',
  'knex("users").select("email")',
  'knex("users").select("name as n", "id")',
  'knex("users").select("email as name")',
  'knex("users").select({ label: "name" })',
  'knex("users").select({ name: "email" })',
  'knex("users").select(["id", "users.name"])',
  'knex("orders").select("name", "total")',
  'knex("users")',
  'knex("users").where("id", 1)',
  'knex("users").select("*")',
  'knex("orders").select("*")',
  'knex("users as u").select("u.*")',
  'knex({ u: "users" }).select("u.name")',
  'knex({ users: "orders" }).select("users.name")',
  'knex("orders as users").select("users.name")',
  'knex.select("name").from("users")',
  'knex.select("name").from("orders")',
  'knex.column("name").table("users")',
  'knex.from("users").first("name")',
  'knex("users").first("id", "email")',
  'knex("users").first()',
  'knex("users").distinct("name")',
  'knex("users").distinctOn("name").select("id")',
  'knex("users").pluck("name")',
  'knex("users").pluck("id")',
  'knex("users").count("name")',
  'knex("users").count("name as n").first()',
  'knex("users").count()',
  'knex("users").count("* as name")',
  'knex("users").countDistinct("name", "email")',
  'knex("users").max("visits as name")',
  'knex("users").min({ first: "name" })',
  'knex("users").sum("visits")',
  'knex("users").select("id").rowNumber("place", "name")',
  'knex("users").select("id").rank("place", { column: "visits" }, "team_id")',
  'knex.withSchema("audit").from("users").select("name")',
  'knex("audit.users").select("name")',
  'knex("public.users").select("name")',
  // Conditions
  'knex("users").select("id").where({ name: "Ann" })',
  'knex("users").select("id").where({ email: "name" })',
  'knex("users").select("id").where("name", "Ann")',
  'knex("users").select("id").where("email", "name")',
  'knex("users").select("id").where("users.name", "like", "A%")',
  'knex("users").select("id").where((q) => q.where("id", 1).orWhere("name", "Ann"))',
  'knex("users").select("id").where(function () { this.whereNull("name").orWhere({ id: 1 }); })',
  'knex("users").select("id").where(function () { this.whereNull("email"); })',
  'knex("users").select("id").whereNot({ name: "Ann" })',
  'knex("users").select("id").orWhereNotNull("name")',
  'knex("users").select("id").whereIn("name", ["Ann"])',
  'knex("users").select("id").whereIn(["id", "name"], [[1, "Ann"]])',
  'knex("users").select("id").whereNotIn("email", ["name"])',
  'knex("users").select("id").whereBetween("name", ["a", "b"])',
  'knex("users").select("id").whereBetween("visits", [1, 2])',
  'knex("users").select("id").whereLike("name", "A%")',
  'knex("users").select("id").whereILike("email", "A%")',
  'knex("users").select("id").whereRaw("lower(name) = ?", ["ann"])',
  'knex("users").select("id").whereRaw("lower(??) = ?", ["users.name", "ann"])',
  'knex("users").select("id").whereRaw("lower(email) = \'name\'")',
  'knex("users").select("id").where(knex.raw("lower(:column:) = :value", { column: "name", value: "ann" }))',
  'knex("users").select("id").where("email", knex.ref("users.name"))',
  'knex("users").select("id").where("email", knex.ref("users.email"))',
  'knex("users").select("id").whereJsonPath("data", "$.name", "=", "Ann")',
  // Subqueries
  'knex("orders").select("id").whereIn("user_id", knex("users").select("id").where("name", "Ann"))',
  'knex("orders").select("id").whereIn("name", knex("users").select("email"))',
  'knex("orders").select("id").whereIn("name", function () { this.select("name").from("users"); })',
  'knex("orders").select("id").whereExists(function () { this.select("id").from("users").whereRaw("users.name = orders.name"); })',
  'knex("orders").select("id").whereNotExists((q) => q.select("id").from("users").where("orders.name", "x"))',
  'knex("users").select("id").whereExists(knex("orders").select("id").where("orders.name", knex.ref("users.name")))',
  'knex("users").select("id", knex("orders").max("name").where("orders.user_id", knex.ref("users.id")).as("name"))',
  'knex.select("s.name").from(knex("users").select("name").as("s"))',
  'knex.select("s.name").from(knex("orders").select("name").as("s"))',
  'knex.select("s.name").from(knex("users").select("email as name").as("s"))',
  'knex.with("people", (q) => q.select("name").from("users")).select("name").from("people")',
  'knex.with("users", (q) => q.select("name").from("orders")).select("name").from("users")',
  'knex.with("people", knex.raw("select name from users")).select("*").from("people")',
  'knex("orders").select("name").union(knex("users").select("name"))',
  'knex("orders").select("name").unionAll((q) => q.select("email").from("users"))',
  // Joins
  'knex("orders").join("users", "users.id", "orders.user_id").select("orders.name")',
  'knex("orders").join("users", "users.name", "=", "orders.name").select("orders.id")',
  'knex("orders as o").leftJoin("users as u", "u.id", "o.user_id").select("u.name as author")',
  'knex("orders as o").leftJoin({ u: "users" }, { "u.name": "o.name" }).select("o.id")',
  'knex("users").join("orders", function () { this.on("orders.user_id", "users.id").andOn("orders.name", "users.name"); }).select("total")',
  'knex("users").join("orders", function () { this.on("orders.user_id", "users.id").onVal("orders.name", "x"); }).select("total")',
  'knex("users").join("orders", function () { this.on("orders.user_id", "users.id").onIn("users.name", ["x"]); }).select("total")',
  'knex("users").join("orders", function () { this.on("orders.user_id", "users.id").onNotNull("orders.name"); }).select("total")',
  'knex("users").join("profiles", function () { this.using("name"); }).select("bio")',
  'knex("users").joinRaw("join orders o on o.name = users.name").select("o.id")',
  'knex("users").joinRaw("join orders o on o.user_id = users.id").select("o.name")',
  'knex("users").crossJoin("profiles").select("profiles.name")',
  'knex("users").crossJoin("profiles").select("bio", "email")',
  // Groups and order
  'knex("users").select("team_id").groupBy("team_id").having("team_id", ">", 1)',
  'knex("users").count("id").groupBy("name")',
  'knex("users").count("id").groupByRaw("lower(name)")',
  'knex("users").select("team_id").groupBy("team_id").havingRaw("max(name) > ?", ["a"])',
  'knex("users").select("id").orderBy("name", "desc")',
  'knex("users").select("email as name").orderBy("name")',
  'knex("users").select("id").orderBy([{ column: "id" }, { column: "name", order: "desc" }])',
  'knex("users").select("id").orderBy([{ column: "email" }, "id"])',
  'knex("users").select("id").orderByRaw("name desc nulls last")',
  'knex("users").select(knex.raw("upper(name) as label"))',
  'knex("users").select(knex.raw("\'name\' as name"))',
  'knex("users").select(knex.ref("name").as("label"))',
  // Writing
  'knex("users").insert({ id: 1, name: "Ann" })',
  'knex("users").insert({ id: 1, email: "name" })',
  'knex("users").insert([{ id: 1 }, { id: 2, name: "Ann" }])',
  'knex("orders").insert({ id: 1, name: "x" })',
  'knex("users").insert({ id: 1 }).returning("name")',
  'knex("users").insert({ id: 1 }, ["id", "name"])',
  'knex("users").insert({ id: 1 }).returning("*")',
  'knex("users").insert({ id: 1 }, "id")',
  'knex("users").insert({ id: 1, email: "a" }).onConflict("email").merge()',
  'knex("users").insert({ id: 1, email: "a" }).onConflict("name").ignore()',
  'knex("users").insert({ id: 1, email: "a" }).onConflict("email").merge({ name: "Ann" })',
  'knex("users").insert({ id: 1, email: "a" }).onConflict(["id"]).merge(["email"])',
  'knex("users").insert({ id: 1, email: "a" }).onConflict("id").merge({ email: "b" }).where("users.name", "x")',
  'knex.into("users").insert({ name: "Ann", id: 1 })',
  'knex("users").update({ name: "Amy" })',
  'knex("users").update("name", "Amy").where("id", 1)',
  'knex("users").update("email", "name").where("id", 1)',
  'knex("users").where({ name: "Ann" }).update({ email: "a" })',
  'knex("users").update({ email: knex.raw("upper(name)") })',
  'knex("users").update({ name: knex.raw("upper(name)") })',
  'knex("users").update({ email: "a" }, ["name"])',
  'knex("orders").update({ name: knex("users").select("email").whereRaw("users.id = orders.user_id") })',
  'knex("orders").update({ total: 1 }).whereIn("user_id", knex("users").select("id").where({ name: "Ann" }))',
  'knex("users").increment("visits")',
  'knex("users").where("name", "Ann").decrement({ visits: 1 })',
  'knex("users").where("name", "Ann").del()',
  'knex("users").where("email", "Ann").delete()',
  'knex("users").where("id", 1).del("name")',
  // Put together elsewhere
  'const columns = ["id", "name"]; return knex("users").select(columns)',
  'const columns = ["id", "name"]; return knex("orders").select(...columns)',
  'const table = "users"; return knex(`${table} as u`).select("u.name")',
  'const row = { id: 1 }; row.name = "Ann"; return knex("users").insert(row)',
  'const toRow = (user) => ({ id: user.id, name: user.label }); return knex("users").insert([{ id: 1 }].map(toRow))',
  'const toRow = (user) => ({ id: user.id, email: user.name }); return knex("users").insert([{ id: 1 }].map(toRow))',
  'const query = knex("users").select("id"); query.where("name", "Ann"); return query',
  'const query = knex("users").select("id"); const other = knex("orders").select("id").where("name", "Ann"); return query',
  'const named = (query) => query.where("name", "Ann"); return knex("users").select("id").modify(named)',
  'const named = (query, name) => query.where("name", name); return knex("orders").select("id").modify(named, "x")',
  'const sub = knex("users").select("id").where("name", "Ann"); return knex("orders").select("id").whereIn("user_id", sub)',
  'const fields = { label: "name" }; return knex("users").select(fields)',
  'const T = { users: "users" }; return knex(T.users).select(`${T.users}.name`)',
] as const;

describe("detectKnex against the SQL that Knex makes", () => {
  it.each(CALLS)("%s", async (source) => {
    expect(getDetected(source)).toEqual(await getTruth(source));
  });
});
