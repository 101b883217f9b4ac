import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { moveManifest } from "../../src/manifest/move-manifest.js";
import type { Manifest } from "../../src/manifest/manifest.js";
import { getMountPath } from "../../src/manifest/mount-path.js";
import { getMounts, readRepoPackages } from "../../src/scan/repo-packages.js";
import { openScanCache } from "../../src/scan/scan-cache.js";
import type { ScanResult } from "../../src/scan/scan-result.js";
import { scanTree } from "../../src/scan/scan-tree.js";
import { mountTrees } from "../../src/trees/mount-trees.js";
import { openWorkingTree } from "../../src/trees/working-tree.js";
import { writeFiles } from "../lint/lint-text.js";
import { TemporaryRepo } from "../trees/temporary-repo.js";
import { createManifest, listReferences } from "./scan-repo.js";

type Files = Readonly<Record<string, string>>;

/** The manifest's repo: its packages are built, so git has no `dist`. */
const HOME: Files = {
  "package.json": '{ "name": "acme", "private": true, "workspaces": ["packages/*"] }',
  "packages/pricing/package.json":
    '{ "name": "@acme/pricing", "main": "dist/index.js", "types": "dist/index.d.ts" }',
  "packages/pricing/src/index.ts": 'export * from "./price.js";\nexport type { Order } from "./order.js";\n',
  "packages/pricing/src/price.ts": "export const finalPrice = () => 1;\n",
  "packages/pricing/src/order.ts": "export interface Order { amt: number; id: string }\n",
  "src/color.ts": 'export enum Color { Red = "red" }\n',
};
/** Passes some of it on, under another name too. */
const SHOP: Files = {
  "package.json":
    '{ "name": "@acme/shop", "main": "lib/index.js", "dependencies": { "@acme/pricing": "^1.0.0" } }',
  "src/index.ts":
    'export { finalPrice as price } from "@acme/pricing";\nexport declare function order(): import("@acme/pricing").Order;\n',
};
const WEB: Files = {
  "package.json": '{ "name": "web", "private": true, "dependencies": { "@acme/shop": "^2.0.0" } }',
  "src/color.ts": "export const Color = { Red: 1 };\n",
  "src/cart.ts":
    'import { price, order } from "@acme/shop";\nimport { Color } from "./color";\nexport const total = price() + order().amt + Color.Red;\n',
};

const repos = new Map<string, TemporaryRepo>();
beforeEach(() => {
  for (const [name, files] of Object.entries({ ".": HOME, shop: SHOP, web: WEB })) {
    const repo = new TemporaryRepo().init();
    writeFiles(repo.root, files);
    repo.commit();
    repos.set(name, repo);
  }
});
afterEach(() => {
  for (const repo of repos.values()) repo.remove();
  repos.clear();
});

const MANIFEST = createManifest({
  amt: { kind: "symbol", old: "@acme/pricing#Order.amt" },
  color: { kind: "symbol", old: "./src/color.ts#Color.Red" },
  price: { kind: "symbol", old: "@acme/pricing#finalPrice" },
});

const getRoot = (name: string) => repos.get(name)?.root ?? "";
const open = (name: string) => openWorkingTree(getRoot(name));

async function findMounts(name: string): Promise<readonly string[]> {
  const packages = await Promise.all([...repos.keys()].map((repo) => readRepoPackages(repo, open(repo))));
  return getMounts(packages).get(name) ?? [];
}

interface Scanned {
  readonly manifest?: Manifest;
  readonly cache?: string;
}

async function scan(name: string, { manifest = MANIFEST, cache }: Scanned = {}): Promise<ScanResult> {
  const mounts = (await findMounts(name)).map((repo) => ({ at: getMountPath(repo), tree: open(repo) }));
  const read = name === "." ? manifest : moveManifest(manifest, getMountPath("."));
  const options =
    cache === undefined
      ? {}
      : { cache: openScanCache({ folder: cache, root: getRoot(name), manifestHash: read.hash }) };
  return scanTree(mountTrees(open(name), mounts), read, options);
}

