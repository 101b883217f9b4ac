import { beforeAll, describe, expect, test } from "vitest";
import { UserError } from "../../../src/errors.js";
import { prisma } from "../../../src/migrations/formats/prisma.js";
import { readMigrations } from "../../../src/migrations/read-migrations.js";
import { loadPostgres } from "../../../src/sql/postgres-parser.js";
import { getOrder, toMigrationFiles } from "../format-files.js";

beforeAll(loadPostgres);

type Edge = readonly [id: string, from: string | null, to: string];

/** Packages as Prisma 8 writes them, made in this order. */
function createPackages(edges: readonly Edge[]): Record<string, string> {
  return Object.fromEntries(
    edges.flatMap(([id, from, to], index): [string, string][] => {
      const createdAt = new Date(Date.UTC(2026, 0, 1, 0, index)).toISOString();
      const manifest = { from, to, providedInvariants: [], createdAt, migrationHash: `hash of ${id}` };
      return [
        [`${id}/migration.json`, JSON.stringify(manifest)],
        [`${id}/ops.json`, "[]"],
        [`${id}/migration.ts`, "export default class extends Migration {}"],
      ];
    }),
  );
}

const order = (...edges: Edge[]): string[] => getOrder(prisma, createPackages(edges));

// The graphs of examples/prisma-next-demo/fixtures in prisma/prisma-next, and the ways that `findPath` of @prisma-next/migration-tools 0.16 takes through them.
describe("the order is that of the graph", () => {
  test("a line, whatever the folders are called", () => {
    expect(order(["c", null, "1"], ["a", "1", "2"], ["b", "2", "3"])).toEqual(["c", "a", "b"]);
  });
  test("a line, whenever they were made", () => {
    expect(order(["b", "1", "2"], ["c", "2", "3"], ["a", null, "1"])).toEqual(["a", "b", "c"]);
  });
  test("a diamond: a merge comes after its branch", () => {
    expect(
      order(
        ["init", null, "1"],
        ["merge_alice", "a", "m"],
        ["merge_bob", "b", "m"],
        ["alice", "1", "a"],
        ["bob", "1", "b"],
        ["next", "m", "2"],
      ),
    ).toEqual(["init", "alice", "merge_alice", "bob", "merge_bob", "next"]);
  });
  test("data that changes no state, before what leads on", () => {
    expect(order(["init", null, "1"], ["next", "1", "2"], ["data", "1", "1"])).toEqual([
      "init",
      "next",
      "data",
    ]);
  });
  test("hashes with their kind, as versions before 0.17 write them", () => {
    expect(order(["b", "sha256:1", "sha256:2"], ["a", "sha256:empty", "1"])).toEqual(["a", "b"]);
  });
});

describe("a way back", () => {
  const line: Edge[] = [
    ["init", null, "1"],
    ["add", "1", "2"],
    ["more", "2", "3"],
  ];
  test("is a rollback, and left out", () => {
    expect(order(...line, ["rollback", "2", "1"])).toEqual(["init", "add", "more"]);
  });
  test("is a migration where the history ends with it", () => {
    expect(order(...line, ["revert", "3", "2"])).toEqual(["init", "add", "more", "revert"]);
  });
  test("is one where it leads on to the end", () => {
    expect(order(["init", null, "1"], ["add", "1", "2"], ["revert", "2", "1"], ["other", "1", "3"])).toEqual([
      "init",
      "add",
      "revert",
      "other",
    ]);
  });
});

describe("branches that nobody merged", () => {
  const fork = createPackages([
    ["init", null, "1"],
    ["alice", "1", "2"],
    ["bob", "1", "3"],
  ]);
  const getSkipped = (texts: Readonly<Record<string, string>>) =>
    prisma
      .read(toMigrationFiles(texts))
      .flatMap(({ id, skippedAfter }) => (skippedAfter === undefined ? [] : [[id, skippedAfter]]));

  test("each is out of the other's reach", () => {
    expect(getSkipped(fork)).toEqual([
      ["alice", "bob"],
      ["bob", "alice"],
    ]);
  });
  test("but not one that an environment is named for", () => {
    expect(getSkipped({ ...fork, "refs/staging.json": '{ "hash": "3" }' })).toEqual([["alice", "bob"]]);
  });
  test("nor a branch that is merged", () => {
    const merged = createPackages([
      ["init", null, "1"],
      ["alice", "1", "2"],
      ["bob", "1", "3"],
      ["merge_alice", "2", "4"],
      ["merge_bob", "3", "4"],
    ]);
    expect(getSkipped(merged)).toEqual([]);
  });
});

