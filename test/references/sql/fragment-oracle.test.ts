import knexFactory, { type Knex } from "knex";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { walk } from "../../../src/ast/walk.js";
import { analyzeFragment, type FragmentQuery } from "../../../src/references/sql/analyze-fragment.js";
import { loadPostgres } from "../../../src/sql/postgres-parser.js";
import { createTestProject, parseTestScript } from "../../support/parse.js";
import { markDetections } from "./marked-script.js";
import { stripMarks } from "./postgres/marks.js";
import { columnChange, TABLES } from "./postgres/oracle-schema.js";
import { createOracle, type Oracle } from "./postgres/oracle.js";

const knex = knexFactory({ client: "pg" });
let oracle: Oracle;
beforeAll(async () => {
  await loadPostgres();
  oracle = await createOracle();
});
afterAll(() => oracle.close());

const USERS = [{ table: "users" }];
const ALIASED = [{ table: "users", alias: "u" }];
const ORDERS = [{ table: "orders", alias: "o" }, ...USERS];

interface Case {
  /** The fragment, its places marked. */
  readonly marked: string;
  readonly query: Pick<FragmentQuery, "place" | "relations" | "outputs">;
  readonly values?: string;
  readonly build: (fragment: string) => Knex.QueryBuilder;
}

const CASES: readonly Case[] = [
  // Conditions
  c("lower(«name») = ?", { place: "condition", relations: USERS }, (f) =>
    knex("users").select("id").whereRaw(f, ["x"]),
  ),
  c("lower(email) = ?", { place: "condition", relations: USERS }, (f) =>
    knex("users").select("id").whereRaw(f, ["x"]),
  ),
  c("u.«name» ilike ? or «name» is null", { place: "condition", relations: ALIASED }, (f) =>
    knex("users as u").select("u.id").whereRaw(f, ["x"]),
  ),
  c("u.email = 'u.name'", { place: "condition", relations: ALIASED }, (f) =>
    knex("users as u").select("u.id").whereRaw(f),
  ),
  c("accounts.name = ?", { place: "condition", relations: [{ table: "accounts" }] }, (f) =>
    knex("accounts").select("id").whereRaw(f, ["x"]),
  ),
  c(
    "exists (select 1 from accounts a where a.user_id = users.id and a.name = users.«name»)",
    { place: "condition", relations: USERS },
    (f) => knex("users").select("id").whereRaw(f),
  ),
  c(
    "exists (select 1 from accounts where user_id = users.id and name = ?)",
    { place: "condition", relations: USERS },
    (f) => knex("users").select("id").whereRaw(f, ["x"]),
  ),
  c(
    "o.user_id in (select id from users where «name» = ?)",
    { place: "condition", relations: [{ table: "orders", alias: "o" }] },
    (f) => knex("orders as o").select("o.id").whereRaw(f, ["x"]),
  ),
  c(
    "o.user_id in (select id from users where «name» = :name)",
    { place: "condition", relations: [{ table: "orders", alias: "o" }] },
    (f) => knex("orders as o").select("o.id").whereRaw(f, { name: "x" }),
  ),
  c("o.note = users.«name»", { place: "condition", relations: ORDERS }, (f) =>
    knex("orders as o").join("users", "users.id", "o.user_id").select("o.id").whereRaw(f),
  ),
  c("note = ? and coalesce(users.«name», '') <> ''", { place: "condition", relations: ORDERS }, (f) =>
    knex("orders as o").join("users", "users.id", "o.user_id").select("o.id").whereRaw(f, ["x"]),
  ),
  c("tags @> ? /* name */ and email like '%name%'", { place: "condition", relations: USERS }, (f) =>
    knex("users").select("id").whereRaw(f, ["{x}"]),
  ),
  c("max(«name») > ?", { place: "condition", relations: USERS }, (f) =>
    knex("users").select("email").groupBy("email").havingRaw(f, ["x"]),
  ),
  c("max(email) > ?", { place: "condition", relations: USERS }, (f) =>
    knex("users").select("id").groupBy("id").havingRaw(f, ["x"]),
  ),
  // Select lists
  c("lower(«name») as label", { place: "columns", relations: USERS }, (f) =>
    knex("users").select(knex.raw(f)),
  ),
  c("email as name", { place: "columns", relations: USERS }, (f) => knex("users").select(knex.raw(f))),
  c("id, u.«name», count(*) over (partition by u.«name»)", { place: "columns", relations: ALIASED }, (f) =>
    knex("users as u").select(knex.raw(f)),
  ),
  c(
    "case when exists (select 1 from accounts a where a.name = 'x') then 1 end",
    { place: "columns", relations: ALIASED },
    (f) => knex("users as u").select(knex.raw(f)),
  ),
  c(
    "(select «name» from users where users.id = o.user_id) as owner",
    { place: "columns", relations: [{ table: "orders", alias: "o" }] },
    (f) => knex("orders as o").select(knex.raw(f)),
  ),
  c("distinct on («name») id", { place: "columns", relations: USERS }, (f) =>
    knex("users").select(knex.raw(f)),
  ),
  // ORDER BY and GROUP BY
  c("lower(«name») desc nulls last", { place: "order", relations: USERS }, (f) =>
    knex("users").select("id").orderByRaw(f),
  ),
  c("«name», id", { place: "order", relations: USERS }, (f) => knex("users").select("id").orderByRaw(f)),
  c("name, id", { place: "order", relations: USERS, outputs: ["name"] }, (f) =>
    knex("users").select("id", "email as name").orderByRaw(f),
  ),
  c("lower(«name»)", { place: "order", relations: USERS, outputs: ["name"] }, (f) =>
    knex("users").select("id", "email as name").orderByRaw(f),
  ),
  c("«name», email", { place: "group", relations: USERS }, (f) => knex("users").count("*").groupByRaw(f)),
  c("date_trunc('day', created_at), email", { place: "group", relations: USERS }, (f) =>
    knex("users").count("*").groupByRaw(f),
  ),
  // Joins and FROM
  c(
    "left join users on users.«name» = o.note",
    { place: "join", relations: [{ table: "orders", alias: "o" }] },
    (f) => knex("orders as o").select("o.id").joinRaw(f),
  ),
  c(
    "left join accounts a on a.name = o.note",
    { place: "join", relations: [{ table: "orders", alias: "o" }] },
    (f) => knex("orders as o").select("o.id").joinRaw(f),
  ),
  c(
    "join (select id, «name» as label from users) x on x.id = o.user_id",
    { place: "join", relations: [{ table: "orders", alias: "o" }] },
    (f) => knex("orders as o").select("o.id").joinRaw(f),
  ),
  c("(select id from users where «name» = ?) as x", { place: "from", relations: [] }, (f) =>
    knex.select("id").from(knex.raw(f, ["x"])),
  ),
  // SET
  c("upper(«name»)", { place: "columns", relations: USERS }, (f) =>
    knex("users").update({ email: knex.raw(f) }),
  ),
  c("upper(email)", { place: "columns", relations: USERS }, (f) =>
    knex("users").update({ email: knex.raw(f) }),
  ),
  // Names that are given
  {
    ...c("?? = ?", { place: "condition", relations: USERS }, (f) =>
      knex("users").select("id").whereRaw(f, ["name", "x"]),
    ),
    values: '["«name»", "x"]',
  },
  {
    ...c("?? = ?", { place: "condition", relations: USERS }, (f) =>
      knex("users").select("id").whereRaw(f, ["email", "name"]),
    ),
    values: '["email", "name"]',
  },
  {
    ...c("lower(:column:) = :value", { place: "condition", relations: USERS }, (f) =>
      knex("users").select("id").whereRaw(f, { column: "users.name", value: "x" }),
    ),
    values: '{ column: "users.«name»", value: "name" }',
  },
];

