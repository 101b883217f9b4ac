import { beforeAll, describe, expect, it } from "vitest";
import type { Operation } from "../../../../../src/migrations/migration.js";
import { readBody } from "../../../../../src/migrations/read-body.js";
import { loadPostgres } from "../../../../../src/sql/postgres-parser.js";

beforeAll(loadPostgres);

const read = (text: string): readonly Operation[] =>
  readBody({ script: { tool: "sequelize", text } }, { file: "m/1_a.ts", dialect: undefined });

const readUp = (body: string): readonly Operation[] =>
  read(`import { Op, DataTypes, literal } from "sequelize";
import models, { User } from "../models";
import { helper } from "../lib/helper";
module.exports = { async up(queryInterface, Sequelize) {\n${body}\n} };`);

function describeOperation(operation: Operation): string {
  switch (operation.type) {
    case "unknown":
      return `? ${operation.tables.join(" ")}`.trim();
    case "backfill":
      return `${operation.isBounded ? "bounded" : "whole"} ${operation.table.table}`;
    case "drop-column":
      return `${operation.table.table}.${operation.column}`;
    default:
      return operation.type;
  }
}

const list = (body: string) => readUp(body).map(describeOperation);

describe("rows that are changed are a part of the table, or all of it", () => {
  it.each([
    ["a list of keys", "{ id: [1, 2] }", "bounded"],
    ["a key", "{ id: row.id }", "bounded"],
    ["another column", "{ status: 'open' }", "whole"],
    ["a key that is in a list", "{ id: { [Op.in]: ids } }", "bounded"],
    ["a key that is in no list", "{ id: { [Op.notIn]: ids } }", "whole"],
    ["a range", "{ id: { [Op.between]: [1, 1000] } }", "bounded"],
    ["both ends of a range", "{ id: { [Op.gt]: last, [Op.lte]: last + 1000 } }", "bounded"],
    ["one end of a range", "{ id: { [Op.gt]: last } }", "whole"],
    ["what is not filled yet", "{ name: null }", "whole"],
    ["both conditions", "{ name: null, id: ids[0] }", "bounded"],
    ["operators of old", "{ id: { $in: ids } }", "bounded"],
    ["all of several", "{ [Op.and]: [{ name: null }, { id: 1 }] }", "bounded"],
    ["either, of which one bounds nothing", "{ [Op.or]: [{ name: null }, { id: 1 }] }", "whole"],
    ["either, of which both bound", "{ [Op.or]: [{ id: 2 }, { id: 1 }] }", "bounded"],
    ["a query with a limit", "{ id: { [Op.in]: literal('(select id from users limit 10)') } }", "bounded"],
    ["a query without", "{ id: { [Op.in]: literal('(select id from users)') } }", "whole"],
    ["no condition", "{}", "whole"],
    ["a condition that is not known", "build()", "whole"],
  ])("%s", (_name, where, expected) => {
    expect(list(`await queryInterface.bulkUpdate("users", { a: 1 }, ${where});`)).toEqual([
      `${expected} users`,
    ]);
  });
});

describe("models", () => {
  it.each([
    ["of the file, by the plural", "sequelize.define('person', {})", "whole people"],
    ["with a table of its own", "sequelize.define('person', {}, { tableName: 'humans' })", "whole humans"],
    ["named as its table", "sequelize.define('person', {}, { freezeTableName: true })", "whole person"],
  ])("%s", (_name, model, expected) => {
    const body = `const { sequelize } = queryInterface; const M = ${model}; await M.update({ a: 1 }, { where: {} });`;
    expect(list(body)).toEqual([expected]);
  });
  it("of other files: which table is theirs can't be told, and a part of its rows is nobody's concern", () => {
    expect(list("await models.OrderItem.update({ a: 1 }, { where: {} });")).toEqual([
      "? OrderItem orderitem orderItem order_item OrderItems orderitems orderItems order_items",
    ]);
    expect(list("await User.update({ a: 1 }, { where: { id: 1 } });")).toEqual(["other"]);
    expect(list("const all = await User.findAll(); for (const one of all) await one.save();")).toEqual([]);
  });
});