test("a migration whose start nothing leads to is read, and the complaint passed on", () => {
  const files = createPackages([
    ["init", null, "1"],
    ["lost", "8", "9"],
  ]);
  expect(prisma.read(toMigrationFiles(files))[1]).toMatchObject({ id: "lost" });
  expect(prisma.read(toMigrationFiles(files))[1]?.problem).toMatch(/migrationHash/);
});

// The hash is that of `computeMigrationHash` in @prisma-next/migration-tools 0.16.
test("a package that is as it was written has no problem", () => {
  const manifest = {
    from: null,
    to: "50aadcf996213451cd2876e3caf50c2752b5b8c9ce1aa55dcae24918518b4ffb",
    providedInvariants: [],
    createdAt: "2026-06-01T13:47:46.558Z",
    migrationHash: "sha256:84978192756587f28882bfc2abb2643cc8f1a5cdbf006688b02a614f50e2df7f",
  };
  const files = { "a/migration.json": JSON.stringify(manifest), "a/ops.json": "[]" };
  expect(prisma.read(toMigrationFiles(files))[0]).not.toHaveProperty("problem");
});

describe("what a package does", () => {
  const read = (operations: unknown) => {
    const texts = {
      ...createPackages([["init", null, "1"]]),
      "init/ops.json": JSON.stringify(operations, null, 2),
    };
    const files = Object.entries(texts).map(([path, text]) => ({ path: `migrations/app/${path}`, text }));
    const [sequence] = readMigrations([{ dir: "migrations/app" }], files);
    expect(sequence?.format).toBe("prisma");
    return sequence?.migrations[0]?.operations;
  };
  const check = [{ description: "before", sql: "SELECT 1 FROM nothing" }];

  test("is the SQL that its operations execute, where it stands", () => {
    const operations = [
      {
        ...{ id: "dropColumn.account.avatar", label: "Drop column", operationClass: "destructive" },
        ...{ target: { id: "postgres" }, precheck: check, postcheck: check },
        execute: [{ description: "drop", sql: 'ALTER TABLE "account" DROP COLUMN "avatar"' }],
      },
    ];
    expect(read(operations)).toMatchObject([
      {
        ...{ type: "drop-column", table: { table: "account" }, column: "avatar" },
        ...{ at: { line: 24, column: 16 }, text: 'ALTER TABLE "account" DROP COLUMN "avatar"' },
      },
    ]);
  });
  test("is unknown where it is no SQL, on the collections that it names", () => {
    const operations = [
      {
        ...{ id: "x", label: "Set validation on products", operationClass: "destructive" },
        execute: [{ description: "x", command: { kind: "collMod", collection: "products" } }],
      },
    ];
    expect(read(operations)).toMatchObject([
      {
        type: "unknown",
        tables: ["products"],
        text: "Set validation on products",
        at: { line: 2, column: 3 },
      },
    ]);
  });
});

describe("a package that can't be read", () => {
  const good = createPackages([["init", null, "1"]]);
  const read = (texts: Readonly<Record<string, string>>) => () => prisma.read(toMigrationFiles(texts));

  test("is an error and not an empty history", () => {
    expect(read({ ...good, "init/ops.json": "<<<<<<< HEAD" })).toThrow(UserError);
    expect(read({ ...good, "init/ops.json": "{}" })).toThrow(
      "migrations/init/ops.json is not what Prisma writes",
    );
    expect(read({ ...good, "init/migration.json": '{ "to": 1 }' })).toThrow(
      "migrations/init/migration.json is not what Prisma writes",
    );
    const { "init/ops.json": _, ...alone } = good;
    expect(read(alone)).toThrow("migrations/init/migration.json has no ops.json beside it");
  });
});
