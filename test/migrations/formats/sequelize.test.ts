import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";
import { Umzug } from "umzug";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { sequelize } from "../../../src/migrations/formats/sequelize.js";
import { getOrder, toMigrationFiles, writeMigrations } from "../format-files.js";

const require = createRequire(import.meta.url);
const cli = require.resolve("sequelize-cli/package.json");

const UP = "module.exports = { up: async (queryInterface) => {}, down: async () => {} };\n";
const SQL = "SELECT 1;\n";

function toTexts(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, name.endsWith(".sql") ? SQL : UP]));
}

const AWKWARD: Readonly<Record<string, readonly string[]>> = {
  "numbers of mixed length sort as text": ["10-c.js", "9-b.js", "2-a.js", "100-d.js"],
  "capitals before small letters": ["20240101-b.js", "20240101-B.js", "20240101-a.js", "20240101_a.js"],
  "the extension is a part of the name": ["1-a.js", "1-a-b.js", "1-a.cjs", "1-a.ts", "1.js", "1a.js"],
  "stamps with and without separators": [
    "20240102030405-b.js",
    "2024.01.02T03.04.05.a.js",
    "2024-01-02-c.js",
    "20231231235959-d.js",
  ],
  "letters of other alphabets": ["1-é.js", "1-z.js", "1-ä.js", "1-Ω.js", "1-a.js"],
  "no number at all": ["create-users.js", "add-email.js", "Create-a.js"],
};

/** What the Umzug 2 within sequelize-cli finds, asked as its lib/core/migrator.js asks. */
async function listByCli(texts: Readonly<Record<string, string>>): Promise<string[]> {
  const Umzug2 = z
    .custom<new (options: unknown) => { pending(): PromiseLike<{ file: string }[]> }>()
    .parse(createRequire(cli)("umzug"));
  const pattern = /^(?!.*\.d\.ts$).*\.(cjs|js|cts|ts)$/;
  const migrations = { path: writeMigrations(texts), pattern };
  const pending = await new Umzug2({ storage: "none", migrations }).pending();
  return pending.map(({ file }) => file);
}

async function listByUmzug(texts: Readonly<Record<string, string>>, glob: string): Promise<string[]> {
  const umzug = new Umzug({
    migrations: {
      glob: [glob, { cwd: writeMigrations(texts) }],
      resolve: ({ name }) => ({ name, up: async () => {} }),
    },
    storage: { logMigration: async () => {}, unlogMigration: async () => {}, executed: async () => [] },
    logger: undefined,
  });
  return (await umzug.pending()).map(({ name }) => name);
}

describe("the order is that of both runners", () => {
  test.each(Object.entries(AWKWARD))("%s", async (_name, names) => {
    const texts = toTexts(names);
    const order = getOrder(sequelize, texts);
    expect(order).toEqual(await listByCli(texts));
    expect(order).toEqual(await listByUmzug(texts, "*.{js,cjs,ts}"));
  });
});

test("the order is that of `sequelize-cli db:migrate:status`, without what is no migration", async () => {
  const database = await PGlite.create();
  const folder = mkdtempSync(path.join(tmpdir(), "sequelize-"));
  const server = new PGLiteSocketServer({ db: database, path: path.join(folder, ".s.PGSQL.5432") });
  await server.start();
  const texts = {
    ...toTexts(Object.values(AWKWARD).flat()),
    "5-types.d.ts": "export {};",
    "README.md": "up",
    "helpers/1-up.js": UP,
    "8-data.json": "{}",
    "7-module.mts": "export {};",
  };
  const config = path.join(folder, "config.json");
  const connection = { dialect: "postgres", host: folder, username: "postgres", database: "postgres" };
  writeFileSync(config, JSON.stringify({ test: connection }));
  const output = await new Promise<string>((resolve, reject) => {
    const args = [
      "db:migrate:status",
      "--env",
      "test",
      "--migrations-path",
      writeMigrations(texts),
      "--config",
      config,
    ];
    execFile(process.execPath, [path.join(path.dirname(cli), "lib/sequelize"), ...args], (error, stdout) =>
      error ? reject(error) : resolve(stdout),
    );
  });
  await server.stop();
  await database.close();
  rmSync(folder, { recursive: true });
  const listed = [...output.matchAll(/^down (.+)$/gm)].map(([, name]) => name);
  expect(getOrder(sequelize, texts)).toEqual(listed);
});

