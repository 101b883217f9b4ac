import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { describe, expect, test } from "vitest";
import { dbmate } from "../../../src/migrations/formats/dbmate.js";
import { getSql, toMigrationFiles, writeMigrations } from "../format-files.js";

const binary = createRequire(import.meta.url).resolve("dbmate/dist/cli.js");

/** Runs the real dbmate on an empty SQLite database: the files that it applied, in order, and the tables that it made. */
function runDbmate(texts: Readonly<Record<string, string>>): { applied: string[]; output: string } {
  const dir = writeMigrations(texts);
  const flags = ["--url", `sqlite:${dir}/db.sqlite`, "--migrations-dir", dir, "--no-dump-schema"];
  const output = execFileSync(process.execPath, [binary, ...flags, "up"], { encoding: "utf8" });
  return { applied: [...output.matchAll(/^Applied: (\S+)/gm)].map((match) => match[1] ?? ""), output };
}

function getForward(text: string): string {
  return getSql(dbmate.read(toMigrationFiles({ "1_a.sql": text }))[0]);
}

const up = (sql: string): string => `-- migrate:up\n${sql};\n-- migrate:down\nDROP TABLE nothing;\n`;

describe("the order is that of dbmate itself", () => {
  test.each<[string, Record<string, string>]>([
    [
      "numbers of mixed length sort as text",
      { "10_b.sql": up("SELECT 1"), "9_a.sql": up("SELECT 1"), "2_c.sql": up("SELECT 1") },
    ],
    [
      "leading zeros",
      {
        "002_b.sql": up("SELECT 1"),
        "01_a.sql": up("SELECT 1"),
        "1_c.sql": up("SELECT 1"),
        "0003.sql": up("SELECT 1"),
      },
    ],
    [
      "capitals before small letters",
      {
        "1B.sql": up("SELECT 1"),
        "20.sql": up("SELECT 1"),
        "2_a.sql": up("SELECT 1"),
        "3A.sql": up("SELECT 1"),
      },
    ],
    [
      "no separator after the version",
      { "20240102x.sql": up("SELECT 1"), "20240101.sql": up("SELECT 1"), "20240103_.sql": up("SELECT 1") },
    ],
    [
      "other files and folders",
      {
        "1_a.sql": up("SELECT 1"),
        "readme.sql": up("SELECT 1"),
        "x2_b.sql": up("SELECT 1"),
        "old/0_c.sql": up("SELECT 1"),
        "3.SQL": up("SELECT 1"),
      },
    ],
    [
      "timestamps",
      {
        "20240301000000_c.sql": up("SELECT 1"),
        "20231231235959_a.sql": up("SELECT 1"),
        "20240101000000_b.sql": up("SELECT 1"),
      },
    ],
  ])("%s", (_name, texts) => {
    const migrations = dbmate
      .read(toMigrationFiles(texts))
      .filter(({ neverRuns }) => neverRuns === undefined);
    expect(migrations.map(({ path }) => path)).toEqual(runDbmate(texts).applied);
  });
});

describe("what runs forward", () => {
  test("is the up block, at its place in the file", () => {
    const text =
      "-- migrate:up transaction:false\nCREATE TABLE a (x int);\n\n-- migrate:down\nDROP TABLE a;\n";
    expect(getForward(text)).toBe(
      "-- migrate:up transaction:false\nCREATE TABLE a (x int);\n\n               \n             \n",
    );
  });

  test("is each up block of several", () => {
    const text = "-- migrate:up\nA;\n-- migrate:down\nB;\n-- migrate:up\nC;\n-- migrate:down\nD;\n";
    expect(getForward(text).replace(/\s+/g, " ")).toBe("-- migrate:up A; -- migrate:up C; ");
  });

  test.each([
    ["no space in the mark", "--migrate:up\nA;\n--migrate:down\nB;", "--migrate:up A; "],
    [
      "an indented mark is none",
      "-- migrate:up\nA;\n  -- migrate:down\nB;\n-- migrate:down\nC;",
      "-- migrate:up A; -- migrate:down B; ",
    ],
    [
      "a longer word is none",
      "-- migrate:up\nA;\n-- migrate:downgrade\nB;\n-- migrate:down\nC;",
      "-- migrate:up A; -- migrate:downgrade B; ",
    ],
    ["comments before the mark", "-- what for\n\n-- migrate:up\nA;\n-- migrate:down\n", " -- migrate:up A; "],
    ["Windows line ends", "-- migrate:up\r\nA;\r\n-- migrate:down\r\nB;\r\n", "-- migrate:up A; "],
  ])("%s", (_name, text, forward) => {
    expect(getForward(text).replace(/\s+/g, " ")).toBe(forward);
  });

  test("dbmate makes the same of its blocks", () => {
    const sections =
      "-- migrate:up\nCREATE TABLE a (x int);\n-- migrate:downgrade\nCREATE TABLE b (x int);\n  -- migrate:down\nCREATE TABLE c (x int);\n-- migrate:down\nDROP TABLE nothing;\n";
    const check = "-- migrate:up\nINSERT INTO c SELECT a.x FROM a, b;\n-- migrate:down\n";
    expect(runDbmate({ "1_a.sql": sections, "2_b.sql": check }).applied).toEqual(["1_a.sql", "2_b.sql"]);
  });
});

describe("what dbmate would not run", () => {
  test("a file without an up block", () => {
    const [migration] = dbmate.read(toMigrationFiles({ "1_a.sql": "DROP TABLE users;" }));
    expect(migration).toMatchObject({ neverRuns: "it has no `-- migrate:up` block, so dbmate refuses it" });
    expect(getSql(migration).trim()).toBe("");
  });

  test("a second file of one version", () => {
    const [first, second] = dbmate.read(toMigrationFiles({ "1_b.sql": up("B"), "1_a.sql": up("A") }));
    expect(first).toMatchObject({ id: "1", path: "1_a.sql" });
    expect(first).not.toHaveProperty("neverRuns");
    expect(second).toMatchObject({
      id: "1 1_b.sql",
      neverRuns: "1_a.sql has the version 1 too, and dbmate runs a version once",
    });
  });

  test("a file without a down block is read, and dbmate's complaint passed on", () => {
    const [migration] = dbmate.read(toMigrationFiles({ "1_a.sql": "-- migrate:up\nDROP TABLE users;" }));
    expect(migration).toMatchObject({
      sql: "-- migrate:up\nDROP TABLE users;",
      problem: "dbmate wants a `-- migrate:down` block after each up",
    });
  });
});
