import { rmSync } from "node:fs";
import { Umzug } from "umzug";
import { describe, expect, test } from "vitest";
import { mikroOrm } from "../../../src/migrations/formats/mikro-orm.js";
import { getOrder, toMigrationFiles, writeMigrations } from "../format-files.js";

const TEXT = "export class M extends Migration { async up() {} }";

/** MikroORM up to 6 hands its glob to Umzug; 7 sorts the same paths itself. */
async function list(texts: Readonly<Record<string, string>>): Promise<string[]> {
  const dir = writeMigrations(texts);
  const umzug = new Umzug({
    migrations: {
      glob: `${dir}/!(*.d).{js,ts,cjs}`,
      resolve: ({ name }) => ({ name: name.replace(/\.[jt]s$/, ""), up: async () => {} }),
    },
    logger: undefined,
  });
  try {
    return (await umzug.migrations({})).map(({ name }) => name);
  } finally {
    rmSync(dir, { recursive: true });
  }
}

describe("the order is that of file names, as MikroORM's migrator has them", () => {
  test.each<[string, readonly string[]]>([
    ["dates", ["Migration20240202000000.ts", "Migration20240101000000.ts"]],
    ["names before dates", ["Migration20240101000000.ts", "InitialSetup20250101000000.ts"]],
    ["capitals before others", ["migration20200101000000.ts", "Migration20240101000000.ts"]],
    ["digits by code and not by value", ["Migration10.ts", "Migration9.ts", "Migration1.ts"]],
    ["a name that goes on", ["Migration20240101000000_users.ts", "Migration20240101000000.ts"]],
    ["CommonJS keeps its ending", ["Migration2.cjs", "Migration1.js"]],
    ["no folders and no types", ["Migration1.ts", "old/Migration0.ts", "Migration2.d.ts"]],
  ])("%s", async (_name, names) => {
    const texts = Object.fromEntries(names.map((name) => [name, TEXT]));
    expect(getOrder(mikroOrm, texts)).toEqual(await list(texts));
  });
});

describe("whose directory it is", () => {
  const getScore = (texts: Readonly<Record<string, string>>, packages: readonly string[] = []) =>
    mikroOrm.getScore({
      dir: "m",
      paths: Object.keys(texts),
      readText: (path) => texts[path],
      packages: new Set(packages),
    });

  test("by the snapshot that the tool keeps there", () => {
    expect(getScore({ ".snapshot-shop.json": "{}", "Migration1.ts": TEXT })).toBe(3);
  });
  test("by what its scripts import, and not by a base class of the same name alone", () => {
    const imported = `import { Migration } from "@mikro-orm/migrations";\n${TEXT}`;
    expect(getScore({ "Migration1.ts": imported })).toBeGreaterThan(2);
    expect(getScore({ "Migration1.ts": TEXT })).toBe(0);
  });
});

test("the tool remembers names without their ending", () => {
  expect(mikroOrm.read(toMigrationFiles({ "Migration1.ts": TEXT }))).toMatchObject([
    { id: "Migration1", path: "Migration1.ts" },
  ]);
});
