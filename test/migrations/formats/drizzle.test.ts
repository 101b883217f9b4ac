import { PGlite } from "@electric-sql/pglite";
import { readMigrationFiles } from "drizzle-orm/migrator";
import { drizzle as connect } from "drizzle-orm/pglite";
import { migrate } from "drizzle-orm/pglite/migrator";
import { describe, expect, test } from "vitest";
import { UserError } from "../../../src/errors.js";
import { drizzle } from "../../../src/migrations/formats/drizzle.js";
import { getOrder, getSql, toMigrationFiles, writeMigrations } from "../format-files.js";

type Entry = readonly [tag: string, when: number];

function createDir(entries: readonly Entry[], strays: readonly string[] = []): Record<string, string> {
  const journal = {
    version: "7",
    dialect: "postgresql",
    entries: entries.map(([tag, when], idx) => ({ idx, version: "7", when, tag, breakpoints: true })),
  };
  const names = [...entries.map(([tag]) => tag), ...strays];
  const scripts = names.map((name) => [`${name}.sql`, `CREATE TABLE "${name}" (id int);`]);
  return { "meta/_journal.json": JSON.stringify(journal), ...Object.fromEntries(scripts) };
}

describe("the order is that of Drizzle's own reader", () => {
  test.each<[string, readonly Entry[]]>([
    [
      "as written",
      [
        ["0000_a", 1],
        ["0001_b", 2],
      ],
    ],
    [
      "the journal's, not the names'",
      [
        ["0001_b", 1],
        ["0000_a", 2],
      ],
    ],
    [
      "the journal's, not the times'",
      [
        ["0000_a", 5],
        ["0001_b", 3],
      ],
    ],
    [
      "custom names",
      [
        ["init", 1],
        ["add-users", 2],
        ["0002_c", 3],
      ],
    ],
    [
      "numbers of mixed length",
      [
        ["9_a", 1],
        ["10_b", 2],
        ["100_c", 3],
      ],
    ],
  ])("%s", (_name, entries) => {
    const dir = createDir(entries);
    const theirs = readMigrationFiles({ migrationsFolder: writeMigrations(dir) }).map(({ sql }) =>
      sql.join(""),
    );
    expect(drizzle.read(toMigrationFiles(dir)).map(getSql)).toEqual(theirs);
  });
});

describe("what Drizzle passes over", () => {
  test("a file that the journal does not name", () => {
    const migrations = drizzle.read(toMigrationFiles(createDir([["0000_a", 1]], ["0001_stray"])));
    expect(migrations).toMatchObject([
      { id: "0000_a" },
      {
        id: "0001_stray",
        neverRuns: "meta/_journal.json does not name it, and Drizzle runs what the journal names",
      },
    ]);
    expect(getOrder(drizzle, createDir([["0000_a", 1]], ["0001_stray"]))).toEqual(["0000_a"]);
  });

  test("an older `when`, once a later one has run", async () => {
    const database = new PGlite();
    const run = (dir: Record<string, string>): Promise<void> =>
      migrate(connect(database), { migrationsFolder: writeMigrations(dir) });
    await run(createDir([["0000_a", 5]]));
    const next = createDir([
      ["0000_a", 5],
      ["0001_b", 3],
      ["0002_c", 9],
    ]);
    await run(next);
    const { rows } = await database.query<{ tablename: string }>(
      "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1",
    );
    await database.close();

    const skipped = drizzle
      .read(toMigrationFiles(next))
      .filter(({ skippedAfter }) => skippedAfter === "0000_a");
    expect(skipped.map(({ id }) => id)).toEqual(["0001_b"]);
    expect(rows.map(({ tablename }) => tablename)).toEqual(["0000_a", "0002_c"]);
  });

  test("nothing of an older `when` on an empty database", async () => {
    const database = new PGlite();
    await migrate(connect(database), {
      migrationsFolder: writeMigrations(
        createDir([
          ["0000_a", 5],
          ["0001_b", 3],
        ]),
      ),
    });
    const { rows } = await database.query("SELECT 1 FROM pg_tables WHERE schemaname = 'public'");
    await database.close();
    expect(rows).toHaveLength(2);
  });
});

describe("a journal that can't be used", () => {
  test("is an error and not an empty history", () => {
    const read = (journal: string): unknown =>
      drizzle.read(toMigrationFiles({ "meta/_journal.json": journal }));
    expect(() => read("<<<<<<< HEAD\n{}")).toThrow(UserError);
    expect(() => read("<<<<<<< HEAD\n{}")).toThrow(
      "migrations/meta/_journal.json is not valid JSON: resolve its conflict markers or restore it (git checkout).",
    );
    expect(() => read('{"entries": [{"tag": 1}]}')).toThrow(
      "migrations/meta/_journal.json is not a journal as drizzle-kit writes it",
    );
  });

  test("an entry without its file is said to fail", () => {
    const { "0001_b.sql": _, ...dir } = createDir([
      ["0000_a", 1],
      ["0001_b", 2],
    ]);
    expect(drizzle.read(toMigrationFiles(dir))[1]).toMatchObject({
      id: "0001_b",
      sql: "",
      problem: "the journal names it and there is no such file: Drizzle fails",
    });
  });
});

// `readMigrationFiles` in drizzle-orm/migrator 1.0.0-rc.5: each folder that has a migration.sql, sorted by `localeCompare` of their names.
describe("folders, from drizzle-kit 1.0 on", () => {
  test.each<[string, readonly string[]]>([
    ["timestamps", ["20250102000000_b", "20250101000000_c", "20250103000000_a"]],
    ["one timestamp, by what follows", ["20250101000000_b", "20250101000000_a"]],
    ["capitals beside small letters", ["20250101000000_B", "20250101000000_a", "20250101000000_c"]],
    ["numbers that were brought along, as text", ["0010_b", "0009_a", "20250101000000_c"]],
    ["custom names last", ["seed", "20250101000000_a"]],
  ])("%s", (_name, folders) => {
    const texts = Object.fromEntries(
      folders.flatMap((name) => [
        [`${name}/migration.sql`, "SELECT 1;"],
        [`${name}/snapshot.json`, "{}"],
      ]),
    );
    expect(getOrder(drizzle, texts)).toEqual(folders.toSorted((a, b) => a.localeCompare(b)));
  });
  test("a folder without a script is none, nor what lies deeper", () => {
    const texts = { "1_a/migration.sql": "A", "2_b/snapshot.json": "{}", "old/3_c/migration.sql": "C" };
    expect(getOrder(drizzle, texts)).toEqual(["1_a"]);
  });
  test("beside a journal they are not read by the one that reads journals", () => {
    const texts = { ...createDir([["0000_a", 1]]), "20250101000000_b/migration.sql": "B" };
    expect(getOrder(drizzle, texts)).toEqual(["0000_a"]);
  });
  test("are told from Prisma's by their snapshots", () => {
    const score = (...paths: string[]): number =>
      drizzle.getScore({ dir: "drizzle", paths, readText: () => undefined, packages: new Set() });
    expect(score("20250101000000_a/migration.sql", "20250101000000_a/snapshot.json")).toBe(3);
    expect(score("20250101000000_a/migration.sql")).toBe(0);
  });
});

test("the journal names the dialect", () => {
  expect(drizzle.getDialect?.(toMigrationFiles(createDir([])))).toBe("postgresql");
});
