import { describe, expect, test } from "vitest";
import { detectFormat, findMigrationDirs, isMigrationFile } from "../../src/migrations/find-dirs.js";

describe("without a manifest, the usual places", () => {
  const find = (...paths: string[]): unknown => findMigrationDirs(paths, []);

  test("Prisma by its lock file, also under another name", () => {
    expect(find("prisma/migrations/1_a/migration.sql", "prisma/migrations/migration_lock.toml")).toEqual([
      { dir: "prisma/migrations", format: "prisma" },
    ]);
    expect(find("db/history/1_a/migration.sql", "db/history/migration_lock.toml")).toEqual([
      { dir: "db/history", format: "prisma" },
    ]);
  });
  test("Drizzle by its journal", () => {
    expect(find("drizzle/0000_a.sql", "drizzle/meta/_journal.json")).toEqual([
      { dir: "drizzle", format: "drizzle" },
    ]);
  });
  test("Supabase by its place", () => {
    expect(find("supabase/migrations/20240101000000_a.sql")).toEqual([
      { dir: "supabase/migrations", format: "supabase" },
    ]);
  });
  test.each(["db/migrations", "migrations", "database/migrations", "sql/migrations", "db/migrate"])(
    "SQL files in %s, whose format only their text tells",
    (dir) => {
      expect(find(`${dir}/1_a.sql`)).toEqual([{ dir }]);
    },
  );
  test("one directory for each database", () => {
    expect(find("migrations/tenant/0001-a.sql", "migrations/shared/0001-b.sql")).toEqual([
      { dir: "migrations/shared" },
      { dir: "migrations/tenant" },
    ]);
  });
  test("graphile-migrate's, whose files lie deeper", () => {
    expect(find("migrations/committed/000001-users.sql", "migrations/current.sql")).toEqual([
      { dir: "migrations" },
    ]);
    expect(find("migrations/committed/000001.sql")).toEqual([{ dir: "migrations" }]);
  });
  test("each package of a repo", () => {
    expect(
      find("packages/a/migrations/1.sql", "packages/b/prisma/migrations/20240101000000_x/migration.sql"),
    ).toEqual([{ dir: "packages/a/migrations" }, { dir: "packages/b/prisma/migrations" }]);
  });
  test("not what is installed, built or made for tests, nor other SQL", () => {
    expect(
      find(
        "node_modules/x/migrations/1.sql",
        "dist/migrations/1.sql",
        "test/fixtures/a/migrations/1.sql",
        "db/seed.sql",
        "test/migrations/1_a.ts",
        "src/__tests__/migrations/1_a.ts",
      ),
    ).toEqual([]);
  });
});

describe("a directory of scripts is a guess, until their text says whose they are", () => {
  const find = (...paths: string[]): unknown => findMigrationDirs(paths, []);

  test.each([
    "db/migrations/20240101-users.js",
    "src/database/migrations/1693840429259-Init.ts",
    "apps/api/migration/Migration20240101.ts",
    "migrations/AddUsers1693840429259.ts",
    "migrations/001.init.mts",
  ])("%s", (path) => {
    expect(find(path)).toEqual([{ dir: path.slice(0, path.lastIndexOf("/")), isGuess: true }]);
  });
  test("one directory for each database", () => {
    expect(find("src/migrations/postgres/1_a.ts", "src/migrations/mysql/1_a.ts")).toEqual([
      { dir: "src/migrations/mysql", isGuess: true },
      { dir: "src/migrations/postgres", isGuess: true },
    ]);
  });
  test("none beside SQL, which is a migration whoever runs it", () => {
    expect(find("migrations/1_a.ts", "migrations/1_a.sql")).toEqual([{ dir: "migrations" }]);
  });
  test.each([
    "src/migrations/index.ts",
    "src/migrations/helpers.ts",
    "src/migrations/1_a.test.ts",
    "src/migrations/1_a.d.ts",
    "src/migrations/.snapshot-app.json",
    "src/pages/2024/1_a.ts",
  ])("%s is none", (path) => {
    expect(find(path)).toEqual([]);
  });
  test("with the packages above it, the nearest first", () => {
    const files = ["package.json", "apps/api/package.json", "apps/web/package.json"];
    expect(find("apps/api/src/migrations/1_a.ts", ...files)).toEqual([
      {
        ...{ dir: "apps/api/src/migrations", isGuess: true },
        packageFiles: ["apps/api/package.json", "package.json"],
      },
    ]);
  });
});

describe("a manifest's directories", () => {
  test("win over what could be found", () => {
    expect(findMigrationDirs(["migrations/1.sql", "sql/1.sql"], [{ dir: "./sql/" }])).toEqual([
      { dir: "sql" },
    ]);
  });
  test("keep their format and dialect", () => {
    const given = { dir: "prisma/migrations", format: "sql", dialect: "mysql" };
    expect(findMigrationDirs(["prisma/migrations/migration_lock.toml"], [given])).toEqual([given]);
  });
});

describe("the format by the files' text", () => {
  const detect = (texts: Readonly<Record<string, string>>): string | undefined =>
    detectFormat({
      ...{ dir: "db/migrations", paths: Object.keys(texts) },
      ...{ readText: (path: string) => texts[path], packages: new Set<string>() },
    })?.name;

  test("dbmate by its mark", () => {
    expect(detect({ "1_a.sql": "-- migrate:up\nSELECT 1;" })).toBe("dbmate");
    expect(detect({ "1_a.sql": "SELECT 1;" })).toBe("sql");
  });
  test("node-pg-migrate by its mark", () => {
    expect(detect({ "1_a.sql": "-- Up Migration\nSELECT 1;" })).toBe("node-pg-migrate");
  });
  test("golang-migrate and Flyway by names", () => {
    expect(detect({ "1_a.up.sql": "", "1_a.down.sql": "" })).toBe("golang-migrate");
    expect(detect({ "V1__a.sql": "" })).toBe("flyway");
  });
  test("nobody's without SQL", () => {
    expect(detect({ "1_a.ts": "" })).toBeUndefined();
  });
});

test("which files are wanted", () => {
  const dirs = [{ dir: "drizzle", format: "drizzle" }, { dir: "db/migrations" }];
  expect(isMigrationFile(dirs, "drizzle/meta/_journal.json")).toBe(true);
  expect(isMigrationFile(dirs, "drizzle/meta/0000_snapshot.json")).toBe(false);
  expect(isMigrationFile(dirs, "db/migrations/1_a.sql")).toBe(true);
  expect(isMigrationFile(dirs, "db/seed.sql")).toBe(false);
});
