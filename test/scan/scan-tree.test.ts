import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Manifest } from "../../src/manifest/manifest.js";
import { scanTree } from "../../src/scan/scan-tree.js";
import { openGitTree } from "../../src/trees/git-tree.js";
import { openWorkingTree } from "../../src/trees/working-tree.js";
import { TemporaryRepo } from "../trees/temporary-repo.js";
import { createManifest, listReferences } from "./scan-repo.js";

let repo: TemporaryRepo;
beforeEach(() => {
  repo = new TemporaryRepo().init();
});
afterEach(() => {
  repo.remove();
});

const PRICE = createManifest({ price: { kind: "symbol", old: "./src/price.ts#finalPrice" } });
const NAME = createManifest(
  { name: { kind: "column", old: "users.name" } },
  { migrations: [{ dir: "db/migrations" }] },
);
const DSN = createManifest({ dsn: { kind: "config", old: "LEGACY_DSN" } });

const scan = (manifest: Manifest) => scanTree(openWorkingTree(repo.root), manifest);
const write = (files: Readonly<Record<string, string>>) => {
  for (const [path, text] of Object.entries(files)) repo.write(path, text);
};

describe("references", () => {
  beforeEach(() => {
    write({
      "src/price.ts": "export const finalPrice = () => 1;\n",
      "src/cart.ts": `import { finalPrice } from "./price.js";\nexport const total = () => finalPrice();\n`,
      "src/other.ts": "const finalPrice = 2;\nexport const twice = finalPrice * 2;\n",
    });
  });

  test("are those that depend on the old shape, not what only looks like it", async () => {
    const result = await scan(PRICE);
    expect(listReferences(result)).toEqual(["price src/cart.ts:2:28 call"]);
    expect(result.problems).toEqual([]);
  });

  test("are the same in a commit as on disk", async () => {
    repo.commit();
    const tree = await openGitTree(repo.root, "HEAD");
    expect(await scanTree(tree, PRICE)).toEqual(await scan(PRICE));
    await tree.close();
  });

  test("are the same outside git", async () => {
    const inGit = await scan(PRICE);
    repo.remove(".git");
    expect(await scan(PRICE)).toEqual(inGit);
  });

  test("have their scope, text and detector", async () => {
    const [reference] = (await scan(PRICE)).references;
    expect(reference).toMatchObject({
      scope: "total",
      via: "import",
      certainty: "resolved",
      endLine: 2,
      endColumn: 38,
    });
  });

  test("come sorted by change, file and place", async () => {
    write({
      "src/a.ts": `import { finalPrice } from "./price.js";\nfinalPrice();\nprocess.env.LEGACY_DSN;\nfinalPrice();\n`,
    });
    const manifest = createManifest({
      z: { kind: "symbol", old: "./src/price.ts#finalPrice" },
      a: { kind: "config", old: "LEGACY_DSN" },
    });
    expect(listReferences(await scan(manifest))).toEqual([
      "a src/a.ts:3:13 read",
      "z src/a.ts:2:1 call",
      "z src/a.ts:4:1 call",
      "z src/cart.ts:2:28 call",
    ]);
  });
});

describe("names that re-exports give to old symbols", () => {
  test("are searched for, through several modules", async () => {
    write({
      "src/price.ts": "export const finalPrice = () => 1;\n",
      "src/first.ts": `export { finalPrice as price } from "./price.js";\n`,
      "src/second.ts": `export { price as cost } from "./first.js";\n`,
      "src/third.ts": `export * from "./second.js";\n`,
      "src/use.ts": `import { cost } from "./third.js";\ncost();\n`,
      "src/own.ts": `const cost = () => 2;\ncost();\n`,
    });
    const references = listReferences(await scan(PRICE));
    expect(references).toContain("price src/use.ts:2:1 call");
    expect(references.filter((text) => text.includes("own.ts"))).toEqual([]);
  });

  test("of two modules that a barrel passes on, the right one is known", async () => {
    write({
      "src/price.ts": "export const finalPrice = () => 1;\n",
      "src/new-price.ts": "export const finalPrice = () => 2;\n",
      "src/old.ts": `export * from "./price.js";\n`,
      "src/new.ts": `export * from "./new-price.js";\n`,
      "src/use-old.ts": `import { finalPrice } from "./old.js";\nfinalPrice();\n`,
      "src/use-new.ts": `import { finalPrice } from "./new.js";\nfinalPrice();\n`,
    });
    expect(listReferences(await scan(PRICE))).toEqual(["price src/use-old.ts:2:1 call"]);
  });

  test("of a default export are found by its module", async () => {
    write({
      "src/button.ts": "export default class Button {}\n",
      "src/use.ts": `import Anything from "./button.js";\nnew Anything();\n`,
      "src/other.ts": `import Anything from "./input.js";\nnew Anything();\n`,
    });
    const manifest = createManifest({ button: { kind: "symbol", old: "./src/button.ts#default" } });
    expect(listReferences(await scan(manifest))).toEqual(["button src/use.ts:2:5 call"]);
  });

  test("are found through a package of the repo and a path of its tsconfig", async () => {
    write({
      "package.json": `{ "name": "root", "workspaces": ["packages/*"] }`,
      "packages/pricing/package.json": `{ "name": "@acme/pricing", "exports": "./dist/index.js" }`,
      "packages/pricing/src/index.ts": "export const finalPrice = () => 1;\n",
      "packages/web/package.json": `{ "name": "@acme/web" }`,
      "packages/web/tsconfig.json": `{ "compilerOptions": { "paths": { "@pricing": ["../pricing/src/index.ts"] } } }`,
      "packages/web/src/a.ts": `import { finalPrice } from "@acme/pricing";\nfinalPrice();\n`,
      "packages/web/src/b.ts": `import { finalPrice } from "@pricing";\nfinalPrice();\n`,
    });
    const manifest = createManifest({ price: { kind: "symbol", old: "@acme/pricing#finalPrice" } });
    expect(listReferences(await scan(manifest))).toEqual([
      "price packages/web/src/a.ts:2:1 call",
      "price packages/web/src/b.ts:2:1 call",
    ]);
  });
});

