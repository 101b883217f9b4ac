import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { getCacheFolder } from "../../src/scan/cache-folder.js";
import { loadManifest } from "../../src/scan/load-manifest.js";
import { openScanCache } from "../../src/scan/scan-cache.js";
import { scanTree } from "../../src/scan/scan-tree.js";
import { openGitTree } from "../../src/trees/git-tree.js";
import type { Tree } from "../../src/trees/tree.js";
import { openWorkingTree } from "../../src/trees/working-tree.js";
import { TemporaryRepo } from "../trees/temporary-repo.js";
import { createManifest, listReferences } from "./scan-repo.js";

let repo: TemporaryRepo;
let folder: string;
beforeEach(() => {
  repo = new TemporaryRepo().init();
  folder = join(repo.root, ".git", "cache");
});
afterEach(() => {
  repo.remove();
});

const MANIFEST = createManifest(
  {
    price: { kind: "symbol", old: "./src/price.ts#finalPrice" },
    name: { kind: "column", old: "users.name" },
    dsn: { kind: "config", old: "LEGACY_DSN" },
  },
  { migrations: [{ dir: "migrations" }] },
);

const openCache = (hash = MANIFEST.hash) => openScanCache({ folder, root: repo.root, manifestHash: hash });
const scanCold = (tree: Tree = openWorkingTree(repo.root)) => scanTree(tree, MANIFEST);
const scanCached = (tree: Tree = openWorkingTree(repo.root)) =>
  scanTree(tree, MANIFEST, { cache: openCache() });

/** Counts the files that a scan reads. */
async function countReads(manifest = MANIFEST): Promise<number> {
  const tree = openWorkingTree(repo.root);
  let count = 0;
  const read: Tree["read"] = (entries) => {
    count += entries.length;
    return tree.read(entries);
  };
  await scanTree({ ...tree, read }, manifest, { cache: openCache(manifest.hash) });
  return count;
}

function writeFirst(): void {
  repo.write("src/price.ts", "export const finalPrice = () => 1;\n");
  repo.write("src/use.ts", `import { finalPrice } from "./price.js";\nfinalPrice();\n`);
  repo.write("src/env.ts", "process.env.LEGACY_DSN;\n");
  repo.write("src/plain.ts", "export const plain = 1;\n");
}

describe("what is read", () => {
  test("nothing, when nothing changed", async () => {
    writeFirst();
    repo.commit();
    expect(await countReads()).toBeGreaterThan(3);
    expect(await countReads()).toBe(0);
  });

  test("only the file that changed", async () => {
    writeFirst();
    repo.commit();
    await countReads();
    repo.write("src/plain.ts", "export const plain = 2;\n");
    expect(await countReads()).toBe(1);
    expect(await countReads()).toBe(0);
  });

  test("nothing, when files only moved and mention nothing", async () => {
    writeFirst();
    repo.commit();
    await countReads();
    repo.git("mv", "src/plain.ts", "src/moved.ts");
    expect(await countReads()).toBe(0);
  });

  test("nothing of a commit that is on disk", async () => {
    writeFirst();
    repo.commit();
    const onDisk = await scanCached();
    const tree = await openGitTree(repo.root, "HEAD");
    const read = vi.spyOn(tree, "read");
    expect(await scanCached(tree)).toEqual(onDisk);
    expect(read.mock.calls.flatMap(([entries]) => entries)).toEqual([]);
    await tree.close();
  });

  test("everything, with another manifest", async () => {
    writeFirst();
    repo.commit();
    await countReads();
    expect(await countReads(createManifest({ dsn: { kind: "config", old: "PLAIN" } }))).toBeGreaterThan(3);
  });
});

