import { promises as fs } from "node:fs";
import path from "node:path";
import {
  DummyDriver,
  FileMigrationProvider,
  Kysely,
  Migrator,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type MigrationProvider,
} from "kysely";
import { describe, expect, test } from "vitest";
import { kysely } from "../../../src/migrations/formats/kysely.js";
import { getOrder, toMigrationFiles, writeMigrations } from "../format-files.js";

/** A database without tables: all migrations are pending. */
const db = new Kysely<unknown>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (database) => new PostgresIntrospector(database),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

async function list(provider: MigrationProvider): Promise<string[]> {
  const migrations = await new Migrator({ db, provider }).getMigrations();
  return migrations.map(({ name }) => name);
}

const UP = "export async function up(db) {}";

describe("the order is that of Kysely's own migrator", () => {
  test.each<[string, Readonly<Record<string, string>>]>([
    ["numbers of mixed length", { "10_c.mjs": UP, "2_b.mjs": UP, "1_a.mjs": UP }],
    ["dates before words", { "b.mjs": UP, "2024-01-01.mjs": UP, "A.mjs": UP, "_c.mjs": UP }],
    ["capitals before small letters", { "1_b.mjs": UP, "1_B.mjs": UP, "1_a.mjs": UP }],
    ["a name that starts like another", { "1_a_b.mjs": UP, "1_a.mjs": UP, "1_a-b.mjs": UP, "1_aä.mjs": UP }],
    ["colons and dots", { "2024-02-02T15:55:00_b.mjs": UP, "2024-02-02T15.mjs": UP, "2024-02-02T9.mjs": UP }],
    [
      "files of types, lists and folders",
      { "1_a.d.ts": UP, "1_a.mjs": UP, "old/0_z.mjs": UP, "README.md": "up" },
    ],
    [
      "forms of exports",
      {
        "1_a.mjs": "export default { async up(db) {} };",
        "2_b.mjs": "const up = async (db) => {};\nexport { up };",
        "3_c.mjs": "export const helper = () => 1;",
        "4_d.mjs": "export const up = async (db) => {};",
      },
    ],
  ])("%s", async (_name, texts) => {
    const provider = new FileMigrationProvider({ fs, path, migrationFolder: writeMigrations(texts) });
    expect(getOrder(kysely, texts)).toEqual(await list(provider));
  });
});

describe("migrations of an object", () => {
  test.each<[string, string]>([
    [
      "a literal",
      'export const migrations = { "002": { async up(db) {} }, "0010": { async up(db) {}, async down(db) {} }, b: { up: async (db) => {} } };',
    ],
    [
      "assigned one by one",
      'export const migrations = {};\nmigrations["002"] = { async up(db) {} };\nmigrations["001"] = { async up(db) {}, async down(db) {} };',
    ],
  ])("%s", async (_name, text) => {
    const file = path.join(writeMigrations({ "migrations.mjs": text }), "migrations.mjs");
    const loaded: { readonly migrations: Awaited<ReturnType<MigrationProvider["getMigrations"]>> } =
      await import(file);
    const provider = { getMigrations: () => Promise.resolve(loaded.migrations) };
    expect(getOrder(kysely, { "migrations.mjs": text })).toEqual(await list(provider));
  });

  test("each is an entry of its file", () => {
    const text =
      "export const provider = { async getMigrations() { return { one: { async up(db) {} } }; } };";
    const [migration] = kysely.read(toMigrationFiles({ "migrations.ts": text }));
    expect(migration).toMatchObject({
      id: "one",
      path: "migrations.ts",
      script: { tool: "kysely", entry: "one" },
    });
  });
});
