import { describe, expect, test } from "vitest";
import { UserError } from "../../src/errors.js";
import { MIGRATION_TOOLS } from "../../src/manifest/migration-tools.js";
import { findMigrationDirs } from "../../src/migrations/find-dirs.js";
import { MIGRATION_FORMATS } from "../../src/migrations/formats/index.js";
import { settleDirs } from "../../src/migrations/settle-dirs.js";

function settle(texts: Readonly<Record<string, string>>): unknown {
  const files = Object.entries(texts).map(([path, text]) => ({ path, text }));
  return settleDirs(findMigrationDirs(Object.keys(texts), []), files);
}

test("every name that the manifest may give is a format, and every format has one", () => {
  expect(MIGRATION_FORMATS.map(({ name }) => name).toSorted()).toEqual(MIGRATION_TOOLS.toSorted());
});

test("a folder of scripts that no tool claims is none", () => {
  expect(settle({ "src/migrations/001_rename_key.ts": "export const up = (state) => state;" })).toEqual([]);
});

test("where the manifest names such a folder, its format must be said", () => {
  const path = "src/migrations/001_rename_key.ts";
  const text = "export const up = (state) => state;";
  const settleNamed = (dir: { readonly dir: string; readonly format?: string }) =>
    settleDirs(findMigrationDirs([path], [dir]), [{ path, text }]);
  expect(() => settleNamed({ dir: "./src/migrations" })).toThrow(
    /^src\/migrations\/001_rename_key\.ts is a script, and nothing .* says which tool runs it\. .* "format": prisma, .*"scripts"/s,
  );
  expect(() => settleNamed({ dir: "./src/migrations" })).toThrow(UserError);
  expect(settleNamed({ dir: "src/migrations", format: "scripts" })).toEqual([
    { dir: "src/migrations", format: "scripts" },
  ]);
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

describe("whose a directory of scripts is", () => {
  const knex = "exports.up = (knex) => knex.schema.dropTable('a');";
  const typeorm =
    'import { MigrationInterface } from "typeorm";\nexport class A1 implements MigrationInterface {}';

  test("says their text", () => {
    expect(settle({ "migrations/1_a.js": knex })).toEqual([{ dir: "migrations", format: "knex" }]);
    expect(settle({ "src/migrations/1600000000000-A.ts": typeorm })).toEqual([
      { dir: "src/migrations", format: "typeorm" },
    ]);
  });
  test("says the nearest package that has a tool, where the text does not", () => {
    const text = "exports.up = (db) => db.schema.dropTable('a');";
    expect(
      settle({
        "package.json": '{ "dependencies": { "sequelize": "6" } }',
        "packages/db/package.json": '{ "dependencies": { "knex": "3" } }',
        "packages/db/lib/package.json": '{ "dependencies": { "zod": "4" } }',
        "packages/db/lib/migrations/1_a.js": text,
      }),
    ).toEqual([{ dir: "packages/db/lib/migrations", format: "knex" }]);
  });
  test("outweighs SQL beside them that they load", () => {
    expect(settle({ "migrations/1_a.js": knex, "migrations/1_a.sql": "SELECT 1;" })).toEqual([
      { dir: "migrations", format: "knex" },
    ]);
  });
  test("each folder has its own, and none is read twice", () => {
    expect(settle({ "migrations/1_a.js": knex, "migrations/tenant/2_b.js": knex })).toEqual([
      { dir: "migrations", format: "knex" },
      { dir: "migrations/tenant", format: "knex" },
    ]);
    expect(
      settle({ "migrations/1600000000000-A.ts": typeorm, "migrations/old/1500000000000-A.ts": typeorm }),
    ).toEqual([{ dir: "migrations", format: "typeorm" }]);
  });
});

describe("the dialect of scripts", () => {
  const knex = "exports.up = (knex) => knex.schema.dropTable('a');";
  const settleIn = (dir: string, dependencies: Readonly<Record<string, string>>) =>
    settle({ "package.json": JSON.stringify({ dependencies }), [`${dir}/1_a.js`]: knex });

  test.each([
    ["migrations/mysql", "mysql"],
    ["migrations/sqlite", "sqlite"],
    ["src/mariadb/migrations", "mysql"],
  ])("%s", (dir, dialect) => {
    expect(settleIn(dir, { pg: "8" })).toEqual([{ dir, format: "knex", dialect }]);
  });
  test("is the driver's, and Postgres' where there are several", () => {
    expect(settleIn("migrations", { mysql2: "3" })).toEqual([
      { dir: "migrations", format: "knex", dialect: "mysql" },
    ]);
    expect(settleIn("migrations", { mysql2: "3", pg: "8" })).toEqual([{ dir: "migrations", format: "knex" }]);
  });
});
