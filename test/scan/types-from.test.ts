import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openScanCache } from "../../src/scan/scan-cache.js";
import type { ScanResult } from "../../src/scan/scan-result.js";
import { scanTree } from "../../src/scan/scan-tree.js";
import { openWorkingTree } from "../../src/trees/working-tree.js";
import { writeFiles } from "../lint/lint-text.js";
import { TemporaryRepo } from "../trees/temporary-repo.js";
import { createManifest } from "./scan-repo.js";

const MANIFEST = createManifest({ amt: { kind: "symbol", old: "./src/order.ts#Order.amt" } });

let repo: TemporaryRepo;
let types: TemporaryRepo;
beforeEach(() => {
  repo = new TemporaryRepo().init();
  types = new TemporaryRepo();
  repo.write("src/order.ts", "export interface Order { id: string; amt: number }\n");
});
afterEach(() => {
  repo.remove();
  types.remove();
});

const write = (files: Readonly<Record<string, string>>) => writeFiles(repo.root, files);
const keep = (files: Readonly<Record<string, string>>) => writeFiles(types.root, files);

interface Options {
  readonly types?: boolean;
  readonly cached?: boolean;
}

async function scan({ types: hasTypes = true, cached = false }: Options = {}): Promise<ScanResult> {
  const cache = { folder: repo.path(".git/scans"), root: repo.root, manifestHash: MANIFEST.hash };
  return scanTree(openWorkingTree(repo.root), MANIFEST, {
    ...(hasTypes && { typesFrom: types.root }),
    ...(cached && { cache: openScanCache(cache) }),
  });
}

function format({ references }: ScanResult): string[] {
  return references.map(
    ({ file, line, column, access, certainty }) => `${file}:${line}:${column} ${access} ${certainty}`,
  );
}

const FIRST = "export declare function first<T>(list: readonly T[]): T;\n";
const use = (specifier: string) => ({
  "src/a.ts": `import type { Order } from "./order";\nimport { first } from "${specifier}";\nexport const a = first([] as Order[]).amt;\n`,
});
const AT = "src/a.ts:3:39 read";

