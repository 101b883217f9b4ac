import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import { describe, expect, test } from "vitest";
import { graphileMigrate } from "../../../src/migrations/formats/graphile-migrate.js";
import { readMigrations } from "../../../src/migrations/read-migrations.js";
import { loadPostgres } from "../../../src/sql/postgres-parser.js";
import { getOrder, getSql, toMigrationFiles, writeMigrations } from "../format-files.js";

interface Listed {
  readonly realFilename: string;
}

// graphile-migrate's own functions, which its package does not export by name.
const require = createRequire(import.meta.url);
const { getAllMigrations } = require("graphile-migrate/dist/migration.js") as {
  getAllMigrations(settings: { migrationsFolder: string }): Promise<Listed[]>;
};
const { calculateHash } = require("graphile-migrate/dist/hash.js") as {
  calculateHash(body: string, previous?: string): string;
};
const { readCurrentMigration, getCurrentMigrationLocation } = require("graphile-migrate/dist/current.js") as {
  getCurrentMigrationLocation(settings: object): Promise<object>;
  readCurrentMigration(settings: object, location: object): Promise<string>;
};

/** Committed files in this order, each with the hash of the one before it, as `graphile-migrate commit` writes them. */
function commit(names: readonly string[], body = (name: string) => `create table "${name}" (id int);`) {
  const files: Record<string, string> = {};
  let previous: string | undefined;
  for (const name of names) {
    const hash = calculateHash(body(name), previous);
    files[`committed/${name}`] = `--! Previous: ${previous ?? "-"}\n--! Hash: ${hash}\n\n${body(name)}\n`;
    previous = hash;
  }
  return files;
}

async function list(files: Readonly<Record<string, string>>): Promise<string[]> {
  const all = await getAllMigrations({ migrationsFolder: writeMigrations(files) });
  return all.map(({ realFilename }) => realFilename.replace(/\.sql$/, ""));
}

describe("the order is that of graphile-migrate itself", () => {
  test.each<[string, readonly string[]]>([
    ["as it numbers them", ["000001.sql", "000002.sql", "000003.sql"]],
    ["with messages", ["000001-users.sql", "000002-a_b.sql", "000003-.sql"]],
    ["numbers as text", ["1.sql", "10.sql", "2.sql"]],
    ["leading zeros", ["000010.sql", "00002.sql", "1.sql"]],
    ["a message before the number's end", ["000001-zebra.sql", "000002-ant.sql"]],
  ])("%s", async (_name, names) => {
    const files = { ...commit(names), "committed/notes.sql": "select 1;", "committed/1_x.sql": "select 1;" };
    const shuffled = Object.fromEntries(Object.entries(files).toReversed());
    expect(getOrder(graphileMigrate, shuffled)).toEqual(await list(shuffled));
  });
});

describe("a broken chain", () => {
  const good = commit(["000001.sql", "000002.sql", "000003.sql"]);

  test("stops the folder from the first break on, as it stops graphile-migrate", async () => {
    const { "committed/000002.sql": _, ...gap } = good;
    await expect(list(gap)).rejects.toThrow("doesn't match");
    expect(
      graphileMigrate.read(toMigrationFiles(gap)).map(({ neverRuns }) => neverRuns?.slice(0, 15)),
    ).toEqual([undefined, "its Previous is"]);
  });
  test("two of one number, made on two branches", async () => {
    const other = commit(["000001.sql", "000002-b.sql"]);
    const both = { ...commit(["000001.sql", "000002-a.sql"]), ...other };
    await expect(list(both)).rejects.toThrow("doesn't match");
    expect(getOrder(graphileMigrate, both)).toEqual(["000001", "000002-a"]);
  });
  test("a first one that wants another before it", async () => {
    const { "committed/000001.sql": _, ...rest } = good;
    await expect(list(rest)).rejects.toThrow("expected a previous migration");
    expect(getOrder(graphileMigrate, rest)).toEqual([]);
  });
  test("without its headers", async () => {
    const files = { ...good, "committed/000004.sql": "drop table users;\n" };
    await expect(list(files)).rejects.toThrow("there should be two newlines");
    expect(graphileMigrate.read(toMigrationFiles(files))[3]?.neverRuns).toMatch(/^its Previous is missing/);
  });
});