describe("unknown, and never nothing", () => {
  it.each([
    ["a table that is known only when it runs", "await queryInterface.dropTable(process.env.T);", ["?"]],
    ["a column that is", "await queryInterface.removeColumn('users', name());", ["? users"]],
    ["a column of a table that is", "await queryInterface.removeColumn(table(), 'name');", ["?"]],
    ["all tables", "await queryInterface.dropAllTables();", ["?"]],
    ["what models of other files say", "await queryInterface.sequelize.sync({ force: true });", ["?"]],
    ["a helper of another file", "await helper(queryInterface, 'users');", ["? users"]],
    [
      "a helper that gets the transaction",
      "await queryInterface.sequelize.transaction((t) => helper(t));",
      ["?"],
    ],
    ["another program", "require('child_process').execSync('node drop.js');", ["?"]],
    ["a method that there is not", "await queryInterface.purge('users');", ["? users"]],
    [
      "what else the context holds",
      "await queryInterface.pool.query('drop table users');",
      ["? drop table users"],
    ],
    ["SQL of a file", "await queryInterface.sequelize.query(fs.readFileSync('a.sql', 'utf8'));", ["?"]],
  ])("%s", (_name, body, expected) => {
    expect(list(body)).toEqual(expected);
  });
  it.each([
    ["types and values of Sequelize's", "helper(Sequelize, DataTypes.STRING(20), Sequelize.literal('x'));"],
    ["rows with the transaction among the options", "row.save({ transaction: queryInterface.transaction });"],
    ["types that a model's file makes", "const { currency } = User(Sequelize); new User();"],
    ["what is there", "await queryInterface.describeTable('users'); await queryInterface.showAllTables();"],
    ["a logger of the context", "queryInterface.logger.info('drop the table users and set');"],
  ])("nothing: %s", (_name, body) => {
    expect(list(body)).toEqual([]);
  });
});

describe("where `up` is", () => {
  const DROP = 'queryInterface.removeColumn("users", "name")';
  it.each([
    ["module.exports", `module.exports = { up: (queryInterface) => ${DROP}, down() {} };`],
    ["exports", `exports.up = function (queryInterface, Sequelize, done) { ${DROP}.complete(done); };`],
    [
      "a name",
      `const migration = { async up(queryInterface) { await ${DROP}; } }; module.exports = migration;`,
    ],
    ["export default", `export default { up: async (queryInterface) => ${DROP} };`],
    [
      "export const",
      `export const up: Migration = async ({ context: queryInterface }) => { await ${DROP}; };`,
    ],
    [
      "a function",
      `export async function up({ context }) { const { queryInterface } = context; await ${DROP}; }`,
    ],
    [
      "the connection as context",
      `export const up = async ({ context: sequelize }) => sequelize.getQueryInterface().removeColumn("users", "name");`,
    ],
    [
      "both in the context",
      `export const up = async ({ context: { queryInterface, sequelize } }) => ${DROP};`,
    ],
    [
      "the old name",
      `module.exports = { up: function (migration, DataTypes, done) { migration.removeColumn("users", "name"); done(); } };`,
    ],
    [
      "SQL alone",
      `module.exports = { up: ({ sequelize }) => sequelize.query("ALTER TABLE users DROP COLUMN name") };`,
    ],
    [
      "compiled TypeScript",
      `"use strict"; Object.defineProperty(exports, "__esModule", { value: true }); exports.default = { async up(queryInterface) { await ${DROP}; } };`,
    ],
  ])("%s", (_name, text) => {
    expect(read(text).map(describeOperation)).toEqual(["users.name"]);
  });
});

it("says where, and takes comments above", () => {
  const operations = readUp(`return queryInterface.sequelize.transaction(async (transaction) => {
  // expand-contract: allow drop-without-change because it was never used
  await queryInterface.removeColumn("users", "name", { transaction });
  await queryInterface.sequelize.query(\`
    SELECT 1;
    -- expand-contract: allow rename-in-place because nobody reads it
    ALTER TABLE users RENAME COLUMN a TO b\`, { transaction });
});`);
  expect(operations.map(({ at, allows }) => [at.line, at.column, allows.map(({ rule }) => rule)])).toEqual([
    [7, 9, ["drop-without-change"]],
    [9, 5, []],
    [11, 5, ["rename-in-place"]],
  ]);
});

it("leaves a table's columns open where only running would tell them", () => {
  expect(
    readUp("await queryInterface.createTable('a', { id: DataTypes.INTEGER, ...columns });"),
  ).toMatchObject([{ type: "create-table", table: { table: "a" }, columns: ["id"], isPartial: true }]);
  expect(readUp("await queryInterface.createTable('a', { id: DataTypes.INTEGER });")[0]).not.toHaveProperty(
    "isPartial",
  );
});

it("reads a long text of SQL, and what only running would tell in it", () => {
  const long = `-- ${"x".repeat(200_000)}`;
  expect(
    list(`await queryInterface.sequelize.query(\`${long}\nALTER TABLE users DROP COLUMN name\`);`),
  ).toEqual(["users.name"]);
  expect(
    list(
      "await queryInterface.sequelize.query(`INSERT INTO users VALUES (:${Object.keys(row).join(',:')})`, { replacements: row });",
    ),
  ).toEqual(["other"]);
});

it("keeps a function's text: what it uses is looked for in it", () => {
  const body = `await queryInterface.createFunction("f", [], "integer", "sql", "RETURN 1");`;
  expect(readUp(body)).toMatchObject([{ type: "create-function", name: { table: "f" }, at: { line: 5 } }]);
  expect(readUp(body)[0]?.sql).toContain("RETURN 1");
});
