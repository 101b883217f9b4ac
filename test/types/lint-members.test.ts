import { join, relative } from "node:path";
import * as parser from "@typescript-eslint/parser";
import { ESLint } from "eslint";
import { expect, it } from "vitest";
import plugin from "../../src/index.js";
import { readManifest } from "../../src/manifest/read-manifest.js";
import { scanTree } from "../../src/scan/scan-tree.js";
import { openWorkingTree } from "../../src/trees/working-tree.js";
import { formatManifest, writeProject } from "../lint/lint-text.js";
import { ALL_CASES } from "./cases/all-cases.js";

const COMPILER_OPTIONS = {
  ...{ strict: true, allowJs: true, jsx: "preserve", types: [] },
  ...{ module: "esnext", moduleResolution: "bundler", target: "esnext" },
};

/**
 * All cases as one repo, each in a folder of its own with a change of its own. One project holds those without a `tsconfig.json` of their own: in
 * CI typescript-eslint keeps every project that it opened.
 */
function writeCases(): string {
  const files: Record<string, string> = {
    "tsconfig.json": JSON.stringify({ compilerOptions: { ...COMPILER_OPTIONS, moduleDetection: "force" } }),
  };
  const changes: Record<string, object> = {};
  for (const [index, { old, files: own }] of ALL_CASES.entries()) {
    for (const [path, text] of Object.entries(own)) files[`${index}/${path}`] = text;
    const ownConfig = own["tsconfig.json"];
    if (ownConfig !== undefined) {
      const { compilerOptions }: { compilerOptions?: object } = JSON.parse(ownConfig);
      files[`${index}/tsconfig.json`] = JSON.stringify({
        compilerOptions: { ...COMPILER_OPTIONS, ...compilerOptions },
      });
    }
    changes[`case-${index}`] = { kind: "symbol", old: old.replace(/^\.\//, `./${index}/`) };
  }
  return writeProject({ ...files, "expand-contract.json": formatManifest(changes) });
}

async function lint(root: string): Promise<string[]> {
  const eslint = new ESLint({
    cwd: root,
    overrideConfigFile: true,
    overrideConfig: [
      {
        files: ["**/*.{ts,tsx,js}"],
        languageOptions: { parser, parserOptions: { projectService: true, tsconfigRootDir: root } },
      },
      plugin.configs.strict,
    ],
  });
  const results = await eslint.lintFiles(["**/*.{ts,tsx,js}"]);
  return results.flatMap(({ filePath, messages }) =>
    messages.map(({ line, column }) => `${relative(root, filePath)}:${line}:${column}`),
  );
}

it("gives typed lint and the scan the same members", async () => {
  const root = writeCases();
  const manifest = readManifest(join(root, "expand-contract.json"));
  const { references } = await scanTree(openWorkingTree(root), manifest);
  const scanned = references.map(({ file, line, column }) => `${file}:${line}:${column}`).sort();
  const expected = ALL_CASES.flatMap(({ uses }, index) =>
    uses.map((use) => `${index}/${use.slice(0, use.indexOf(" "))}`),
  );
  expect(scanned).toEqual(expected.sort());
  expect((await lint(root)).sort()).toEqual(scanned);
}, 300_000);