describe("types of packages that no repo publishes", () => {
  test("settle whose member it is", async () => {
    write(use("lists"));
    keep({
      "node_modules/lists/package.json": '{ "types": "index.d.ts" }',
      "node_modules/lists/index.d.ts": FIRST,
    });
    const without = await scan({ types: false });
    expect(format(without)).toEqual([`${AT} unresolved`]);
    expect(without.stats).toMatchObject({ unresolvedImports: 1, receivers: 1, anyReceivers: 1 });
    const found = await scan();
    expect(format(found)).toEqual([`${AT} resolved`]);
    expect(found.stats).toMatchObject({ unresolvedImports: 0, receivers: 1, anyReceivers: 0 });
  });

  test("tell a member of theirs from ours", async () => {
    write({
      "src/a.ts":
        'import type { Order } from "./order";\nimport { load } from "lists";\nexport const a = (o: Order) => load(o.id).amt;\n',
    });
    keep({
      "node_modules/lists/package.json": '{ "types": "index.d.ts" }',
      "node_modules/lists/index.d.ts": "export declare function load(id: string): { amt: number };\n",
    });
    expect(format(await scan({ types: false }))).toEqual(["src/a.ts:3:43 read unresolved"]);
    expect(format(await scan())).toEqual([]);
  });

  test.each([
    [
      "exports",
      "lists/one",
      {
        "node_modules/lists/package.json":
          '{ "exports": { "./one": { "types": "./types/one.d.mts", "default": "./one.mjs" } } }',
        "node_modules/lists/types/one.d.mts": FIRST,
      },
    ],
    [
      "typesVersions",
      "lists/one",
      {
        "node_modules/lists/package.json": '{ "typesVersions": { "*": { "one": ["./dist/one.d.ts"] } } }',
        "node_modules/lists/dist/one.d.ts": FIRST,
      },
    ],
    [
      "@types",
      "@acme/lists",
      {
        "node_modules/@acme/lists/package.json": '{ "main": "index.js" }',
        "node_modules/@acme/lists/index.js": "module.exports = {};\n",
        "node_modules/@types/acme__lists/package.json": '{ "types": "index.d.ts" }',
        "node_modules/@types/acme__lists/index.d.ts": FIRST,
      },
    ],
    [
      "what a package imports and references",
      "lists",
      {
        "node_modules/lists/package.json": '{ "types": "index.d.ts" }',
        "node_modules/lists/index.d.ts":
          '/// <reference path="./more.d.ts" />\nimport type { Item } from "items";\nexport declare function first<T>(list: readonly T[]): Item<T> & More;\n',
        "node_modules/lists/more.d.ts": "interface More { size: number }\n",
        "node_modules/items/package.json": '{ "types": "index.d.ts" }',
        "node_modules/items/index.d.ts": "export type Item<T> = T;\n",
      },
    ],
    [
      "what declares Node's own modules",
      "fs",
      {
        "node_modules/@types/node/package.json": '{ "types": "index.d.ts" }',
        "node_modules/@types/node/index.d.ts": '/// <reference path="lists.d.ts" />\n',
        "node_modules/@types/node/lists.d.ts": `declare module "fs" { ${FIRST.replace("declare ", "")} }\n`,
      },
    ],
  ])("are found by %s", async (_name, specifier, files) => {
    write(use(specifier));
    keep(files);
    expect(format(await scan({ types: false }))).toEqual([`${AT} unresolved`]);
    expect(format(await scan())).toEqual([`${AT} resolved`]);
  });

  test("reach through a schema library's generics", async () => {
    types.write("node_modules/.keep", "");
    symlinkSync(
      join(import.meta.dirname, "../../node_modules/zod"),
      types.path("node_modules/zod"),
      "junction",
    );
    write({
      "src/order.ts": `import { z } from "zod";\nexport const schema = z.object({ id: z.string() });\nexport type Order = z.infer<typeof schema> & { amt: number };\n`,
      "src/a.ts": `import { schema, type Order } from "./order";\nexport const a = schema.transform((o): Order => ({ ...o, amt: 1 })).parse({}).amt;\n`,
      "src/b.ts": `import type { Order } from "./order";\nimport { z } from "zod";\nconst line = z.object({ amt: z.number() });\nexport const b = (order: Order) => line.parse(order).amt;\n`,
    });
    expect(format(await scan({ types: false }))).toEqual([
      "src/a.ts:2:58 write unresolved",
      "src/a.ts:2:79 read unresolved",
      "src/b.ts:3:25 write unresolved",
      "src/b.ts:4:54 read unresolved",
    ]);
    expect(format(await scan())).toEqual(["src/a.ts:2:58 write resolved", "src/a.ts:2:79 read resolved"]);
  });

  test("give way to what a repo publishes under that name", async () => {
    write({
      ...use("lists"),
      "lists/package.json": '{ "name": "lists", "main": "dist/index.js" }',
      "lists/src/index.ts": "export const first = (list: unknown[]) => ({ amt: list.length });\n",
    });
    keep({
      "node_modules/lists/package.json": '{ "types": "index.d.ts" }',
      "node_modules/lists/index.d.ts": FIRST,
    });
    expect(format(await scan())).toEqual([]);
  });

  test("are read anew when a package changes, comes or goes", async () => {
    write(use("lists"));
    keep({
      "node_modules/lists/package.json": '{ "types": "index.d.ts" }',
      "node_modules/lists/index.d.ts": FIRST,
    });
    const resolved = [`${AT} resolved`];
    expect(format(await scan({ cached: true }))).toEqual(resolved);
    expect(format(await scan({ cached: true }))).toEqual(resolved);
    keep({ "node_modules/lists/index.d.ts": "export declare function first(list: unknown): { amt: 1 };\n" });
    expect(format(await scan({ cached: true }))).toEqual([]);
    types.remove("node_modules/lists");
    const { stats, ...gone } = await scan({ cached: true });
    expect(format({ stats, ...gone })).toEqual([`${AT} unresolved`]);
    expect(stats.unresolvedImports).toBe(1);
    expect(format(await scan({ cached: true, types: false }))).toEqual([`${AT} unresolved`]);
  });

  test("are a mistake where there is no such folder", async () => {
    types.remove();
    await expect(scan()).rejects.toThrow("no such file or folder");
  });
});
