import { beforeAll, describe, expect, test } from "vitest";
import { UserError } from "../../src/errors.js";
import { readMigrations } from "../../src/migrations/read-migrations.js";
import { loadPostgres } from "../../src/sql/postgres-parser.js";

beforeAll(loadPostgres);

describe("a directory's migrations", () => {
  test("of Prisma, with the dialect of its lock file", () => {
    const files = [
      { path: "prisma/migrations/migration_lock.toml", text: 'provider = "mysql"' },
      { path: "prisma/migrations/20240102000000_b/migration.sql", text: "DROP TABLE `b`;" },
      { path: "prisma/migrations/20240101000000_a/migration.sql", text: "DROP TABLE `a`;" },
      { path: "src/other.sql", text: "DROP TABLE c;" },
    ];
    expect(readMigrations([{ dir: "prisma/migrations" }], files)).toMatchObject([
      {
        dir: "prisma/migrations",
        format: "prisma",
        migrations: [
          {
            id: "20240101000000_a",
            file: "prisma/migrations/20240101000000_a/migration.sql",
            operations: [{ type: "drop-table", table: { table: "a" } }],
          },
          { id: "20240102000000_b" },
        ],
      },
    ]);
  });
  test("of dbmate, at their places in the file", () => {
    const text = "-- migrate:up\n\nDROP TABLE users;\n\n-- migrate:down\nCREATE TABLE users (id int);\n";
    const [sequence] = readMigrations([{ dir: "db/migrations/" }], [{ path: "db/migrations/1_a.sql", text }]);
    expect(sequence).toMatchObject({ dir: "db/migrations", format: "dbmate" });
    expect(sequence?.migrations[0]?.operations).toMatchObject([
      { type: "drop-table", at: { line: 3, column: 1 } },
    ]);
    expect(sequence?.migrations[0]?.operations).toHaveLength(1);
  });
  test("with a byte order mark", () => {
    const [sequence] = readMigrations([{ dir: "m" }], [{ path: "m/1.sql", text: "\uFEFFDROP TABLE users;" }]);
    expect(sequence?.migrations[0]?.operations).toMatchObject([
      { type: "drop-table", at: { line: 1, column: 2 } },
    ]);
  });
  test("in the format of the manifest, whatever they look like", () => {
    const files = [{ path: "m/1_a.sql", text: "-- migrate:up\nDROP TABLE a;" }];
    expect(readMigrations([{ dir: "m", format: "sql" }], files)[0]?.format).toBe("sql");
  });
  test("none: an empty sequence", () => {
    expect(readMigrations([{ dir: "m" }], [])).toEqual([{ dir: "m", format: "sql", migrations: [] }]);
  });
  test("through a cache", () => {
    const asked: unknown[] = [];
    readMigrations([{ dir: "m", dialect: "sqlite" }], [{ path: "m/1.sql", text: "A" }], (body, place) => {
      asked.push(["sql" in body && body.sql, place]);
      return [];
    });
    expect(asked).toEqual([["A", { dialect: "sqlite", file: "m/1.sql" }]]);
  });
});

test("a format that isn't known is the user's mistake", () => {
  const read = (): unknown => readMigrations([{ dir: "m", format: "dbmat" }], []);
  expect(read).toThrow(UserError);
  expect(read).toThrow(
    'The migrations directory m has the format "dbmat", which is not known. Known are: prisma, drizzle, ',
  );
});
