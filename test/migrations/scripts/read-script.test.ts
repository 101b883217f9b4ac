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
        site.emitUnknown("its names are known only when it runs", table === undefined ? [] : [table]);
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
      ["? "],
    ],
    ["a method that the tool is not known to have", 'await db.explode("users");', ["? users"]],
    ["a function of another file", 'await addTimestamps(db, "users");', ["? users"]],
    [
      "a variable that may be set to what is unknown",
      'let t = "users"; if (x()) t = y(); await db.drop(t, "a");',
      ["? "],
    ],
    ["a choice with what is unknown", 'await db.drop(x() ? "users" : y(), "a");', ["? "]],
    [
      "more choices than are followed",
      "db.drop(`${x() ? 1 : 2}${x() ? 1 : 2}${x() ? 1 : 2}${x() ? 1 : 2}`, 'a');",
      ["? "],
    ],
    ["SQL of another file", "await db.run(sqlOf('users'));", ["? "]],
    ["SQL whose table is known only when it runs", "await db.run(`drop table ${process.env.T}`);", ["? "]],
  ])("unknown, and never nothing: %s", (_name, body, expected) => {
    expect(list(body)).toEqual(expected);
  });
});

describe("ways that code goes", () => {
  const each = (body: string, expected: readonly string[]) => expect(list(body)).toEqual(expected);

  it.each([
    ["a return that is taken", 'if (true) return; db.drop("users", "a");', []],
    ["a return that may be taken", 'if (x()) return; db.drop("users", "a");', ["users.a"]],
    [
      "a case that matches",
      'switch ("b") { case "a": db.drop("a", "x"); break; case "b": db.drop("b", "x"); break; default: db.drop("c", "x"); }',
      ["b.x"],
    ],
    [
      "a case that is run through",
      'switch (1) { case 1: db.drop("a", "x"); case 2: db.drop("b", "x"); break; case 3: db.drop("c", "x"); }',
      ["a.x", "b.x"],
    ],
    [
      "any case",
      'switch (x()) { case 1: db.drop("a", "x"); break; case 2: db.drop("b", "x"); }',
      ["a.x", "b.x"],
    ],
    ["a case that none matches", 'switch (3) { case 1: db.drop("a", "x"); }', []],
    ["a break", 'for (const t of TABLES) { if (t === "orders") break; db.drop(t, "a"); }', ["users.a"]],
    ["a continue", 'for (const t of TABLES) { if (t === "users") continue; db.drop(t, "a"); }', ["orders.a"]],
    [
      "a while with a counter",
      'let i = 0; while (i < TABLES.length) { db.drop(TABLES[i], "a"); i += 1; }',
      ["users.a", "orders.a"],
    ],
    [
      "a batch",
      'let n = 1; while (n > 0) { db.drop("users", "a"); n = await db.run("select 1"); }',
      ["users.a", "other"],
    ],
    [
      "a batch without an end of its own",
      'while (true) { db.drop("users", "a"); if ((await count()) === 0) break; }',
      ["users.a"],
    ],
    [
      "a batch that calls itself",
      'async function next() { db.drop("users", "a"); if (await more()) return next(); } await next();',
      ["users.a"],
    ],
    [
      "a row after the other, each with the next",
      'let i = 0; const next = () => { const t = TABLES[i++]; if (t) { db.drop(t, "a"); next(); } }; next();',
      ["users.a", "orders.a"],
    ],
    [
      "functions made in a loop",
      'const all = []; for (const t of TABLES) all.push(() => db.drop(t, "a")); for (const one of all) one();',
      ["users.a", "orders.a"],
    ],
    [
      "a chain of promises",
      'return db.run("select 1").then(() => db.drop("users", "a")).catch((e) => db.drop("users", "b")).finally(() => db.drop("users", "c"));',
      ["other", "users.a", "users.b", "users.c"],
    ],
    [
      "a callback that tests its rows",
      'return load().then((rows) => { if (!rows.length) return; return db.drop("users", "a"); });',
      ["users.a"],
    ],
    [
      "promises in a row",
      'return TABLES.reduce((p, t) => p.then(() => db.drop(t, "a")), Promise.resolve());',
      ["users.a", "orders.a"],
    ],
    ["Bluebird", 'return Promise.each(TABLES, (t) => db.drop(t, "a"));', ["users.a", "orders.a"]],
    ["lodash", "_.forEach(OLD, (column, table) => db.drop(table, column));", ["users.name", "orders.note"]],
    [
      "a method that is handed on",
      'TABLES.forEach((t) => run.call(null, db.drop, t)); function run(f, t) { return f(t, "a"); }',
      ["users.a", "orders.a"],
    ],
    ["a bound method", 'await later(db.drop.bind(db, "users", "a"));', ["users.a"]],
    ["its own bound method", 'const f = db.drop.bind(db, "users"); f("a");', ["users.a"]],
    [
      "a class with fields, a getter, a parent and super",
      'class A { go() { this.db.drop(this.table, "a"); } } class B extends A { #t = "users"; constructor(d) { super(); this.db = d; } get table() { return this.#t; } go() { super.go(); } } new B(db).go();',
      ["users.a"],
    ],
    ["an enum", "enum T { Users = 'users' } db.drop(T.Users, 'a');", ["users.a"]],
    [
      "Object.assign",
      'const o = Object.assign({}, { t: "users" }, { c: "a" }); db.drop(o.t, o.c);',
      ["users.a"],
    ],
    [
      "a text that grows",
      'let sql = "alter table users"; sql += " drop column name"; db.run(sql);',
      ["users.name"],
    ],
    [
      "a list without some",
      'for (const t of TABLES.filter((t) => t !== "users")) db.drop(t, "a");',
      ["orders.a"],
    ],
    [
      "defaults of what is taken apart",
      'const go = ({ t = "users", ...rest } = {}) => db.drop(t, rest.c); go({ c: "a" });',
      ["users.a"],
    ],
    ["a dedented text", "db.run(dedent`alter table ${TABLES[0]} drop column a`);", ["users.a"]],
  ])("%s", (_name, body, expected) => {
    each(body, expected);
  });

  it.each([
    [
      "SQL of a file",
      'db.run(fs.readFileSync(path.join(__dirname, "a.sql"), "utf8"));',
      "its SQL: it is read from a.sql",
    ],
    ["SQL of another module", "db.run(SQL_OF_USERS);", "its SQL: SQL_OF_USERS comes from ./sql"],
    ["a name of another module", "db.drop(SQL_OF_USERS, 'a');", "its names are known only when it runs"],
  ])("says why it can't tell: %s", (_name, body, reason) => {
    const text = `import { SQL_OF_USERS } from "./sql";\nexport const up = async (db) => {\n${body}\n};`;
    expect(read(text)).toMatchObject([{ type: "unknown", tables: [], reason }]);
  });

  it.each([
    ["module.exports", 'module.exports = { up: (db) => db.drop("users", "a") };'],
    ["a method of module.exports", 'module.exports = { async up(db) { db.drop("users", "a"); } };'],
    ["exports, compiled", 'exports.up = void 0; exports.up = up; function up(db) { db.drop("users", "a"); }'],
    ["a name of the module", 'const m = {}; m.up = (db) => db.drop("users", "a"); module.exports = m;'],
    ["export default", 'export default { up: (db) => db.drop("users", "a") };'],
    ["an exported name", 'const go = (db) => db.drop("users", "a"); export { go as up };'],
  ])("finds what is exported: %s", (_name, text) => {
    expect(read(text).map(describeEffect)).toEqual(["users.a"]);
  });

  it.each(["export { up } from './other';", "module.exports = make();", "export const down = () => {};"])(
    "unknown, where what it runs is not there: %s",
    (text) => {
      expect(read(text)).toMatchObject([{ type: "unknown", tables: [] }]);
    },
  );
});