describe("columns", () => {
  const QUERY = `import { db } from "./db.js";\nexport const find = () => db.query("select name from users");\n`;

  test("belong to the tables that migrations create; migrations are no references", async () => {
    write({
      "db/migrations/0001_create.sql":
        "create table users (id int, name text);\ncreate table orders (id int, title text);\n",
      "db/migrations/0002_fill.sql": "update users set name = '';\n",
      "src/a.ts": QUERY,
      "src/b.ts": `db.query("select o.title from orders o join users u on u.id = o.id where name = ''");\n`,
      "src/c.ts": `db.query("select name from suppliers");\n`,
    });
    const result = await scan(NAME);
    expect(listReferences(result)).toEqual(["name src/a.ts:2:44 read", "name src/b.ts:1:74 read"]);
    expect(result.problems).toEqual([]);
  });

  test("are mapped by Prisma schemas, whose models are words to search for", async () => {
    write({
      "prisma/schema.prisma": `datasource db {\n  provider = "postgresql"\n}\nmodel Person {\n  id Int @id\n  fullName String @map("name")\n  @@map("users")\n}\n`,
      "src/a.ts": `import { PrismaClient } from "@prisma/client";\nconst prisma = new PrismaClient();\nexport const list = () => prisma.person.findMany({ select: { fullName: true } });\n`,
    });
    const references = listReferences(await scan(NAME));
    expect(references).toContain("name prisma/schema.prisma:6:3 declare");
    expect(references).toContain("name src/a.ts:3:62 read");
  });

  test("can't be told when a Prisma schema can't be read", async () => {
    write({ "prisma/schema.prisma": "model Person {\n  id Int @id\n", "src/a.ts": QUERY });
    const { problems } = await scan(NAME);
    expect(problems.filter(({ isFatal }) => isFatal)).toMatchObject([{ file: "prisma/schema.prisma" }]);
  });
});

describe("which files are looked at", () => {
  test("environment files are, when a change is about configuration", async () => {
    write({
      ".env": "LEGACY_DSN=x\n",
      "app/.env.production": "LEGACY_DSN=y\n",
      "src/a.ts": "process.env.LEGACY_DSN;\n",
    });
    expect(listReferences(await scan(DSN)).map((text) => text.split(" ")[1])).toEqual([
      ".env:1:1",
      "app/.env.production:1:1",
      "src/a.ts:1:13",
    ]);
  });

  test("those that the manifest leaves out, and packages, are not", async () => {
    const text = "process.env.LEGACY_DSN;\n";
    write({
      "src/a.ts": text,
      "dist/a.js": text,
      "lib/generated/a.ts": text,
      "node_modules/m/a.js": text,
      "src/.hidden/a.ts": text,
    });
    const manifest = createManifest(
      { dsn: { kind: "config", old: "LEGACY_DSN" } },
      { source: { exclude: ["**/generated/**"] } },
    );
    expect(listReferences(await scan(manifest))).toEqual([
      "dsn src/.hidden/a.ts:1:13 read",
      "dsn src/a.ts:1:13 read",
    ]);
  });

  test("an excluded module still is where its exports are declared", async () => {
    write({
      "src/price.ts": "export const finalPrice = 1;\n",
      "src/a.ts": `import { finalPrice } from "./price.js";\nfinalPrice;\n`,
    });
    const manifest = createManifest(
      { price: { kind: "symbol", old: "./src/price.ts#finalPrice" } },
      { source: { exclude: ["src/price.ts"] } },
    );
    expect(listReferences(await scan(manifest))).toEqual(["price src/a.ts:2:1 read"]);
  });

  test("a folder of a repository is a repo of its own", async () => {
    write({ "outer.ts": "process.env.LEGACY_DSN;\n", "app/src/a.ts": "process.env.LEGACY_DSN;\n" });
    repo.commit();
    const tree = openWorkingTree(repo.path("app"));
    expect(listReferences(await scanTree(tree, DSN))).toEqual(["dsn src/a.ts:1:13 read"]);
  });
});

