import { beforeAll, describe, expect, it } from "vitest";
import { readScript } from "../../../../src/migrations/scripts/read-script.js";
import { nodePgMigrateScript } from "../../../../src/migrations/scripts/tools/node-pg-migrate.js";
import { parseScript } from "../../../../src/parse/parse-script.js";
import { loadPostgres } from "../../../../src/sql/postgres-parser.js";
import { describeOperation } from "../describe-operation.js";

beforeAll(loadPostgres);

const IMPORTS = `import { PgLiteral, PgType } from "node-pg-migrate";\nimport { names, columns, helper } from "./names";\n`;
const read = (body: string) =>
  readScript(parseScript("m/1_a.ts", `${IMPORTS}export const up = async (pgm) => {\n${body}\n};`), {
    tool: nodePgMigrateScript,
  });
const list = (body: string) => read(body).map(describeOperation);

describe("unknown, and never nothing", () => {
  it.each([
    ["a table of another file", `pgm.dropTable(names.users);`, ["? "]],
    ["columns of another file", `pgm.dropColumns("users", columns);`, ["? users"]],
    ["added columns of another file", `pgm.addColumns("users", columns);`, ["? users"]],
    [
      "a column whose definition stands elsewhere",
      `pgm.addColumns("users", { a: columns.a });`,
      ["? users", "add-column users.a"],
    ],
    ["options of another file", `pgm.alterColumn("users", "name", columns.name);`, ["? users"]],
    [
      "a null that only running would tell",
      `pgm.alterColumn("users", "name", { notNull: helper() });`,
      ["? users"],
    ],
    ["SQL of another file", `pgm.sql(names.sql);`, ["? "]],
    ["a name of another file in SQL", `pgm.sql("DROP TABLE {t}", { t: names.t });`, ["? "]],
    ["a method that it is not known to have", `pgm.explode("users");`, ["? users"]],
    ["a helper of another file", `helper(pgm, "users");`, ["? users"]],
    ["a type that takes columns along", `pgm.dropType("mood", { cascade: true });`, ["? "]],
    ["a schema's name", `pgm.renameSchema("a", "b");`, ["? "]],
  ])("%s", (_name, body, expected) => {
    expect(list(body)).toEqual(expected);
  });

  it.each([
    ["a type alone", `pgm.dropType("mood");`, ["other"]],
    ["a constraint", `pgm.dropConstraint("users", "users_name_uniq");`, ["other"]],
    ["no transaction", `pgm.noTransaction();`, []],
  ])("but known: %s", (_name, body, expected) => {
    expect(list(body)).toEqual(expected);
  });
});

describe("SQL with parameters", () => {
  it.each([
    ["a name", `pgm.sql("ALTER TABLE {t} DROP COLUMN a", { t: "users" });`, ["drop-column users.a"]],
    [
      "a name with its schema",
      `pgm.sql("DROP TABLE {t}", { t: { schema: "app", name: "users" } });`,
      ["drop-table app.users"],
    ],
    ["a word in braces", `pgm.sql("SELECT '{a,b}'::text[]");`, ["other"]],
    [
      "a range of numbers",
      `pgm.sql("UPDATE users SET a = 1 WHERE id BETWEEN {from} AND {to}", { from: 1, to: 99 });`,
      ["backfill users bounded"],
    ],
    ["half of it", `pgm.sql("UPDATE users SET a = 1 WHERE id > {from}", { from: 1 });`, ["backfill users"]],
    [
      "row after row",
      "for (const { id } of await pgm.db.select('SELECT id FROM users')) pgm.sql(`UPDATE users SET a = 1 WHERE id = ${id}`);",
      ["other", "backfill users bounded"],
    ],
    [
      "a state after the other",
      "for (const state of await pgm.db.select('SELECT 1')) pgm.sql(`UPDATE users SET a = 1 WHERE state = ${state}`);",
      ["other", "backfill users"],
    ],
  ])("%s", (_name, body, expected) => {
    expect(list(body)).toEqual(expected);
  });
});

it("a table of columns that aren't all known has others", () => {
  const [operation] = read(`pgm.createTable("t", { ...columns, b: "text" });`);
  expect(operation).toMatchObject({ type: "create-table", columns: ["b"], isPartial: true });
});

it("types and literals of the package", () => {
  const [operation] = read(
    `pgm.addColumn("t", { id: { type: PgType.UUID, notNull: true, default: new PgLiteral("gen_random_uuid()") } });`,
  );
  expect(operation).toMatchObject({ type: "add-column", notNull: true, hasDefault: true });
});
