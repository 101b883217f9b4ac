import { beforeAll, expect, test } from "vitest";
import { readScript } from "../../../../src/migrations/scripts/read-script.js";
import { findScriptTool } from "../../../../src/migrations/scripts/tools/index.js";
import { parseScript } from "../../../../src/parse/parse-script.js";
import { loadPostgres } from "../../../../src/sql/postgres-parser.js";

beforeAll(loadPostgres);

/** What a migration's script creates, and whether only where it is not there. */
function getCreated(name: string, text: string): unknown[] {
  const tool = findScriptTool(name);
  if (tool === undefined) throw new Error(`no tool ${name}`);
  const entry = name === "typeorm" ? "0" : undefined;
  return readScript(parseScript("m/1-a.ts", text), { tool, entry }).map((operation) =>
    operation.type === "create-table" ? [operation.table.table, operation.ifNotExists ?? false] : operation,
  );
}

test.each<[string, string]>([
  [
    "knex",
    "exports.up = (knex) => knex.schema.createTableIfNotExists('a', (t) => t.text('x')).createTable('b', (t) => t.text('x'));",
  ],
  [
    "kysely",
    "export const up = async (db) => { await db.schema.createTable('a').ifNotExists().addColumn('x', 'text').execute(); await db.schema.createTable('b').addColumn('x', 'text').execute(); };",
  ],
  [
    "node-pg-migrate",
    "exports.up = (pgm) => { pgm.createTable('a', { x: 'text' }, { ifNotExists: true }); pgm.createTable('b', { x: 'text' }, { ifNotExists: false }); };",
  ],
  [
    "typeorm",
    "import { Table } from 'typeorm'; export class A1 { async up(runner) { await runner.createTable(new Table({ name: 'a', columns: [] }), true); await runner.createTable(new Table({ name: 'b', columns: [] }), false); } }",
  ],
  [
    "scripts",
    "export const up = async (db) => { await db.query('CREATE TABLE IF NOT EXISTS a (x text)'); await db.query('CREATE TABLE b AS SELECT 1 AS x'); };",
  ],
])("%s says whether a new table may be there", (tool, text) => {
  expect(getCreated(tool, text)).toEqual([
    ["a", true],
    ["b", false],
  ]);
});
