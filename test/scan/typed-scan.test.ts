import { join } from "node:path";
import * as parser from "@typescript-eslint/parser";
import { ESLint } from "eslint";
import { describe, expect, it, vi } from "vitest";
import plugin from "../../src/index.js";
import { readManifest } from "../../src/manifest/read-manifest.js";
import { openScanCache } from "../../src/scan/scan-cache.js";
import type { ScanResult } from "../../src/scan/scan-result.js";
import { scanTree } from "../../src/scan/scan-tree.js";
import { openGitTree } from "../../src/trees/git-tree.js";
import { openWorkingTree } from "../../src/trees/working-tree.js";
import { formatManifest, writeFiles, writeProject } from "../lint/lint-text.js";
import { TemporaryRepo } from "../trees/temporary-repo.js";

const made = vi.hoisted(() => ({ programs: 0 }));
vi.mock(import("../../src/types/ts-morph-resolver.js"), async (load) => {
  const { createTsMorphResolver } = await load();
  return {
    createTsMorphResolver: (input) => {
      made.programs += 1;
      return createTsMorphResolver(input);
    },
  };
});

const ORDER = "export interface Order { id: string; amt: number }\n";
const FILES = {
  "expand-contract.json": formatManifest({ amt: { kind: "symbol", old: "./src/order.ts#Order.amt" } }),
  "tsconfig.json":
    '{ "compilerOptions": { "strict": true, "module": "esnext", "moduleResolution": "bundler" }, "include": ["src"] }',
  "src/order.ts": ORDER,
  "src/load.ts": 'import type { Order } from "./order";\nexport declare function load(): Order;\n',
  "src/a.ts": 'import { load } from "./load";\nexport const a = load().amt;\n',
  "src/b.ts": "export const b = (line: { amt: number }) => line.amt;\n",
  "src/c.ts":
    'import type { Order } from "./order";\nimport { gone } from "gone";\nexport const c = (o: Order) => gone(o).amt;\n',
};

async function scan(root: string, cache?: string): Promise<ScanResult> {
  const manifest = readManifest(join(root, "expand-contract.json"));
  const options =
    cache === undefined ? {} : { cache: openScanCache({ folder: cache, root, manifestHash: manifest.hash }) };
  return scanTree(openWorkingTree(root), manifest, options);
}

function format({ references }: ScanResult): string[] {
  return references.map(
    ({ file, line, column, access, certainty }) => `${file}:${line}:${column} ${access} ${certainty}`,
  );
}

function writeRepo() {
  const repo = new TemporaryRepo().init();
  writeFiles(repo.root, FILES);
  repo.commit();
  return { repo, root: repo.root };
}

const FOUND = ["src/a.ts:2:25 read resolved", "src/c.ts:3:40 read unresolved"];

describe("a member change", () => {
  it("is told by the types of other files; what nobody can tell is unresolved", async () => {
    expect(format(await scan(writeProject(FILES)))).toEqual(FOUND);
  });

  it("is found alike in a commit and in the working tree", async () => {
    const { repo, root } = writeRepo();
    const manifest = readManifest(join(root, "expand-contract.json"));
    const tree = await openGitTree(root, "HEAD");
    expect(await scanTree(tree, manifest)).toEqual(await scan(root));
    await tree.close();
    repo.remove();
  });

  it("is not read from packages that happen to be installed", async () => {
    const types = "export declare function gone(o: unknown): { amt: 1 };\n";
    const root = writeProject({
      ...FILES,
      "node_modules/gone/package.json": '{ "name": "gone", "types": "index.d.ts" }',
      "node_modules/gone/index.d.ts": types,
    });
    expect(format(await scan(root))).toEqual(FOUND);
  });

  it("is told anew when only a file between changed", async () => {
    const { repo, root } = writeRepo();
    const cache = writeProject({});
    expect(format(await scan(root, cache))).toEqual(FOUND);
    const other = { "src/load.ts": "export declare function load(): { amt: string };\n" };
    writeFiles(root, other);
    expect(format(await scan(root, cache))).toEqual(FOUND.slice(1));
    writeFiles(root, FILES);
    expect(format(await scan(root, cache))).toEqual(FOUND);
    repo.remove();
  });

  it("is told by the cache when nothing changed that was read", async () => {
    const root = writeProject(FILES);
    const cache = writeProject({});
    await scan(root, cache);
    made.programs = 0;
    writeFiles(root, { "src/unrelated.ts": "export const unrelated = 1;\n" });
    await scan(root, cache);
    // Where specifiers lead may have changed with the list of files.
    expect(made.programs).toBe(1);
    writeFiles(root, { "src/unrelated.ts": "export const unrelated = 2;\n" });
    expect(format(await scan(root, cache))).toEqual(FOUND);
    expect(made.programs).toBe(1);
  });
});

describe("typed lint", () => {
  async function lint(root: string): Promise<string[]> {
    const eslint = new ESLint({
      cwd: root,
      overrideConfigFile: true,
      overrideConfig: [
        {
          files: ["src/**/*.ts"],
          languageOptions: { parser, parserOptions: { projectService: true, tsconfigRootDir: root } },
        },
        plugin.configs.strict,
      ],
    });
    const results = await eslint.lintFiles(["src/**/*.ts"]);
    return results.flatMap(({ filePath, messages }) =>
      messages.map(({ line, column }) => `${filePath.slice(root.length + 1)}:${line}:${column}`),
    );
  }

  it("reports what the scan finds, less the unresolved", async () => {
    const root = writeProject(FILES);
    expect(await lint(root)).toEqual(["src/a.ts:2:25"]);
  });
});

describe("a tsconfig that extends", () => {
  const EXTENDING = { ...FILES, "tsconfig.json": '{ "extends": "@acme/base/tsconfig.json" }' };

  it("what the repo does not have is a problem, not a fatal one", async () => {
    expect((await scan(writeProject(EXTENDING))).problems).toEqual([
      {
        file: "tsconfig.json",
        message:
          'It extends "@acme/base/tsconfig.json", which the repo does not have: types are looked up without what that says of "paths" and "baseUrl".',
        isFatal: false,
      },
    ]);
  });

  it("a package of the repo takes its paths from there", async () => {
    const root = writeProject({
      ...EXTENDING,
      "base/package.json": '{ "name": "@acme/base" }',
      "base/tsconfig.json": '{ "compilerOptions": { "paths": { "@/*": ["../src/*"] } } }',
      "src/a.ts": 'import { load } from "@/load";\nexport const a = load().amt;\n',
    });
    const result = await scan(root);
    expect(result.problems).toEqual([]);
    expect(format(result)).toEqual(FOUND);
  });
});