describe("problems", () => {
  test("a file that can't be parsed and mentions an old name is fatal", async () => {
    write({ "src/a.ts": "const a = ;\nprocess.env.LEGACY_DSN;\n" });
    const { references, problems } = await scan(DSN);
    expect(references).toEqual([]);
    expect(problems).toEqual([
      {
        file: "src/a.ts",
        line: 1,
        message: `It mentions an old name and can't be parsed: Unexpected token. Mend it, or leave it out by "source": { "exclude": […] } in the manifest.`,
        isFatal: true,
      },
    ]);
  });

  test("one that mentions none is not even parsed", async () => {
    write({ "src/a.ts": "const a = ;\n", "src/b.ts": "process.env.NEW_DSN;\n" });
    expect(await scan(DSN)).toMatchObject({ references: [], excluded: [], problems: [] });
  });

  test("files over 2 MB are listed, if they are sources", async () => {
    const large = `process.env.LEGACY_DSN;\n${"// x\n".repeat(500_000)}`;
    write({ "src/large.ts": large, "data/large.csv": large });
    expect((await scan(DSN)).problems).toEqual([
      { file: "src/large.ts", message: "It is not read: larger than 2 MB.", isFatal: false },
    ]);
  });

  test("a component that can't be parsed and mentions an old name is fatal", async () => {
    write({
      "src/a.vue": "<script setup>process.env.LEGACY_DSN = ;</script>",
      "src/b.vue": "<script setup>process.env.NEW_DSN = ;</script>",
    });
    expect((await scan(DSN)).problems).toMatchObject([{ file: "src/a.vue", line: 1, isFatal: true }]);
  });

  test("a comment without a reason is one", async () => {
    write({ "src/a.ts": "// expand-contract: not dsn\nprocess.env.LEGACY_DSN;\n" });
    const { references, problems } = await scan(DSN);
    expect(references).toHaveLength(1);
    expect(problems).toMatchObject([{ file: "src/a.ts", line: 1, isFatal: false }]);
  });

  test("code that nests too deep for any parser is one", async () => {
    repo.write("src/a.ts", `process.env.LEGACY_DSN;\n${"(".repeat(200_000)}1${")".repeat(200_000)};\n`);
    repo.write("src/b.ts", `process.env.LEGACY_DSN;\nfirst${".next()".repeat(20_000)};\n`);
    const message = expect.stringContaining("It is nested too deep");
    expect((await scan(DSN)).problems).toMatchObject([
      { file: "src/a.ts", message, isFatal: true },
      { file: "src/b.ts", message, isFatal: true },
    ]);
  });

  test("bytes that are no text are none", async () => {
    repo.write("src/nul.ts", Buffer.from("process.env.LEGACY_DSN;\0"));
    repo.write("src/latin.ts", Buffer.from("// caf\xe9\nprocess.env.LEGACY_DSN;\n", "latin1"));
    const { references, problems } = await scan(DSN);
    expect({ places: listReferences({ references }), problems }).toEqual({
      places: ["dsn src/latin.ts:2:13 read"],
      problems: [],
    });
  });

  test("an excluded place is listed with its reason", async () => {
    write({
      "src/a.ts": "// expand-contract: not dsn because it is the test's own\nprocess.env.LEGACY_DSN;\n",
    });
    const { references, excluded } = await scan(DSN);
    expect(references).toEqual([]);
    expect(excluded).toMatchObject([
      { change: "dsn", file: "src/a.ts", line: 2, reason: "it is the test's own" },
    ]);
  });
});

test("an empty repository and a manifest without changes have no references", async () => {
  const nothing = { references: [], excluded: [], problems: [], definitionFiles: [] };
  expect(await scan(DSN)).toMatchObject(nothing);
  repo.write("a.ts", "process.env.LEGACY_DSN;");
  expect(await scan(createManifest({}))).toMatchObject(nothing);
});

test("tells how far it is", async () => {
  for (let i = 0; i < 250; i++) repo.write(`src/f${i}.ts`, `export const f${i} = ${i};\n`);
  const seen: unknown[] = [];
  await scanTree(openWorkingTree(repo.root), DSN, { onProgress: (progress) => seen.push(progress) });
  expect(seen).toEqual([
    { done: 100, total: 250 },
    { done: 200, total: 250 },
  ]);
});