describe("what another file says still counts", () => {
  test("when a barrel changes what it passes on", async () => {
    writeFirst();
    repo.write("src/barrel.ts", `export { finalPrice } from "./price.js";\n`);
    repo.write("src/far.ts", `import { finalPrice } from "./barrel.js";\nfinalPrice();\n`);
    repo.commit();
    expect(listReferences(await scanCached())).toContain("price src/far.ts:2:1 call");
    repo.write("src/barrel.ts", `export const finalPrice = () => 2;\n`);
    expect(listReferences(await scanCached())).not.toContain("price src/far.ts:2:1 call");
  });

  test("when a barrel gives a new name", async () => {
    writeFirst();
    repo.write("src/far.ts", `import { cost } from "./barrel.js";\ncost();\n`);
    repo.commit();
    await scanCached();
    repo.write("src/barrel.ts", `export { finalPrice as cost } from "./price.js";\n`);
    expect(listReferences(await scanCached())).toContain("price src/far.ts:2:1 call");
  });

  test("when a file appears that a specifier now leads to", async () => {
    repo.write("src/price.ts", "export const finalPrice = () => 1;\n");
    repo.write("lib/use.ts", `import { finalPrice } from "../src/price";\nfinalPrice();\n`);
    repo.commit();
    expect(listReferences(await scanCached())).toEqual(["price lib/use.ts:2:1 call"]);
    repo.write("src/price.ts", "").remove("src/price.ts");
    repo.write("src/price/index.ts", "export const finalPrice = () => 1;\n");
    expect(listReferences(await scanCached())).toEqual(listReferences(await scanCold()));
  });

  test("when a migration moves the column", async () => {
    repo.write(
      "migrations/1_create.sql",
      "create table users (id int, name text);\ncreate table teams (id int);\n",
    );
    repo.write("src/a.ts", `db.query("select name from users join teams on users.id = teams.id");\n`);
    repo.commit();
    expect(listReferences(await scanCached())).toEqual(["name src/a.ts:1:18 read"]);
    repo.write(
      "migrations/2_move.sql",
      "alter table users drop column name;\nalter table teams add column name text;\n",
    );
    expect(await scanCached()).toEqual(await scanCold());
    expect(listReferences(await scanCached())).toEqual([]);
  });
});

test(
  "with the cache a scan finds what it finds without, whatever was edited before",
  { timeout: 240_000 },
  async () => {
    const file = fc.constantFrom(
      ...[
        "src/price.ts",
        "src/a.ts",
        "src/b.ts",
        "src/index.ts",
        "src/deep/c.ts",
        ".env",
        "migrations/1.sql",
        "tsconfig.json",
        "package.json",
      ],
    );
    const text = fc.constantFrom(
      "export const finalPrice = () => 1;\n",
      `export * from "./price.js";\nexport * from "./a.js";\n`,
      `export { finalPrice as cost } from "./price.js";\n`,
      `import { finalPrice } from "./index.js";\nfinalPrice();\n`,
      `import { cost } from "./index.js";\nimport { finalPrice } from "@/price";\ncost(finalPrice);\n`,
      `import { cost } from "acme";\ncost();\nexport default cost;\n`,
      `db.query("select name from users"); process.env.LEGACY_DSN;\n`,
      "const { LEGACY_DSN } = process.env;\nconst broken = ;\n",
      "// nothing\n",
      "LEGACY_DSN=1\n",
      "create table users (id int, name text);\n",
      `{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }\n`,
      `{ "name": "acme", "exports": "./src/index.ts" }\n`,
    );
    const edit = fc.oneof(
      { weight: 6, arbitrary: fc.record({ type: fc.constant("write" as const), file, text }) },
      { weight: 2, arbitrary: fc.record({ type: fc.constant("remove" as const), file }) },
      { weight: 2, arbitrary: fc.record({ type: fc.constant("commit" as const) }) },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(edit, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 5 }),
        async (rounds) => {
          const other = new TemporaryRepo().init();
          try {
            const cache = join(other.root, ".git", "cache");
            for (const edits of rounds) {
              for (const one of edits) {
                if (one.type === "write") other.write(one.file, one.text);
                else if (one.type === "remove") other.remove(one.file);
                else other.commit();
              }
              const options = { folder: cache, root: other.root, manifestHash: MANIFEST.hash };
              const cached = await scanTree(openWorkingTree(other.root), MANIFEST, {
                cache: openScanCache(options),
              });
              expect(cached).toEqual(await scanTree(openWorkingTree(other.root), MANIFEST));
            }
          } finally {
            other.remove();
          }
        },
      ),
      { numRuns: 40 },
    );
  },
);

