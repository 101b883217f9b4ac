import { rmSync } from "node:fs";
import { PGlite } from "@electric-sql/pglite";
import { MigrationExecutor } from "typeorm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { typeorm } from "../../../src/migrations/formats/typeorm.js";
import { openDataSource } from "../../support/typeorm-source.js";
import { getOrder, toMigrationFiles, writeMigrations } from "../format-files.js";

let database: PGlite;
beforeAll(async () => {
  database = await PGlite.create();
});
afterAll(() => database.close());

const UP = "async up() {} async down() {}";

/** What TypeORM itself would run, of the files that a glob of its data source finds. */
async function list(texts: Readonly<Record<string, string>>): Promise<string[]> {
  const dir = writeMigrations(texts);
  const options = { migrations: [`${dir}/**/*.{cjs,mjs}`] };
  const source = await openDataSource({ entities: [], database, log: [], options });
  try {
    return (await new MigrationExecutor(source).getPendingMigrations()).map(({ name }) => name);
  } finally {
    await source.destroy();
    rmSync(dir, { recursive: true });
  }
}

describe("the order is that of TypeORM itself", () => {
  test.each<[string, Readonly<Record<string, string>>]>([
    [
      "digits of the name, not of the file",
      {
        "1-b.mjs": `export class B1700000000002 { ${UP} }`,
        "2-a.mjs": `export class A1700000000001 { ${UP} }`,
      },
    ],
    [
      "the instance's name before the class's",
      {
        "a.mjs": `export class A1700000000001 { name = "First1700000000009"; ${UP} }`,
        "b.mjs": `export class B1700000000005 { constructor() { this.name = "B1700000000006"; } ${UP} }`,
      },
    ],
    [
      "several in a file",
      {
        "a.mjs": `export class A1700000000003 { ${UP} }\nexport class B1700000000001 { ${UP} }`,
        "b.mjs": `export class C1700000000002 { ${UP} }`,
      },
    ],
    [
      "no more than thirteen digits",
      {
        "a.mjs": `export class A20240101000000 { ${UP} }`,
        "b.mjs": `export class B1700000000000 { ${UP} }`,
        "c.mjs": `export class C0000000000007 { ${UP} }`,
      },
    ],
    [
      "equal digits as they are loaded",
      {
        "b.mjs": `export class A1700000000000 { ${UP} }`,
        "a.mjs": `export class B1700000000000 { ${UP} }`,
        "c.mjs": `export class C1600000000000 { ${UP} }`,
      },
    ],
    [
      "CommonJS in its ways",
      {
        "a.cjs": `module.exports = class A1700000000004 { ${UP} }`,
        "b.cjs": `class B1700000000003 { ${UP} }\nexports.B = B1700000000003;`,
        "c.cjs": `exports.C = class C1700000000002 { ${UP} }`,
        "d.cjs": `const D1700000000001 = class { ${UP} };\nmodule.exports = { all: [D1700000000001] };`,
      },
    ],
    [
      "letters after the digits",
      {
        "a.mjs": `export class A17000000000x { name = "A1700000000001x"; ${UP} }`,
        "b.mjs": `export class B1600000000000 { ${UP} }`,
      },
    ],
    [
      "what is not exported is none",
      {
        "a.mjs": `class Base { ${UP} }\nexport class A1700000000002 extends Base {}`,
        "b.mjs": `export class B1700000000001 { ${UP} }`,
      },
    ],
  ])("%s", async (_name, texts) => {
    expect(getOrder(typeorm, texts)).toEqual(await list(texts));
  });
});

describe("what TypeORM stops at", () => {
  const getProblems = (texts: Readonly<Record<string, string>>) =>
    typeorm.read(toMigrationFiles(texts)).map(({ id, problem }) => [id, problem]);

  test("a name without a timestamp", async () => {
    const texts = {
      "a.mjs": `export class AddUsers { ${UP} }`,
      "b.mjs": `export class B1700000000000 { ${UP} }`,
    };
    await expect(list(texts)).rejects.toThrow("AddUsers migration name is wrong");
    expect(getProblems(texts)).toEqual([
      ["B1700000000000", undefined],
      ["AddUsers", "AddUsers does not end with a JavaScript timestamp: TypeORM runs nothing"],
    ]);
  });

  test("a name that is given twice", async () => {
    const texts = {
      "a.mjs": `export class A1700000000000 { ${UP} }`,
      "b.mjs": `export class A1700000000000 { ${UP} }`,
    };
    await expect(list(texts)).rejects.toThrow("Duplicate migrations: A1700000000000");
    expect(getProblems(texts)).toEqual([
      ["A1700000000000", undefined],
      [
        "A1700000000000 b.mjs",
        "a.mjs has the name A1700000000000, too: TypeORM runs nothing while a name is given twice",
      ],
    ]);
  });
});

describe("which classes are migrations", () => {
  const getIds = (text: string) => typeorm.read(toMigrationFiles({ "a.ts": text })).map(({ id }) => id);

  test.each([
    ["by its interface", "export class A1700000000000 implements MigrationInterface { }", ["A1700000000000"]],
    ["by its `up`", `export default class A1700000000000 { ${UP} }`, ["A1700000000000"]],
    ["by an `up` in a field", "export class A1700000000000 { up = async () => {} }", ["A1700000000000"]],
    ["by a base class of another file", "export class A1700000000000 extends Renames {}", ["A1700000000000"]],
    [
      "named by a constant",
      `const NAME = "N1700000000000";\nexport class A { name = NAME; ${UP} }`,
      ["N1700000000000"],
    ],
    ["named by a template", `export class A { name = \`N1700000000000\`; ${UP} }`, ["N1700000000000"]],
    ["an abstract one is not", `export abstract class Base { ${UP} }`, []],
    ["an entity is not", "@Entity() export class User { @Column() name: string; }", []],
    ["a helper is not", "export class Renamer extends Base {}", []],
    ["a list of the others is not", 'export const migrations = [require("./b")]', []],
  ])("%s", (_name, text, ids) => {
    expect(getIds(text)).toEqual(ids);
  });
});

test("a file that does not parse is a migration that can't be read, not an end of all", () => {
  const texts = {
    "1700000000002-Broken.ts": "export class Broken1700000000002 implements {",
    "1700000000001-Fine.ts": `export class Fine1700000000001 { ${UP} }`,
  };
  expect(typeorm.read(toMigrationFiles(texts)).map(({ id }) => id)).toEqual([
    "Fine1700000000001",
    "Broken1700000000002",
  ]);
});

test("what is built beside its source is not read twice", () => {
  const text = `export class A1700000000000 { ${UP} }`;
  const migrations = typeorm.read(toMigrationFiles({ "a.js": text, "a.ts": text, "a.d.ts": text }));
  expect(migrations.map(({ path }) => path)).toEqual(["a.ts"]);
});
