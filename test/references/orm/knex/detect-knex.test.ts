import { beforeAll, describe, expect, it } from "vitest";
import { createTableColumns } from "../../../../src/catalog/table-columns.js";
import { detectKnex } from "../../../../src/references/orm/knex/detect-knex.js";
import { loadPostgres } from "../../../../src/sql/postgres-parser.js";
import { change, createTestProject, formatDetections, parseTestScript } from "../../../support/parse.js";

beforeAll(loadPostgres);

const tables = createTableColumns([
  { table: "users", columns: ["id", "name", "email"] },
  { table: "orders", columns: ["id", "name", "user_id"] },
]);
const project = createTestProject({ changes: [change("column", "users.name")], tables });

const detect = (text: string, known = project): string[] =>
  formatDetections(text, detectKnex(parseTestScript("a.ts", text), known));

/** With what had to be assumed. */
const getCertainties = (text: string): string[] =>
  detectKnex(parseTestScript("a.ts", text), project).map(({ access, certainty }) => `${access} ${certainty}`);

describe("places", () => {
  it("is the name itself, within quotes, paths and aliases", () => {
    expect(detect(`knex("users as u").select("u.name as n");`)).toEqual(["read 1:30 name"]);
  });

  it("is in the template or constant that has it", () => {
    expect(detect("const C = ['id', 'name']; knex('users').select(C).where(`users.name`, 1);")).toEqual([
      "read 1:19 name",
      "read 1:64 name",
    ]);
  });

  it("of a star that Knex adds is the table's name where it is queried", () => {
    expect(detect(`const T = "users"; await knex(T).where("id", 1);`)).toEqual(["implicit 1:31 T"]);
  });

  it("of raw SQL is in its text or in its bindings", () => {
    expect(detect(`knex("users").select("id").whereRaw("lower(name) = lower(??)", ["users.name"]);`)).toEqual(
      ["read 1:44 name", "read 1:72 name"],
    );
  });
});

describe("a query that is returned as it is", () => {
  it("is a star", () => {
    expect(getCertainties(`const all = () => db("users");`)).toEqual(["implicit inferred"]);
    expect(getCertainties(`const all = () => label("users");`)).toEqual([]);
  });
});

describe("a transaction that a function gets", () => {
  it("makes queries, and their rows are followed", () => {
    const body = `const rows = await trx("users").select("name"); for (const row of rows) log(row.name);`;
    expect(detect(`async function merge(trx: Knex.Transaction) { ${body} }`)).toEqual([
      "read 1:87 name",
      "read 1:127 name",
    ]);
    expect(detect(`async function merge({ db }) { await db("users").select("name"); }`)).toEqual([
      "read 1:58 name",
    ]);
  });

  it("is another thing than a function of the module", () => {
    expect(detect(`function db(table) { return list(table); } db("users").select("name");`)).toEqual([]);
  });
});

describe("a list of columns that a method makes", () => {
  const getClass = (list: string, selected: string) =>
    `const COLUMNS = ["id", "name"];
class Store { columns(given) { return ${list}; }
  find() { return knex("users").select(${selected}); } }`;

  it("names what is in it", () => {
    const list = "COLUMNS.map((c) => `users.${c}`)";
    expect(detect(getClass(list, "this.columns()"))).toEqual(["read 1:25 name"]);
    expect(detect(getClass(list, `...this.columns(), "id"`))).toEqual(["read 1:25 name"]);
    expect(detect(getClass(`["id"]`, "this.columns()"))).toEqual([]);
  });

  it("is unresolved where only running the program tells what is in it", () => {
    expect(getCertainties(getClass("given.map((c) => `users.${c}`)", "this.columns()"))).toEqual([
      "read unresolved",
    ]);
  });
});

describe("writes", () => {
  it("tells what is assigned from what it is assigned", () => {
    expect(detect(`knex("users").update({ name: knex.raw("upper(name)") });`)).toEqual([
      "write 1:24 name",
      "read 1:46 name",
    ]);
  });

  it("finds keys where a method makes the row, in a list too", () => {
    expect(
      detect(
        `class Store { toRow(user) { return { id: user.id, name: user.label }; } save(users) { return this.db("users").insert(users.map(this.toRow)); } }`,
      ),
    ).toEqual(["write 1:51 name"]);
  });

  it("counts an increment as both", () => {
    expect(detect(`knex("users").increment("name");`)).toEqual(["read 1:26 name", "write 1:26 name"]);
  });

  it("leaves a row for another table alone", () => {
    expect(detect(`knex("orders").insert({ name: 1 }); knex("users").del();`)).toEqual([]);
  });

  it("finds the rows of batchInsert", () => {
    expect(detect(`knex.batchInsert("users", [{ name: 1 }], 100);`)).toEqual(["write 1:30 name"]);
  });
});

describe("instances", () => {
  it.each([
    `import knex from "knex"; const db = knex({ client: "pg" }); db("users").select("name");`,
    `import type { Knex } from "knex"; const find = (store: Knex) => store("users").select("name");`,
    `import type { Knex } from "knex"; class Repo { constructor(private source: Knex) {} all() { return this.source("users").select("name"); } }`,
    `knex.transaction(async (t) => { await t("users").select("name"); });`,
    `const trx = await knex.transaction(); trx("users").select("name");`,
    `db("users").where({ id: 1 }).select("name");`,
    `this.db.select("name").from("users").where("id", 1);`,
    `db<User>("users").pluck("name");`,
  ])("%s", (text) => {
    expect(detect(text).map((found) => found.replace(/ .* /, " "))).toEqual(["read name"]);
  });

  it.each([
    `supabase.from("users").select("name").eq("id", 1);`,
    `db.select().from(users).where(eq(users.name, 1));`,
    `import type { Kysely } from "kysely"; const find = (db: Kysely<DB>) => db("users").select("name");`,
    `t("users").replace("name", "x");`,
    `describe("users", () => { it("name", () => {}); });`,
    `knex.schema.alterTable("users", (table) => { table.dropColumn("name"); });`,
    `const users = new Map(); users.set("users", 1); form.select("name").from("users-list");`,
  ])("is none: %s", (text) => {
    expect(detect(text)).toEqual([]);
  });

  it("says where it had to assume one", () => {
    expect(getCertainties(`import knex from "./knex"; store("users").where("name", 1).first("id");`)).toEqual(
      ["read inferred"],
    );
    expect(getCertainties(`knex("users").where("name", 1).first("id");`)).toEqual(["read resolved"]);
  });
});