describe("mounts", () => {
  test("are the repos that publish what a repo depends on, and what those depend on", async () => {
    expect(await findMounts("web")).toEqual([".", "shop"]);
    expect(await findMounts("shop")).toEqual(["."]);
    expect(await findMounts(".")).toEqual([]);
  });

  test("are none for packages that a repo has itself, keeps private or only tests with", () => {
    const mounts = getMounts([
      { repo: "a", publishes: ["@acme/a", "@acme/b"], dependsOn: ["@acme/b", "lodash"] },
      { repo: "b", publishes: ["@acme/b"], dependsOn: [] },
    ]);
    expect(mounts.get("a")).toEqual([]);
  });

  test("know a package by its own name where it is installed under another one", async () => {
    repos.get("web")?.write("package.json", '{ "dependencies": { "shop": "npm:@acme/shop@^2.0.0" } }');
    expect(await findMounts("web")).toEqual([".", "shop"]);
  });

  test("a fixture publishes nothing", async () => {
    repos.get("shop")?.write("test/fixtures/x/package.json", '{ "name": "left-pad" }');
    repos.get(".")?.write("packages/pricing/package.json", '{ "dependencies": { "left-pad": "1" } }');
    expect(await findMounts(".")).toEqual([]);
  });
});

describe("a scan with mounts", () => {
  test("follows what another repo passes on to the home that publishes it", async () => {
    expect(listReferences(await scan("web"))).toEqual([
      "amt src/cart.ts:3:40 read",
      "price src/cart.ts:3:22 call",
    ]);
  });

  test("takes a file of the manifest's repo for that one, not for one of the same path", async () => {
    const { references } = await scan("web", {
      manifest: createManifest({ color: { kind: "symbol", old: "./src/color.ts#Color.Red" } }),
    });
    expect(references).toEqual([]);
    const own = await scanTree(open("web"), MANIFEST);
    expect(listReferences(own)).toContain("color src/cart.ts:3:52 read");
  });

  test("finds a file of the manifest's repo by the package that gives it out", async () => {
    const manifest = createManifest({
      price: { kind: "symbol", old: "./packages/pricing/src/price.ts#finalPrice" },
    });
    expect(listReferences(await scan("shop", { manifest }))).toEqual(["price src/index.ts:1:10 export"]);
    expect(listReferences(await scan("web", { manifest }))).toEqual(["price src/cart.ts:3:22 call"]);
  });

  test("reports a configuration that another repo lacks, where types lead there", async () => {
    repos.get("shop")?.write("tsconfig.json", '{ "extends": "@acme/gone/base.json" }');
    const { problems } = await scan("web");
    expect(problems).toEqual([
      {
        file: "tsconfig.json",
        message:
          'In the repo "shop", it extends "@acme/gone/base.json", which the repo does not have: types are looked up without what that says of "paths" and "baseUrl".',
        isFatal: false,
      },
    ]);
  });

  test("lists no place of another repo, and counts none of its files", async () => {
    const { stats, references } = await scan("shop");
    expect(listReferences({ references })).toEqual(["price src/index.ts:1:10 export"]);
    expect(stats).toMatchObject({ files: 1, candidates: 1, unresolvedImports: 0 });
  });

  test("says how much stayed open without the other repos", async () => {
    const { stats, references } = await scanTree(open("web"), moveManifest(MANIFEST, getMountPath(".")));
    expect(references).toEqual([]);
    expect(stats).toMatchObject({ candidates: 2, unresolvedImports: 1, receivers: 3, anyReceivers: 1 });
  });

  test("is answered by the cache until one of the trees changes", async () => {
    const cache = repos.get("web")?.path(".git/scans") ?? "";
    const first = await scan("web", { cache });
    expect(await scan("web", { cache })).toEqual(first);
    repos
      .get("shop")
      ?.write(
        "src/index.ts",
        "export declare const price: () => number;\nexport declare function order(): { amt: number };\n",
      );
    expect(listReferences(await scan("web", { cache }))).toEqual([]);
    repos.get("shop")?.write("src/index.ts", SHOP["src/index.ts"] ?? "");
    expect(await scan("web", { cache })).toEqual(first);
  });
});
