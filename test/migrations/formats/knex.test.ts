import { createRequire } from "node:module";
import { describe, expect, test } from "vitest";
import { knex } from "../../../src/migrations/formats/knex.js";
import { getOrder, toMigrationFiles, writeMigrations } from "../format-files.js";

interface Source {
  getMigrations(extensions?: readonly string[]): Promise<readonly { readonly file: string }[]>;
}

const require = createRequire(import.meta.url);
const { FsMigrations } = require("knex/lib/migrations/migrate/sources/fs-migrations.js") as {
  FsMigrations: new (dir: string, sortDirsSeparately: boolean) => Source;
};

const TEXT = "exports.up = async () => {}; exports.down = async () => {};";

/** What Knex itself lists in a folder of these files. */
async function list(names: readonly string[], sortDirsSeparately: boolean): Promise<string[]> {
  const dir = writeMigrations(Object.fromEntries(names.map((name) => [name, TEXT])));
  const migrations = await new FsMigrations(dir, sortDirsSeparately).getMigrations();
  return migrations.map(({ file }) => file);
}

describe("the order is that of Knex itself", () => {
  test.each<[string, readonly string[]]>([
    ["times of one length", ["20240102000000_b.js", "20240101000000_a.js", "20240103000000_c.ts"]],
    [
      "times of mixed length",
      ["20240101_a.js", "202401010000_b.js", "1704067200000_c.js", "2024010100000_d.js"],
    ],
    ["numbers by their digits, not by value", ["10_c.js", "9_b.js", "0100_d.js", "1_a.js"]],
    ["equal numbers by name", ["1_b.js", "1_B.js", "1_a.js", "1-a.js", "1.a.js"]],
    ["letters by their code", ["a.js", "B.js", "_c.js", "ä.js", "z.js"]],
    ["other extensions, which are passed over", ["2_b.cjs", "1_a.sql", "3_c.ts", "0_z.md", "4_d.json"]],
    ["names without a number", ["init.js", "20240101_a.js", "Add-users.js"]],
  ])("%s", async (_name, names) => {
    const texts = Object.fromEntries(names.map((name) => [name, TEXT]));
    expect(getOrder(knex, texts)).toEqual(await list(names, false));
    expect(getOrder(knex, texts)).toEqual(await list(names, true));
  });
});

describe("what Knex would refuse", () => {
  test.each<[string, string, string | undefined]>([
    ["both", TEXT, undefined],
    ["no down", "exports.up = async () => {};", "Knex wants a `down` beside `up`"],
    ["both of another file", "export * from './other.js';", undefined],
  ])("%s", (_name, text, problem) => {
    const [migration] = knex.read(toMigrationFiles({ "1_a.js": text }));
    expect(migration?.problem?.slice(0, problem?.length)).toBe(problem);
  });

  test("no up: none of it runs", () => {
    const [migration] = knex.read(toMigrationFiles({ "helpers.js": "exports.addTimes = () => {};" }));
    expect(migration?.neverRuns).toContain("exports no `up`");
  });
});

test("folders within, types and other text are none of its migrations", () => {
  const names = ["1_a.js", "2_b.d.ts", "old/3_c.js", "4_d.mjs", "5_e.txt"];
  expect(names.filter((name) => knex.isMigrationFile(name))).toEqual(["1_a.js", "4_d.mjs"]);
});