describe("builders", () => {
  it("are one query in a class, through its methods", () => {
    expect(
      detect(`class Store {
        base() { return this.db("users").select("id"); }
        byName(name) { return this.base().where({ name }); }
        other(name) { return this.db("orders").select("id").where({ name }); }
      }`),
    ).toEqual(["read 3:51 name"]);
  });

  it("go on in a static method that modify gets", () => {
    expect(
      detect(`class Store {
        static named(query, name) { return query.whereNotNull("name"); }
        all() { return this.db("users").select("id").modify(Store.named, 1); }
      }`),
    ).toEqual(["read 2:64 name"]);
  });

  it("go on in a callback that a function makes", () => {
    expect(
      detect(
        `const named = (name) => (query) => query.where("name", name); knex("users").select("id").where(named("x"));`,
      ),
    ).toEqual(["read 1:49 name"]);
  });

  it("that are handed in are of the table that the file queries most", () => {
    const text = `import type { Knex } from "knex"; knex("users").select("id"); const named = (query: Knex.QueryBuilder) => query.where("name", 1);`;
    expect(detect(text)).toEqual(["read 1:120 name"]);
    expect(
      detect(text.replace(`knex("users")`, `knex("orders").join("users", "users.id", "user_id")`)),
    ).toEqual([]);
  });

  it("that are handed in name their tables", () => {
    expect(
      detect(
        `import type { Knex } from "knex"; const named = (query: Knex.QueryBuilder) => query.where("users.name", 1).where("orders.name", 2);`,
      ),
    ).toEqual(["read 1:98 name"]);
  });
});

describe("rows", () => {
  it("reads the property that the row has the column under, and no alias", () => {
    expect(
      detect(
        `const row = await knex("users").select("name", "email as label").first(); use(row.name, row.label);`,
      ),
    ).toEqual(["read 1:41 name", "read 1:83 name"]);
    expect(
      detect(`const row = await knex("users").select("name as n").first(); use(row.n, row.name);`),
    ).toEqual(["read 1:41 name"]);
  });

  it("reads what a star brings, and what returning does", () => {
    expect(detect(`const [{ name }] = await knex("users").where("id", 1);`)).toEqual([
      "read 1:10 name",
      "implicit 1:32 users",
    ]);
    expect(
      detect(`const [row] = await knex("users").insert({ id: 1 }).returning("name"); use(row.name);`),
    ).toEqual(["read 1:64 name", "read 1:80 name"]);
  });

  it("follows then, map and loops", () => {
    expect(
      detect(
        `knex("users").select("name").then((rows) => rows.map((row) => row.name)).then((names) => names[0].name);`,
      ),
    ).toEqual(["read 1:23 name", "read 1:67 name"]);
  });

  it("has values without names in what is plucked", () => {
    expect(detect(`const names = await knex("users").pluck("name"); use(names[0].name);`)).toEqual([
      "read 1:42 name",
    ]);
  });
});

describe("what only running the program tells", () => {
  it("makes a column of the query's table unresolved", () => {
    expect(getCertainties(`const by = (column) => knex("users").select("id").where(column, 1);`)).toEqual([
      "read unresolved",
    ]);
    expect(getCertainties(`const save = (row) => knex("users").insert(row);`)).toEqual(["write unresolved"]);
    expect(getCertainties(`const all = (columns) => knex("users").select(...columns);`)).toEqual([
      "read unresolved",
    ]);
    expect(getCertainties(`const by = (column) => knex("orders").select("id").where(column, 1);`)).toEqual(
      [],
    );
  });

  it("infers a table where the file has its name at hand", () => {
    expect(getCertainties(`const all = (table) => knex(table).select("name"); all("users");`)).toEqual([
      "read inferred",
    ]);
    expect(
      getCertainties(`const all = (table) => knex(table).select("name"); all("orders"); // users`),
    ).toEqual([]);
  });
});

describe("mapped names", () => {
  const changes = [change("column", "users.full_name")];
  const text = `knex("users").select("id").where({ fullName: "Ann" });`;

  it("are the column's where queries are in camel case", () => {
    const catalog = { tables: [], hasCamelCaseQueries: true };
    expect(detect(text, createTestProject({ changes, catalog }))).toEqual(["read 1:36 fullName"]);
  });

  it("are others elsewhere", () => {
    expect(detect(text, createTestProject({ changes }))).toEqual([]);
  });
});

describe("tables", () => {
  it("are named where they are read, joined and written", () => {
    const known = createTestProject({ changes: [change("table", "users")] });
    expect(
      detect(
        `knex("users").select("id"); knex("orders as o").join("users as u", "u.id", "o.user_id"); knex("users").insert({ id: 1 });`,
        known,
      ),
    ).toEqual(["read 1:7 users", "read 1:55 users", "write 1:96 users"]);
  });
});
