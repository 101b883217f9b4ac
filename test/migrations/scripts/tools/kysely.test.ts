import { beforeAll, describe, expect, it } from "vitest";
import { readScript } from "../../../../src/migrations/scripts/read-script.js";
import { kysely } from "../../../../src/migrations/scripts/tools/kysely.js";
import { parseScript } from "../../../../src/parse/parse-script.js";
import { loadPostgres } from "../../../../src/sql/postgres-parser.js";
import { describeOperation } from "../describe-operation.js";

beforeAll(loadPostgres);

const IMPORTS = `import { CompiledQuery, sql, type Kysely } from "kysely";\nimport { names, idColumn, helper } from "./names";\n`;
const read = (text: string, entry?: string) =>
  readScript(parseScript("m/1_a.ts", text), { tool: kysely, entry });
const list = (body: string) =>
  read(`${IMPORTS}export async function up(db: Kysely<unknown>) {\n${body}\n}`).map(describeOperation);

describe("what bounds an update", () => {
  it.each([
    ["nothing", ``, ""],
    ["a key", `.where("id", "=", 1)`, " bounded"],
    ["a key in a list", `.where("users.id", "in", ids)`, " bounded"],
    ["a key of a row", `.where("id", "=", row.id)`, " bounded"],
    ["a range", `.where("id", ">", last).where("id", "<=", last + 1000)`, " bounded"],
    ["half a range", `.where("id", ">", last)`, ""],
    ["a state", `.where("status", "=", "open")`, ""],
    ["what is missing", `.where("full_name", "is", null)`, ""],
    [
      "a query with a limit",
      `.where("id", "in", (eb) => eb.selectFrom("users").select("id").limit(100))`,
      " bounded",
    ],
    ["a query without", `.where("id", "in", (eb) => eb.selectFrom("orders").select("user_id"))`, ""],
    ["all of several", `.where((eb) => eb.and([eb("id", ">", 1), eb("id", "<", 9)]))`, " bounded"],
    ["any of several", `.where(({ eb, or }) => or([eb("id", "=", 1), eb("name", "is", null)]))`, ""],
    ["a column of another table", `.from("orders").whereRef("users.id", "=", "orders.user_id")`, ""],
    ["raw SQL", ".where(sql`id between ${1} and ${2}`)", " bounded"],
    ["a condition that may be missing", `.$if(isFast, (q) => q.where("id", "=", 1))`, ""],
  ])("%s", (_name, where, bounded) => {
    expect(list(`await db.updateTable("users").set({ full_name: "x" })${where}.execute();`)).toEqual([
      `backfill users${bounded}`,
    ]);
  });

  it("a batch that a CTE chooses", () => {
    const batch = (limit: string) =>
      list(`await db.with("batch", (qb) => qb.selectFrom("users").select("id")${limit})
        .updateTable("users").from("batch").set({ a: 1 }).whereRef("users.id", "=", "batch.id").execute();`);
    expect(batch(".limit(10)")).toEqual(["backfill users bounded"]);
    expect(batch("")).toEqual(["backfill users"]);
  });

  it("rows that are written are no backfill, rows of a query are one", () => {
    expect(list(`await db.insertInto("a").values({ x: 1 }).execute();`)).toEqual(["other"]);
    expect(
      list(
        `await db.insertInto("a").columns(["x"]).expression((eb) => eb.selectFrom("b").select("x")).execute();`,
      ),
    ).toEqual(["backfill a"]);
  });
});

describe("builders where only running would tell", () => {
  it.each([
    [
      "one that may have grown",
      `let table = db.schema.alterTable("users").addColumn("a", "text"); if (process.env.X) table = table.dropColumn("name"); await table.execute();`,
      ["add-column users.a", "drop-column users.name"],
    ],
    [
      "one of two",
      `let drop; if (process.env.X) drop = db.schema.dropTable("a"); else drop = db.schema.dropTable("b"); await drop.execute();`,
      ["drop-table a", "drop-table b"],
    ],
    [
      "one of two, by a condition",
      `await (process.env.X ? db.schema.dropTable("a") : db.schema.dropTable("b")).execute();`,
      ["drop-table a", "drop-table b"],
    ],
    [
      "a query that may be bounded",
      `let q = db.updateTable("users").set({ a: 1 }); if (process.env.X) q = q.where("id", "=", 1); await q.execute();`,
      ["backfill users bounded", "backfill users"],
    ],
    [
      "one that grows by what is not known",
      `let table = db.schema.alterTable("users"); for (const name of names) table = table.dropColumn(name); await table.execute();`,
      ["? users"],
    ],
  ])("%s", (_name, body, expected) => {
    expect(list(body)).toEqual(expected);
  });

  it("a table of columns that aren't known has others beside those that are", () => {
    const [operation] = read(
      `${IMPORTS}export const up = async (db) => { await db.schema.createTable("t").addColumn(names.a, "text").addColumn("b", "text").execute(); };`,
    );
    expect(operation).toMatchObject({ type: "create-table", columns: ["b"], isPartial: true });
  });
});

