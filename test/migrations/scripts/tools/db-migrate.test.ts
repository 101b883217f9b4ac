import { beforeAll, expect, test } from "vitest";
import type { OperationEffect } from "../../../../src/migrations/migration.js";
import { readScript } from "../../../../src/migrations/scripts/read-script.js";
import { dbMigrate } from "../../../../src/migrations/scripts/tools/db-migrate.js";
import { parseScript } from "../../../../src/parse/parse-script.js";
import { loadPostgres } from "../../../../src/sql/postgres-parser.js";

beforeAll(loadPostgres);

function read(body: string): OperationEffect[] {
  const text = `const async = require("async");\nexports.up = function (db, callback) {\n${body}\n};`;
  return readScript(parseScript("m/1-a.js", text), { tool: dbMigrate }).map(
    ({ at: _at, text: _text, allows: _allows, ...effect }) => effect,
  );
}

const table = { table: "users" };

test.each<[string, string, readonly OperationEffect[]]>([
  [
    "SQL, and what its callback does",
    "db.runSql(`ALTER TABLE users DROP COLUMN name`, (err) => { if (err) return callback(err); db.removeColumn('users', 'email', callback); });",
    [
      { type: "drop-column", table, column: "name" },
      { type: "drop-column", table, column: "email" },
    ],
  ],
  [
    "bound methods in a series",
    "async.series([db.runSql.bind(db, 'DROP TABLE users'), db.removeColumn.bind(db, 'users', 'a')], callback);",
    [
      { type: "drop-table", table },
      { type: "drop-column", table, column: "a" },
    ],
  ],
  [
    "a table",
    "return db.createTable('users', { columns: { id: { type: 'int', primaryKey: true }, name: 'string' }, ifNotExists: true });",
    [{ type: "create-table", table, columns: ["id", "name"], ifNotExists: true }],
  ],
  [
    "columns",
    "db.addColumn('users', 'a', { type: 'int', notNull: true }).then(() => db.addColumn('users', 'b', { type: 'int', notNull: true, defaultValue: 0 }));",
    [
      { type: "add-column", table, column: "a", notNull: true, hasDefault: false },
      { type: "add-column", table, column: "b", notNull: true, hasDefault: true },
    ],
  ],
  [
    "a changed column: what is not said is dropped",
    "return db.changeColumn('users', 'a', { type: 'text', notNull: true });",
    [
      { type: "alter-column", table, column: "a", what: "set-not-null" },
      { type: "alter-column", table, column: "a", what: "drop-default" },
      { type: "alter-column", table, column: "a", what: "type" },
    ],
  ],
  [
    "other names",
    "return db.renameTable('users', 'people').then(() => db.renameColumn('users', 'a', 'b'));",
    [
      { type: "rename-table", table, to: "people" },
      { type: "rename-column", table, column: "a", to: "b" },
    ],
  ],
  [
    "names that only running would tell",
    "return db.removeColumn('users', process.env.COLUMN);",
    [{ type: "unknown", tables: ["users"], reason: "its names are known only when it runs" }],
  ],
  [
    "a method that is not known",
    "return db.explode('users');",
    [{ type: "unknown", tables: ["users"], reason: "db.explode is not known" }],
  ],
])("db-migrate: %s", (_name, body, expected) => {
  expect(read(body)).toEqual(expected);
});
