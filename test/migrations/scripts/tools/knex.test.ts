import { beforeAll, describe, expect, test } from "vitest";
import type { OperationEffect } from "../../../../src/migrations/migration.js";
import { readScript } from "../../../../src/migrations/scripts/read-script.js";
import { knex } from "../../../../src/migrations/scripts/tools/knex.js";
import { parseScript } from "../../../../src/parse/parse-script.js";
import { loadPostgres } from "../../../../src/sql/postgres-parser.js";

beforeAll(loadPostgres);

const read = (body: string) =>
  readScript(
    parseScript(
      "m/1_a.ts",
      `import { USERS, addTimes } from "./tables";\nexport async function up(knex) {\n${body}\n}`,
    ),
    {
      tool: knex,
    },
  );

const list = (body: string): string[] => read(body).map(describeEffect);

function describeEffect(effect: OperationEffect): string {
  switch (effect.type) {
    case "backfill":
      return `${effect.table.table} ${effect.statement}${effect.isBounded ? ", bounded" : ""}`;
    case "unknown":
      return `? ${effect.tables.join(" ")}: ${effect.reason}`;
    case "create-table":
      return `create ${effect.table.table} (${effect.columns.join(", ")})${effect.isPartial === true ? " and more" : ""}`;
    case "drop-column":
      return `drop ${effect.table.table}.${effect.column}`;
    default:
      return effect.type;
  }
}

describe("which rows an update touches", () => {
  test.each([
    ["all", 'await knex("users").update({ a: 1 });', ["users update"]],
    ["one, said after it", 'await knex("users").update({ a: 1 }).where("id", 5);', ["users update, bounded"]],
    [
      "one, as an object",
      'await knex("users").where({ id: user.id }).update({ a: 1 });',
      ["users update, bounded"],
    ],
    ["those that miss it", 'await knex("users").whereNull("a").update({ a: 1 });', ["users update"]],
    [
      "a range",
      'await knex("users").where("id", ">", from).andWhere("id", "<=", to).update({ a: 1 });',
      ["users update, bounded"],
    ],
    ["half a range", 'await knex("users").where("id", ">", from).update({ a: 1 });', ["users update"]],
    ["a list of keys", 'await knex("users").whereIn("id", ids).update({ a: 1 });', ["users update, bounded"]],
    [
      "a key or anything",
      'await knex("users").where("id", 1).orWhereNull("a").update({ a: 1 });',
      ["users update"],
    ],
    [
      "a batch",
      'await knex("users").whereIn("id", knex("users").select("id").limit(10)).update({ a: 1 });',
      ["users update, bounded"],
    ],
    [
      "a query without a limit",
      'await knex("users").whereIn("id", knex("users").select("id")).update({ a: 1 });',
      ["users update"],
    ],
    [
      "a group",
      'await knex("users").where((q) => q.where("id", 1).orWhere("id", 2)).update({ a: 1 });',
      ["users update, bounded"],
    ],
    ["counting up", 'await knex("users").increment("n");', ["users update"]],
    [
      "rows of another table",
      'await knex("users").insert(knex("old").select("*"));',
      ["users insert-select"],
    ],
    ["rows that stand there", 'await knex("users").insert([{ a: 1 }]);', ["other"]],
    ["rows that go", 'await knex("users").where("a", 1).del();', ["other"]],
    [
      "a table of another file",
      "await knex(USERS).update({ a: 1 });",
      ["? : its names are known only when it runs: USERS comes from ./tables"],
    ],
  ])("%s", (_name, body, expected) => {
    expect(list(body)).toEqual(expected);
  });
});

describe("raw SQL", () => {
  test.each([
    ["that is awaited", 'await knex.raw("drop table users");', ["drop-table"]],
    [
      "that is a part of a query",
      'await knex("users").where("id", 1).update({ a: knex.raw("upper(a)") });',
      ["users update, bounded"],
    ],
    [
      "that is a default",
      'await knex.schema.table("users", (t) => t.uuid("a").defaultTo(knex.raw("gen_random_uuid()")));',
      ["add-column"],
    ],
    [
      "held for later",
      'const now = knex.raw("now()"); await knex("users").where("id", 1).update({ a: now });',
      ["users update, bounded"],
    ],
    ["of another file", "await knex.raw(USERS);", ["? : its SQL: USERS comes from ./tables"]],
    [
      "on a table of another file",
      "await knex.raw(`alter table ${USERS} drop column a`);",
      ["? : its names are known only when it runs: USERS comes from ./tables"],
    ],
  ])("%s", (_name, body, expected) => {
    expect(list(body)).toEqual(expected);
  });
});

describe("what is not in the file", () => {
  test.each([
    [
      "columns of a new table",
      'await knex.schema.createTable("users", (t) => { t.increments(); addTimes(t); });',
      ["create users (id) and more"],
    ],
    [
      "changes of a table",
      'await knex.schema.table("users", (t) => { addTimes(t); });',
      ["? users: addTimes is not in this file"],
    ],
    ["anything", "await addTimes(knex);", ["? : addTimes is not in this file"]],
    [
      "a table's name",
      "await knex.schema.dropTable(USERS);",
      ["? : its names are known only when it runs: USERS comes from ./tables"],
    ],
    [
      "a column's name",
      'await knex.schema.table("users", (t) => t.dropColumn(USERS));',
      ["? users: its names are known only when it runs: USERS comes from ./tables"],
    ],
    [
      "a method",
      'await knex.schema.table("users", (t) => t.explode("a"));',
      ["? users: table.explode is not known"],
    ],
  ])("%s", (_name, body, expected) => {
    expect(list(body)).toEqual(expected);
  });
});

test("an operation stands where its own call does", () => {
  const body = `  await knex.schema
    .table("users", (t) => {
      t.dropColumn("a");
      t
        .string("b")
        .notNullable();
    })
    .dropTable("orders");`;
  expect(read(body).map(({ at, text }) => [at.line, at.column, text])).toEqual([
    [5, 7, 't.dropColumn("a")'],
    [7, 10, 'string("b")'],
    [10, 6, 'dropTable("orders")'],
  ]);
});