describe("nothing that is wrong with the cache is wrong with the scan", () => {
  let expected: unknown;
  beforeEach(async () => {
    writeFirst();
    repo.commit();
    expected = await scanCold();
  });
  const getFiles = () =>
    ["scans", "results"].flatMap((kind) =>
      readdirSync(join(folder, kind)).map((name) => join(folder, kind, name)),
    );

  test.each(["", "{", "null", "[]", `{"references":1}`, "\0\0\0"])("files that hold %j", async (content) => {
    await scanCached();
    for (const path of getFiles()) writeFileSync(path, content);
    expect(await scanCached()).toEqual(expected);
    for (const path of getFiles()) expect(JSON.parse(readFileSync(path, "utf8"))).toBeTypeOf("object");
  });

  test("files that were cut short", async () => {
    await scanCached();
    for (const path of getFiles()) writeFileSync(path, readFileSync(path).subarray(0, 100));
    expect(await scanCached()).toEqual(expected);
  });

  test("a file where the folder should be", async () => {
    writeFileSync(folder, "");
    expect(await scanCached()).toEqual(expected);
  });

  test("folders where the files should be", async () => {
    await scanCached();
    for (const path of getFiles()) {
      rmSync(path);
      mkdirSync(path);
    }
    expect(await scanCached()).toEqual(expected);
  });

  test.skipIf(process.getuid?.() === 0)("a folder that can't be written", async () => {
    mkdirSync(folder);
    chmodSync(folder, 0o500);
    expect(await scanCached()).toEqual(expected);
  });

  test("it leaves no temporary files", async () => {
    await scanCached();
    expect(getFiles().filter((path) => !path.endsWith(".json"))).toEqual([]);
  });
});

test("what nobody used for a month is removed", async () => {
  writeFirst();
  mkdirSync(join(folder, "scans"), { recursive: true });
  const [old, recent] = [join(folder, "scans/old.json"), join(folder, "scans/recent.json")];
  writeFileSync(old, "{}");
  writeFileSync(recent, "{}");
  const longAgo = new Date(Date.now() - 40 * 24 * 60 * 60 * 1000);
  utimesSync(old, longAgo, longAgo);
  await scanCached();
  expect(() => statSync(old)).toThrow();
  expect(statSync(recent).isFile()).toBe(true);
});

test("a manifest is checked once for each text", async () => {
  const text = `{ "changes": { "dsn": { "kind": "config", "old": "A_B", "owner": "@x", "sunset": "2099-01-01" } } }`;
  const first = await loadManifest(text, "expand-contract.json", folder);
  expect(await loadManifest(text, "expand-contract.json", folder)).toEqual(first);
  expect(await loadManifest(text, "expand-contract.json", undefined)).toEqual(first);
  await expect(loadManifest("{", "expand-contract.json", folder)).rejects.toThrow("expand-contract.json:1:");
});

describe("the folder is the user's cache", () => {
  test.each([
    [{ env: {}, platform: "linux", home: "/home/ann" }, join("/home/ann/.cache/expand-contract")],
    [
      { env: { XDG_CACHE_HOME: "/var/cache/ann" }, platform: "linux", home: "/home/ann" },
      join("/var/cache/ann/expand-contract"),
    ],
    [
      { env: { XDG_CACHE_HOME: "" }, platform: "darwin", home: "/Users/ann" },
      join("/Users/ann/.cache/expand-contract"),
    ],
    [
      { env: { LOCALAPPDATA: "/c/ann/Local" }, platform: "win32", home: "/c/ann" },
      join("/c/ann/Local/expand-contract"),
    ],
  ] as const)("%j", (input, expected) => {
    expect(getCacheFolder(input)).toBe(expected);
  });
});

test("a model that gets another name in a barrel is found under it in a file that was known for a symbol alone", async () => {
  repo.write("package.json", '{ "dependencies": { "drizzle-orm": "^0.45.0" } }');
  repo.write("src/price.ts", "export const finalPrice = 1;\n");
  repo.write(
    "src/schema.ts",
    'import { pgTable, text } from "drizzle-orm/pg-core";\nexport const users = pgTable("users", { name: text("name") });\n',
  );
  repo.write("src/barrel.ts", "export {};\n");
  repo.write(
    "src/show.ts",
    'import { finalPrice } from "./price.js";\nimport { members } from "./barrel.js";\nexport const show = [finalPrice, members.name];\n',
  );
  expect(listReferences(await scanCached()).join()).not.toContain("name src/show.ts");
  repo.write("src/barrel.ts", 'export { users as members } from "./schema.js";\n');
  const warm = await scanCached();
  expect(listReferences(warm)).toEqual(listReferences(await scanCold()));
  expect(listReferences(warm).join()).toContain("name src/show.ts:3:42 read");
});