function c(marked: string, query: Case["query"], build: Case["build"]): Case {
  return { marked, query, build };
}

/** The script that holds a fragment and its values, the places marked that are found for a column. */
function detect({ marked, values = "[]", query }: Case, column: string): string {
  const source = stripMarks(`q("${marked}", ${values})`);
  const file = parseTestScript("a.ts", source);
  const call = walk(file.ast).find((node) => node.type === "CallExpression");
  const [text, given] = call?.type === "CallExpression" ? call.arguments : [];
  if (text === undefined || given === undefined) throw new Error("no call");
  const project = createTestProject({ changes: [columnChange(column)], tables: TABLES });
  return markDetections(
    source,
    analyzeFragment(text, { ...query, values: [given], file, project, via: "knex" }),
  );
}

describe("the places of users.name in Knex' raw fragments", () => {
  it.each(CASES)("$query.place $marked", (one) => {
    const { marked, values = "[]" } = one;
    expect(detect(one, "users.name")).toBe(`q("${marked}", ${values})`);
  });
});

describe("Postgres agrees on the SQL that Knex makes of them", () => {
  it.each(CASES)("$query.place $marked", async (one) => {
    const sql = one.build(stripMarks(one.marked)).toQuery();
    for (const column of ["users.name", "accounts.name", "orders.note"]) {
      const { breaks, isTied } = await oracle.ask(sql, column);
      expect.soft(detect(one, column).includes("«"), `${column}: ${sql}`).toBe(breaks || isTied === true);
    }
  });
});
