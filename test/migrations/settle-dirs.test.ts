import { describe, expect, test } from "vitest";
import { findMigrationDirs } from "../../src/migrations/find-dirs.js";
import { settleDirs } from "../../src/migrations/settle-dirs.js";

function settle(texts: Readonly<Record<string, string>>): unknown {
  const files = Object.entries(texts).map(([path, text]) => ({ path, text }));
  return settleDirs(findMigrationDirs(Object.keys(texts), []), files);
}

test("a folder of scripts that no tool claims is none", () => {
  expect(settle({ "src/migrations/001_rename_key.ts": "export const up = (state) => state;" })).toEqual([]);
});

test("settled directories stay as they are, also without files", () => {
  expect(settleDirs([{ dir: "m", format: "prisma", dialect: "mysql" }], [])).toEqual([
    { dir: "m", format: "prisma", dialect: "mysql" },
  ]);
  expect(settleDirs([{ dir: "m" }], [])).toEqual([{ dir: "m", format: "sql" }]);
});

describe("a broken package.json", () => {
  test("says nothing of the tool, and stops nobody", () => {
    expect(settle({ "package.json": "<<<<<<<", "migrations/1.sql": "SELECT 1;" })).toEqual([
      { dir: "migrations", format: "sql" },
    ]);
  });
});
