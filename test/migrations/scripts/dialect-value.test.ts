import { beforeAll, describe, expect, it } from "vitest";
import { readBody } from "../../../src/migrations/read-body.js";
import { loadPostgres } from "../../../src/sql/postgres-parser.js";
import { describeOperation } from "./describe-operation.js";

beforeAll(loadPostgres);

/** What a migration does that drops a table named after the branch it takes. */
function list(tool: string, test: string, dialect: string | undefined): readonly string[] {
  const [start, run, end] = TOOLS[tool] ?? ["", "", ""];
  const drop = (name: string) => `await ${run}("drop table ${name}");`;
  const text = `${start}\nif (${test}) { ${drop("yes")} } else { ${drop("no")} }\n${end}`;
  return readBody({ script: { tool, text } }, { file: "m/1_a.ts", dialect }).map(describeOperation);
}

const TOOLS: Readonly<Record<string, readonly [string, string, string]>> = {
  knex: ["exports.up = async (knex) => {", "knex.raw", "};"],
  sequelize: ["exports.up = async (queryInterface) => {", "queryInterface.sequelize.query", "};"],
  typeorm: ["export class A1600000000000 { async up(queryRunner) {", "queryRunner.query", "} }"],
};

const [YES, NO] = ["drop-table yes", "drop-table no"];

describe("a test for the dialect", () => {
  it.each([
    ["knex", 'knex.client.config.client === "pg"'],
    ["knex", 'knex.client.dialect === "postgresql"'],
    ["knex", '["pg", "sqlite3"].includes(knex.client.config.client)'],
    ["knex", 'knex.client.config.client !== "sqlite3"'],
    ["knex", 'knex.client.config.client.toLowerCase() === "postgres"'],
    ["sequelize", 'queryInterface.sequelize.getDialect() === "postgres"'],
    ["sequelize", 'queryInterface.sequelize.options.dialect === "postgres"'],
    ["sequelize", '"postgres" === queryInterface.sequelize.dialect.name'],
    ["typeorm", 'queryRunner.connection.options.type === "postgres"'],
    ["typeorm", 'queryRunner.manager.connection.driver.options.type !== "mysql"'],
  ])("of %s: %s", (tool, test) => {
    expect(list(tool, test, "postgres")).toEqual([YES]);
    expect(list(tool, test, undefined)).toEqual([YES, NO]);
  });

  it.each([
    ['knex.client.config.client === "sqlite3"', "postgres", [NO]],
    ['knex.client.config.client === "sqlite3"', "sqlite", [YES]],
    ['knex.client.config.client === "mssql"', "mysql", [NO]],
    ['knex.client.config.client.includes("sqlite")', "sqlite", [YES]],
    ['knex.client.config.client.includes("sqlite")', "postgres", [NO]],
    ['knex.client.config.client.includes("p")', "postgres", [YES, NO]],
    // One product or driver of several whose SQL is of the kind.
    ['knex.client.config.client === "cockroachdb"', "postgres", [YES, NO]],
    ['knex.client.config.client === "better-sqlite3"', "sqlite", [YES, NO]],
    ['["better-sqlite3"].includes(knex.client.config.client)', "sqlite", [YES, NO]],
    ['["mssql", "sqlite3"].includes(knex.client.config.client)', "postgres", [NO]],
    // Nothing that is known to be the dialect.
    ['knex.client.config.connection.user === "sqlite3"', "postgres", [YES, NO]],
    ['process.env.DB === "sqlite3"', "postgres", [YES, NO]],
    ['knex.client.config.client === "mssql"', "snowflake", [YES, NO]],
  ])("%s in %s", (test, dialect, expected) => {
    expect(list("knex", test, dialect)).toEqual(expected);
  });

  it("by another name, as a switch, and through a function", () => {
    const read = (text: string) =>
      readBody({ script: { tool: "knex", text } }, { file: "m/1_a.ts", dialect: "postgres" }).map(
        describeOperation,
      );
    const up = (body: string) => `exports.up = async (knex) => {\n${body}\n};`;
    const named =
      'const { client } = knex.client.config; if (client === "mysql") await knex.raw("drop table a");';
    expect(read(up(named))).toEqual([]);
    const cases =
      'switch (knex.client.config.client) { case "sqlite3": await knex.raw("drop table a"); break; case "pg": await knex.raw("drop table b"); }';
    expect(read(up(cases))).toEqual(["drop-table b"]);
    const helper = 'const isLite = (k) => k.client.config.client === "sqlite3";';
    const chosen = 'await knex.schema.dropTable(isLite(knex) ? "a" : "b");';
    expect(read(`${helper}\n${up(chosen)}`)).toEqual(["drop-table b"]);
  });
});