describe("folders and SQL, as Umzug's globs take them", () => {
  test("by path, where all migrations stand in folders", async () => {
    const texts = toTexts(["2024/2-b.ts", "2024/10-a.ts", "2023/9-z.ts", "2024-extra/1-c.ts"]);
    expect(getOrder(sequelize, texts)).toEqual(await listByUmzug(texts, "**/*.ts"));
  });
  test("beside the scripts", async () => {
    const texts = toTexts(["1-a.js", "2-b.up.sql", "2-b.down.sql", "3-c.mjs", "10-d.up.sql"]);
    expect(getOrder(sequelize, texts)).toEqual(await listByUmzug(texts, "*.{js,mjs,up.sql}"));
  });
  test("folders beside migrations are helpers and archives", () => {
    const texts = toTexts(["2-b.js", "archives/1-a.js", "lib/up.js"]);
    expect(getOrder(sequelize, texts)).toEqual(["2-b.js"]);
  });
  test("SQL that a script of its name reads is no migration of its own", () => {
    expect(getOrder(sequelize, toTexts(["1-a.js", "1-a.sql", "2-b.sql", "schema.sql"]))).toEqual([
      "1-a.js",
      "2-b.sql",
    ]);
  });
  test("a name is run once, whatever its folder", () => {
    const [first, second] = sequelize.read(toMigrationFiles(toTexts(["a/1-x.ts", "b/1-x.ts"])));
    expect(first).toMatchObject({ id: "1-x.ts", path: "a/1-x.ts" });
    expect(second).toMatchObject({ path: "b/1-x.ts", neverRuns: expect.stringContaining("1-x.ts") });
  });
});

describe("what is a migration", () => {
  test.each([
    ["an object", "module.exports = { up: (q) => q.dropTable('a') };"],
    ["a method", "module.exports = {\n  async up(q) {} };"],
    ["a quoted key", "module.exports = { 'up': function (q) {} };"],
    ["an export", "exports.up = async (q) => {};"],
    ["a typed constant", "export const up: Migration = async ({ context }) => {};"],
    ["a function", "export async function up({ context }) {}"],
    ["a name given at the end", "const up = async () => {}; export { up, down };"],
  ])("%s", (_name, text) => {
    expect(getOrder(sequelize, { "1-a.ts": text })).toEqual(["1-a.ts"]);
  });
  test.each([
    ["a module of its own", "1-a.ts", "export const columns = {};"],
    ["who runs them", "umzug.ts", "const umzug = new Umzug({});\nawait umzug.up();"],
    ["a test", "1-a.test.ts", UP],
    ["types", "1-a.d.ts", "export declare const up: () => void;"],
    ["a list of them", "index.ts", "export { up } from './1-a';"],
  ])("not %s", (_name, file, text) => {
    expect(getOrder(sequelize, { [file]: text })).toEqual([]);
  });
});

describe("whose a directory is", () => {
  const getScore = (text: string, packages: readonly string[] = []) =>
    sequelize.getScore({
      dir: "migrations",
      paths: ["1-a.js"],
      readText: () => text,
      packages: new Set(packages),
    });
  test.each([
    ["the parameter's name", "module.exports = { up: (queryInterface, Sequelize) => {} };"],
    ["its import", "import { DataTypes } from 'sequelize'; export const up = () => {};"],
    [
      "calls of old",
      "exports.up = function (migration, DataTypes, done) { migration.addColumn('a', 'b'); };",
    ],
  ])("by %s", (_name, text) => {
    expect(getScore(text)).toBeGreaterThan(1.5);
  });
  test("not by what another tool's migrations say", () => {
    expect(getScore("exports.up = (knex) => knex.schema.dropTable('a');", ["knex"])).toBe(0);
    expect(getScore("exports.up = (db) => db.dropTable('a');", ["sequelize-cli"])).toBeGreaterThan(1);
  });
});