describe("unknown, and never nothing", () => {
  it.each([
    ["a table of another file", `await db.schema.dropTable(names.users).execute();`, ["? "]],
    [
      "a column of another file",
      `await db.schema.alterTable("users").dropColumn(names.old).execute();`,
      ["? users"],
    ],
    ["a fragment of another file", "await sql`alter table users ${helper()}`.execute(db);", ["? "]],
    ["a helper of another file", `await helper(db, "users");`, ["? users"]],
    [
      "a method that it is not known to have",
      `await db.schema.alterTable("users").explode("a");`,
      ["? users"],
    ],
    [
      "a column whose options stand elsewhere",
      `await db.schema.alterTable("users").addColumn("a", "text", idColumn).execute();`,
      ["? users", "add-column users.a"],
    ],
    ["a compiled query of another file", `await db.executeQuery(helper());`, ["? "]],
    ["a callback of another file", `await db.transaction().execute(helper);`, ["? "]],
  ])("%s", (_name, body, expected) => {
    expect(list(body)).toEqual(expected);
  });

  it("nothing, where a builder is not executed", () => {
    expect(list(`db.schema.dropTable("users");`)).toEqual([]);
  });
});

describe("another dialect's words", () => {
  it.each([
    ["an enum", "sql`enum('a', 'b')`", "(c) => c.notNull()", { notNull: true, hasDefault: false }],
    ["an unsigned number", "sql`int unsigned not null`", "(c) => c", { notNull: true, hasDefault: false }],
    [
      "one that counts up",
      '"bigint"',
      "(c) => c.autoIncrement().primaryKey()",
      { notNull: true, hasDefault: true },
    ],
    ["a plain type", '"datetime"', "(c) => c", { notNull: false, hasDefault: false }],
  ])("%s", (_name, type, build, demands) => {
    const [operation] = read(
      `${IMPORTS}export const up = async (db) => { await db.schema.alterTable("t").addColumn("c", ${type}, ${build}).execute(); };`,
    );
    expect(operation).toMatchObject({ type: "add-column", column: "c", ...demands });
  });

  it("a column that is modified", () => {
    const modify = (build: string) =>
      list(`await db.schema.alterTable("t").modifyColumn("c", "varchar(9)"${build}).execute();`);
    expect(modify(", (c) => c.notNull()")).toEqual([
      "alter-column t.c type",
      "alter-column t.c set-not-null",
    ]);
    expect(modify("")).toEqual(["alter-column t.c type"]);
  });
});

describe("where `up` stands", () => {
  const DROP = `await db.schema.dropTable("a").execute();`;
  it.each([
    ["a function", `export async function up(db) { ${DROP} }`],
    ["a constant", `export const up = async (db) => { ${DROP} };`],
    ["the default export", `export default { async up(db) { ${DROP} }, async down(db) {} };`],
    ["CommonJS", `exports.up = async function (db) { ${DROP} };`],
    ["a constant that is exported below", `const up = async (db) => { ${DROP} };\nexport { up };`],
  ])("%s", (_name, text) => {
    expect(read(text).map(describeOperation)).toEqual(["drop-table a"]);
  });

  it("an entry of an object, and no other", () => {
    const text = `const migrations: Record<string, Migration> = { one: { async up(db) { ${DROP} } } };
      migrations["two"] = { async up(db) { await db.schema.dropTable("b").execute(); }, async down(db) { ${DROP} } };`;
    expect(read(text, "one").map(describeOperation)).toEqual(["drop-table a"]);
    expect(read(text, "two").map(describeOperation)).toEqual(["drop-table b"]);
  });

  it("each alteration of a chain at its own call", () => {
    const text = `export const up = async (db) => {\n  await db.schema\n    .alterTable("a")\n    .dropColumn("b")\n    // expand-contract: allow drop-unknown because it is empty\n    .dropColumn("c")\n    .execute();\n};`;
    expect(read(text).map(({ at, allows }) => [at.line, allows.length])).toEqual([
      [4, 0],
      [6, 1],
    ]);
  });
});