describe("a text that is not what was committed", () => {
  const good = commit(["000001.sql"]);
  const text = good["committed/000001.sql"] ?? "";
  const read = (edited: string) =>
    graphileMigrate.read(toMigrationFiles({ "committed/000001.sql": edited }))[0]?.neverRuns;

  // `runCommittedMigration` in src/migration.ts: both are refused when their turn comes.
  test("is refused", () => {
    expect(read(text)).toBeUndefined();
    expect(read(text.replace("create", "drop"))).toBe(
      "its Hash is not that of its text, so it was edited: graphile-migrate refuses it",
    );
  });
  test("unless its header allows that, and then it must be so", () => {
    const allowed = text.replace("\n\n", "\n--! AllowInvalidHash\n\n");
    expect(read(allowed.replace("create", "drop"))).toBeUndefined();
    expect(read(allowed)).toBe("it has AllowInvalidHash and its Hash is right: graphile-migrate refuses it");
  });
  test("line ends of Windows are no edit", () => {
    expect(read(text.replaceAll("\n", "\r\n"))).toBeUndefined();
  });
});

describe("what is not committed yet", () => {
  const committed = commit(["000001.sql"]);

  test("comes last, and goes by its text", () => {
    const files = { ...committed, "current.sql": "-- Enter migration here\ndrop table a;\n" };
    const [, current] = graphileMigrate.read(toMigrationFiles(files));
    expect(current).toMatchObject({ path: "current.sql" });
    expect(current?.id).toMatch(/^current\.sql [0-9a-f]{8}$/);
    const edited = { ...files, "current.sql": "drop table b;" };
    expect(graphileMigrate.read(toMigrationFiles(edited))[1]?.id).not.toBe(current?.id);
  });
  test("is nothing while it is blank", () => {
    const files = {
      ...committed,
      "current.sql": "--! Message: next\n/* nothing */\n-- Enter migration here\n",
    };
    expect(graphileMigrate.read(toMigrationFiles(files))).toHaveLength(1);
  });
  test("a folder of parts, by number, as graphile-migrate puts them together", async () => {
    const files = {
      "current/10-c.sql": "select 10;",
      "current/9.sql": "select 9;",
      "current/001-a.sql": "select 1;",
      "current/.2.sql": "select 2;",
    };
    const settings = { migrationsFolder: writeMigrations(files) };
    const whole = await readCurrentMigration(settings, await getCurrentMigrationLocation(settings));
    const ours = graphileMigrate.read(toMigrationFiles(files)).map(getSql);
    expect(ours).toEqual(whole.match(/select \d+;/g));
  });
  test("with the fixtures that it includes, before it", () => {
    const files = {
      "current.sql": "--!include views/users.sql\nselect 1;",
      "fixtures/views/users.sql": "drop view v;",
      "fixtures/other.sql": "drop table other;",
    };
    expect(graphileMigrate.read(toMigrationFiles(files)).map(({ path }) => path)).toEqual([
      "fixtures/views/users.sql",
      "current.sql",
    ]);
  });
});

test("a directory is graphile-migrate's by its headers, and found by its folder", async () => {
  await loadPostgres();
  const files = commit(
    ["000001.sql"],
    () => "grant select on users to :DATABASE_OWNER;\nalter table :TABLE drop column a;",
  );
  const [sequence] = readMigrations(
    [{ dir: "migrations" }],
    Object.entries(files).map(([path, text]) => ({ path: `migrations/${path}`, text })),
  );
  expect(sequence?.format).toBe("graphile-migrate");
  expect(sequence?.migrations[0]?.operations).toMatchObject([
    { type: "grant", table: { table: "users" }, at: { line: 4 } },
    { type: "unknown", tables: [], at: { line: 5 } },
  ]);
});

test("a hash is that of graphile-migrate", () => {
  expect(calculateHash("select 1;")).toBe(`sha1:${createHash("sha1").update("select 1;\n").digest("hex")}`);
});
