import { beforeAll, describe, expect, it } from "vitest";
import type { OperationEffect } from "../../../src/migrations/migration.js";
import type { Handle } from "../../../src/migrations/scripts/handle.js";
import { readScript } from "../../../src/migrations/scripts/read-script.js";
import type { ScriptTool } from "../../../src/migrations/scripts/script-tool.js";
import { getText, toHandle, UNKNOWN } from "../../../src/migrations/scripts/value.js";
import { parseScript } from "../../../src/parse/parse-script.js";
import { loadPostgres } from "../../../src/sql/postgres-parser.js";

beforeAll(loadPostgres);

/** A tool that drops columns and runs SQL, and can do nothing else. */
const db: Handle = {
  label: "db",
  callMethod(name, [first, second], site) {
    if (name === "run" && first) site.runSql(first);
    else if (name === "each") site.callFunction(first, [toHandle(db)]);
    else if (name === "drop") {
      const [table, column] = [getText(first), getText(second)];
      if (table === undefined || column === undefined)
        site.emitUnknown("its names are known only when it runs");
      else site.emit({ type: "drop-column", table: { table }, column });
    } else return undefined;
    return UNKNOWN;
  },
};

const tool: ScriptTool = {
  name: "test",
  findEntry(module) {
    const run = module.getExport("up");
    return run?.kind === "function" ? { run, args: [toHandle(db)] } : undefined;
  },
};

const read = (text: string) => readScript(parseScript("m/1_a.ts", text), { tool });

function describeEffect(effect: OperationEffect): string {
  if (effect.type === "drop-column") return `${effect.table.table}.${effect.column}`;
  return effect.type === "unknown" ? `? ${effect.tables.join(" ")}` : effect.type;
}

const list = (body: string) =>
  read(`${PRELUDE}\nexport async function up(db) {\n${body}\n}`).map(describeEffect);

const PRELUDE = `
const TABLES = ["users", "orders"];
const OLD = { users: "name", orders: "note" } as const;
const drop = (db: any, table: string, column = "id") => db.drop(table, column);
async function dropAll(db: any, { tables, column }: { tables: string[]; column: string }) {
  for (const table of tables) await db.drop(table, column);
}
`;

describe("what a script does", () => {
  it.each([
    ["in a call", 'await db.drop("users", "name");', ["users.name"]],
    ["by a template", "const t = 'user'; await db.drop(`${t}s`, 'na' + 'me');", ["users.name"]],
    ["in a loop over a constant", 'for (const t of TABLES) await db.drop(t, "a");', ["users.a", "orders.a"]],
    [
      "in a loop over entries",
      "for (const [table, column] of Object.entries(OLD)) await db.drop(table, column);",
      ["users.name", "orders.note"],
    ],
    ["in callbacks", 'await Promise.all(TABLES.map((t) => db.drop(t, "a")));', ["users.a", "orders.a"]],
    [
      "in a counted loop",
      "for (let i = 0; i < TABLES.length; i++) await db.drop(TABLES[i], 'a');",
      ["users.a", "orders.a"],
    ],
    ["in a helper", 'await drop(db, "users");', ["users.id"]],
    [
      "in a helper that takes an object apart",
      'await dropAll(db, { tables: TABLES, column: "a" });',
      ["users.a", "orders.a"],
    ],
    ["through another name", 'const other = db; await other.drop("users", "a");', ["users.a"]],
    ["in a callback of the tool", 'await db.each((x) => x.drop("users", "a"));', ["users.a"]],
    [
      "in either branch",
      'if (await db.run("select 1")) db.drop("users", "a"); else db.drop("users", "b");',
      ["other", "users.a", "users.b"],
    ],
    [
      "in the branch that is taken",
      'const on = false; if (on) db.drop("users", "a"); else db.drop("users", "b");',
      ["users.b"],
    ],
    [
      "where it is caught",
      'try { db.drop("users", "a"); } catch { db.drop("users", "b"); }',
      ["users.a", "users.b"],
    ],
    [
      "in SQL",
      'await db.run(`alter table "users" drop column name; drop table orders`);',
      ["users.name", "drop-table"],
    ],
    [
      "in SQL that is put together",
      "for (const t of TABLES) await db.run(`alter table ${t} drop column a`);",
      ["users.a", "orders.a"],
    ],
  ])("%s", (_name, body, expected) => {
    expect(list(body)).toEqual(expected);
  });

  it.each([
    ["a name that is known only when it runs", "await db.drop('users', process.env.COLUMN);", ["? users"]],
    [
      "a loop over what is known only when it runs",
      "for (const t of await load()) await db.drop(t, 'a');",
      ["? a"],
    ],
    ["a method that the tool is not known to have", 'await db.explode("users");', ["? users"]],
    ["a function of another file", 'await addTimestamps(db, "users");', ["? users"]],
    ["a variable set in a branch", 'let t = "users"; if (x()) t = "orders"; await db.drop(t, "a");', ["? a"]],
    ["SQL of another file", "await db.run(sqlOf('users'));", ["? "]],
    ["SQL whose table is known only when it runs", "await db.run(`drop table ${process.env.T}`);", ["? "]],
  ])("unknown, and never nothing: %s", (_name, body, expected) => {
    expect(list(body)).toEqual(expected);
  });
});

it("says where: a chained call by its name, a statement of SQL by its first word", () => {
  const text =
    "export const up = (db) => {\n  db\n    .each((x) => 1);\n  db.run(`\n    select 1;\n    alter table a drop column b`);\n};";
  expect(read(text).map(({ at, text }) => [at.line, at.column, text])).toEqual([
    [5, 5, "select 1"],
    [6, 5, "alter table a drop column b"],
  ]);
});

it("takes comments above a statement, above a call and in SQL", () => {
  const allow = "expand-contract: allow drop-unknown because";
  const text = `export const up = (db) => {
  // ${allow} one
  db.drop("users", "a");
  /* ${allow} two */
  db.each((x) => {
    x.drop("users", "b");
    // ${allow} three
    x.drop("users", "c");
  });
  db.run(\`
    -- ${allow} four
    drop table a\`);
};`;
  expect(read(text).map(({ allows }) => allows.map(({ reason }) => reason))).toEqual([
    ["one"],
    ["two"],
    ["two", "three"],
    ["four"],
  ]);
});
