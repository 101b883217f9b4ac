import { describe, expect, it } from "vitest";
import { detectInScript } from "../../src/references/detect.js";
import { isMigrationScript } from "../../src/references/migration-script.js";
import { loadPostgres } from "../../src/sql/postgres-parser.js";
import { change, createTestProject, parseTestScript } from "../support/parse.js";

await loadPostgres();

it.each([
  ["src/migrations/20140112-init.js", true],
  ["packages/server/src/database/migrations/mysql/1693840429259-Init.ts", true],
  ["packages/database/migration/20241209110456_users/migration.ts", true],
  ["src/modules/migrations/Migration20240101120000.ts", true],
  ["db/migrations/001_users.ts", true],
  ["src/migrations/run.ts", false],
  ["src/migrations/index.ts", false],
  ["src/users/20140112-init.js", false],
  ["src/immigration/visa2024.ts", false],
])("%s is a migration: %s", (path, expected) => {
  expect(isMigrationScript(path)).toBe(expected);
});

describe("a migration in TypeScript", () => {
  const project = createTestProject({
    changes: [change("column", "users.name"), change("config", "LEGACY_DSN")],
  });
  const detect = (path: string) => {
    const text = 'await db.query("UPDATE users SET name = $1", [process.env.LEGACY_DSN]);';
    return detectInScript(parseTestScript(path, text), project).references.map(({ change }) => change);
  };

  it("uses configuration as other code does, and no column", () => {
    expect(detect("db/migrations/001_users.ts")).toEqual(["LEGACY_DSN"]);
    expect(detect("db/users.ts")).toEqual(["LEGACY_DSN", "users.name"]);
  });
});
