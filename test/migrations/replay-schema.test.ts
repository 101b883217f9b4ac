import { beforeAll, describe, expect, test } from "vitest";
import type { MigrationSequence } from "../../src/migrations/migration.js";
import { readMigrations } from "../../src/migrations/read-migrations.js";
import { getSchemaBefore, getTableColumns, replaySchema } from "../../src/migrations/replay-schema.js";
import { loadPostgres } from "../../src/sql/postgres-parser.js";

beforeAll(loadPostgres);

function read(...texts: readonly string[]): MigrationSequence {
  const files = texts.map((text, index) => ({ path: `m/${index + 1}.sql`, text }));
  const [sequence] = readMigrations([{ dir: "m" }], files);
  if (sequence === undefined) throw new Error("no sequence");
  return sequence;
}

const HISTORY = [
  "CREATE TABLE users (id int, name text)",
  "ALTER TABLE users ADD full_name text",
  "ALTER TABLE users DROP name",
];

describe("what there is", () => {
  test("after all migrations", () => {
    expect(replaySchema([read(...HISTORY)]).tables).toEqual([
      { table: "users", columns: ["id", "full_name"], isView: false, isComplete: true },
    ]);
  });
  test("before one of them", () => {
    const sequence = read(...HISTORY);
    expect(getSchemaBefore(sequence, "3.sql").find({ table: "users" })?.columns).toEqual([
      "id",
      "name",
      "full_name",
    ]);
    expect(getSchemaBefore(sequence, "1.sql").tables).toEqual([]);
  });
});

describe("for the column detector", () => {
  test("tables that the migrations create", () => {
    const tables = getTableColumns([read(...HISTORY, "CREATE TABLE app.users (nick text)")]);
    expect(tables.getColumns({ table: "users" })).toEqual(new Set(["id", "full_name"]));
    expect(tables.getColumns({ schema: "app", table: "users" })).toEqual(new Set(["nick"]));
    expect(tables.getSchemas("users")).toEqual(["public", "app"]);
  });
  test("not those that they only change: unknown is not empty", () => {
    expect(
      getTableColumns([read("ALTER TABLE legacy ADD a int")]).getColumns({ table: "legacy" }),
    ).toBeUndefined();
  });
  test("not a view whose columns its text does not tell", () => {
    const tables = getTableColumns([
      read("CREATE VIEW a AS SELECT * FROM f(); CREATE VIEW b AS SELECT 1 AS x"),
    ]);
    expect(tables.getColumns({ table: "a" })).toBeUndefined();
    expect(tables.getColumns({ table: "b" })).toEqual(new Set(["x"]));
  });
});

test("a Prisma history of 500 migrations is read and replayed in well under a second", () => {
  const files = Array.from({ length: 500 }, (_, index) => ({
    path: `p/${20240101000000 + index}_m/migration.sql`,
    text:
      index % 10 === 0
        ? `-- CreateTable\nCREATE TABLE "T${index}" ("id" TEXT NOT NULL, "name" TEXT, CONSTRAINT "p${index}" PRIMARY KEY ("id"));`
        : `-- AlterTable\nALTER TABLE "T${index - (index % 10)}" ADD COLUMN "c${index}" INTEGER, ALTER COLUMN "name" SET NOT NULL;`,
  }));
  const start = performance.now();
  const sequences = readMigrations([{ dir: "p" }], files);
  expect(replaySchema(sequences).tables).toHaveLength(50);
  expect(performance.now() - start).toBeLessThan(2_000);
});
