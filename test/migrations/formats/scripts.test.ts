import { beforeAll, describe, expect, test } from "vitest";
import { readMigrations } from "../../../src/migrations/read-migrations.js";
import { loadPostgres } from "../../../src/sql/postgres-parser.js";

beforeAll(loadPostgres);

function read(texts: Readonly<Record<string, string>>, packages: readonly string[] = []) {
  const dependencies = Object.fromEntries(packages.map((name) => [name, "1"]));
  const files = [
    { path: "package.json", text: JSON.stringify({ dependencies }) },
    ...Object.entries(texts).map(([name, text]) => ({ path: `migrations/${name}`, text })),
  ];
  return readMigrations([{ dir: "migrations", isGuess: true, packageFiles: ["package.json"] }], files);
}

function list(body: string) {
  const [sequence] = read({ "1_a.js": body });
  return sequence?.migrations.flatMap(({ operations }) =>
    operations.map((operation) =>
      operation.type === "unknown" ? `? ${operation.tables.join(" ")}` : operation.type,
    ),
  );
}

describe("scripts of a runner that isn't known", () => {
  const script =
    "exports.up = async (client, done) => {\n  await client.query(`\n    ALTER TABLE jobs DROP COLUMN lease`, done);\n};";

  test("are read for their SQL, also beside a query builder", () => {
    expect(read({ "1_a.js": script }, ["knex", "migrate"])).toMatchObject([
      {
        format: "scripts",
        migrations: [
          {
            id: "1_a.js",
            operations: [{ type: "drop-column", column: "lease", at: { line: 3, column: 5 } }],
          },
        ],
      },
    ]);
  });
  test("by number", () => {
    const [sequence] = read({ "10-b.js": script, "9-a.js": script });
    expect(sequence?.migrations.map(({ id }) => id)).toEqual(["9-a.js", "10-b.js"]);
  });
  test("are none without a definition in SQL", () => {
    expect(read({ "1_a.js": "export const up = (state) => ({ ...state, name: undefined });" })).toEqual([]);
  });
  test("nor where nobody runs them", () => {
    expect(read({ "1_a.js": 'export const sql = ["CREATE TABLE a (x int)"];' })).toEqual([]);
  });
});

test.each<[string, string, readonly string[]]>([
  ["a tag", "export default async (sql) => { await sql`drop table users`; };", ["drop-table"]],
  [
    "a tag within a transaction",
    "export const up = (sql) => sql.begin(async (tx) => { await tx`alter table a drop column b`; });",
    ["drop-column"],
  ],
  [
    "a connection of a module",
    'import { pool } from "../db.js";\nexport async function up() { await pool.query("drop table users"); }',
    ["drop-table"],
  ],
  [
    "a connection among others",
    "export const up = async ({ context: db }) => { await db.query('drop view v'); /* create table */ };",
    ["drop-view"],
  ],
  [
    "an object that is exported",
    'export const up = ["create table"]; export const move = { name: "a", run: async ({ tx }) => { await tx.$executeRaw`ALTER TABLE "User" DROP COLUMN name`; } };',
    ["drop-column"],
  ],
  [
    "SQL that Prisma puts together, and its models",
    'import { Prisma } from "../db.js"; export const up = async ({ tx }) => { await tx.$executeRaw(Prisma.sql`drop table users`); await tx.$executeRaw`${Prisma.raw("drop view v")}`; for (const one of await tx.user.findMany({ where: {} })) await tx.user.update({ where: { id: one.id }, data: { a: 1 } }); await tx.user.updateMany({ data: { b: 2 } }); };',
    ["drop-table", "drop-view", "other", "other", "backfill"],
  ],
  [
    "a method that no model of Prisma has",
    "exports.up = ({ tx }) => tx.users.dropColumn({ where: 'name' }); // drop table",
    ["? name"],
  ],
  [
    "a method that isn't known",
    "exports.up = (schema) => schema.dropTheColumn('users', 'name'); // drop table",
    ["? users name"],
  ],
])("%s", (_name, text, expected) => {
  expect(list(text)).toEqual(expected);
});