describe("what only running would tell which of", () => {
  const A = 'const a = (db) => db.drop("users", "a");';
  const B = 'const b = (db) => db.drop("users", "b");';

  it.each([
    ["a condition", 'db.drop(x() ? "users" : "orders", "a");', ["users.a", "orders.a"]],
    ["a condition that is told", 'db.drop(true ? "users" : "orders", "a");', ["users.a"]],
    ["the same twice", 'db.drop(x() ? "users" : "users", "a");', ["users.a"]],
    ["SQL", "db.run(x() ? 'drop table a' : 'alter table b drop column c');", ["drop-table", "b.c"]],
    ["a part of SQL", 'db.run(`alter table ${x() ? "a" : "b"} drop column c`);', ["a.c", "b.c"]],
    ["a part of a sum", 'db.run("alter table " + (x() ? "a" : "b") + " drop column c");', ["a.c", "b.c"]],
    ["a variable set in a branch", 'let t = "a"; if (x()) t = "b"; db.drop(t, "c");', ["b.c", "a.c"]],
    ["a variable set in both", 'let t; if (x()) t = "a"; else t = "b"; db.drop(t, "c");', ["a.c", "b.c"]],
    ["a branch that does not go on", 'let t = "a"; if (x()) { t = "b"; return; } db.drop(t, "c");', ["a.c"]],
    ["the other branch, as it was before", 'let t = "a"; if (x()) t = "b"; else db.drop(t, "c");', ["a.c"]],
    [
      "a switch",
      'let t = "a"; switch (x()) { case 1: t = "b"; break; case 2: t = "c"; } db.drop(t, "d");',
      ["b.d", "c.d", "a.d"],
    ],
    [
      "a switch for all cases",
      'let t; switch (x()) { case 1: case 2: t = "b"; break; default: t = "c"; } db.drop(t, "d");',
      ["b.d", "c.d"],
    ],
    [
      "what a function returns",
      'const t = () => { switch (x()) { case 1: return "a"; default: return "b"; } }; db.drop(t(), "c");',
      ["a.c", "b.c"],
    ],
    ["a field", 'const o = { t: "a" }; if (x()) o.t = "b"; db.drop(o.t, "c");', ["b.c", "a.c"]],
    ["objects", 'const o = x() ? { t: "a" } : { t: "b" }; db.drop(o.t, "c");', ["a.c", "b.c"]],
    ["objects that get a field", 'const o = x() ? {} : {}; o.t = "a"; db.drop(o.t, "c");', ["a.c"]],
    ["lists", 'for (const t of x() ? ["a"] : ["b"]) db.drop(t, "c");', ["a.c", "b.c"]],
    [
      "lists, the loop over which ends early",
      'for (const t of x() ? ["a"] : ["b"]) { db.drop(t, "c"); return; }',
      ["a.c", "b.c"],
    ],
    ["lists, by callbacks", '(x() ? ["a"] : ["b"]).forEach((t) => db.drop(t, "c"));', ["a.c", "b.c"]],
    ["bound methods", 'later(db.drop.bind(db, x() ? "a" : "b", "c"));', ["a.c", "b.c"]],
    [
      "bound methods that do the same",
      "later(db.run.bind(db, `drop table a -- ${x() ? 1 : 2}`));",
      ["drop-table"],
    ],
    ["functions", '(x() ? (t) => db.drop(t, "a") : (t) => db.drop(t, "b"))("t");', ["t.a", "t.b"]],
    ["a test of it", 'const t = x() ? "a" : "b"; if (t === "a") db.drop(t, "c");', ["a.c", "b.c"]],
    ["a test that none meets", 'const t = x() ? "a" : "b"; if (t === "c") db.drop(t, "c");', []],
    ["a counter of a loop", 'let t = "a"; for (const r of x()) t += "b"; db.drop(t, "c");', ["? "]],
    ["what is set as a condition", 'let t = "a"; x() && (t = "b"); db.drop(t, "c");', ["b.c", "a.c"]],
  ])("%s", (_name, body, expected) => {
    expect(list(body)).toEqual(expected);
  });

  it.each([
    [
      "in branches",
      "if (x) module.exports = { up: a }; else module.exports = { up: b };",
      ["users.a", "users.b"],
    ],
    [
      "in a branch that is taken",
      "if (true) module.exports = { up: a }; else module.exports = { up: b };",
      ["users.a"],
    ],
    ["by a condition", "module.exports = x ? { up: a } : { up: b };", ["users.a", "users.b"]],
    ["as a function", "exports.up = x ? a : b;", ["users.a", "users.b"]],
    ["in an object", "module.exports = { up: x ? a : b };", ["users.a", "users.b"]],
    ["function by function", "if (x) { exports.up = a; } else { exports.up = b; }", ["users.a", "users.b"]],
    ["by a name", "export const up = x ? a : b;", ["users.a", "users.b"]],
    ["by default", "export default x ? { up: a } : { up: b };", ["users.a", "users.b"]],
    ["if at all", "if (x) exports.up = a;", ["users.a"]],
    ["the same", "exports.up = x ? a : a;", ["users.a"]],
    ["what is not here", "exports.up = x ? a : require('./b');", ["? "]],
  ])("is exported: %s", (_name, text, expected) => {
    expect(read(`${A} ${B} ${text}`).map(describeEffect)).toEqual(expected);
  });
});

describe("ends, whatever the script does", () => {
  it.each([
    ["a loop without an end", "while (true) { db.count(1); }"],
    ["a function that calls itself", "const f = (n) => f([n]); f(1);"],
    [
      "two that call each other twice",
      "const f = (n) => { g([n]); g([n]); }; const g = (n) => { f([n]); f([n]); }; f(1);",
    ],
    ["a text that doubles", "let s = 'abc'; for (let i = 0; i < 900; i++) s = s + s; db.run(s);"],
    ["a list that doubles", "let s = [1]; for (let i = 0; i < 900; i++) s = [...s, ...s];"],
    ["a list that holds itself", "const a = []; a.push(a); helper(db, a);"],
    ["an object that holds itself", "const a = {}; a.a = a; helper(db, a, { ...a });"],
    ["a class that extends itself", "class A extends B {} class B extends A {} new A().go(db);"],
  ])("%s", (_name, body) => {
    expect(list(body).length).toBeGreaterThan(0);
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
