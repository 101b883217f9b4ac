import { execFileSync, spawnSync } from "node:child_process";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { buildPackage } from "../support/build-package.js";
import { formatManifest, writeFiles, writeProject } from "./lint-text.js";

const ROOT = join(import.meta.dirname, "../..");
const TSC = join(ROOT, "node_modules/typescript/bin/tsc");
const ESLINT = join(ROOT, "node_modules/eslint/bin/eslint.js");

let root = "";

/** A project in which the package is installed as npm would do it. */
beforeAll(() => {
  root = writeProject({
    "package.json": '{ "name": "shop", "private": true }',
    "expand-contract.json": formatManifest({
      dsn: { kind: "config", old: "LEGACY_DSN", new: "DATABASE_URL" },
    }),
    "src/connect.js": "module.exports = process.env.LEGACY_DSN;\n",
    "src/connect.ts": "export const dsn: string | undefined = process.env.LEGACY_DSN;\n",
  });
  const home = join(root, "node_modules/eslint-plugin-expand-contract");
  buildPackage(home);
  for (const name of ["eslint", "typescript-eslint", "typescript", "jiti"])
    symlinkSync(join(ROOT, "node_modules", name), join(root, "node_modules", name));
  const types = ["-p", join(ROOT, "tsconfig.build.json"), "--noCheck", "--outDir", join(home, "dist")];
  execFileSync(process.execPath, [TSC, ...types]);
});

function lint(config: string, file: string) {
  const args = [ESLINT, "--config", config, "--format", "json", file];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
  if (!stdout.startsWith("[")) throw new Error(stdout + stderr);
  const results: unknown = JSON.parse(stdout);
  return { status, stderr, results };
}

const FOUND_IN_JS = [
  {
    messages: [
      {
        ruleId: "expand-contract/no-deprecated-config",
        severity: 1,
        line: 1,
        column: 30,
        endLine: 1,
        endColumn: 40,
      },
    ],
  },
];

const IMPORT = 'import expandContract from "eslint-plugin-expand-contract";\n';

describe("the plugin loads and its recommended config works from", () => {
  it.each([
    ["eslint.config.mjs", `${IMPORT}export default [expandContract.configs.recommended];`],
    [
      "eslint.config.cjs",
      'const expandContract = require("eslint-plugin-expand-contract");\nmodule.exports = [expandContract.configs.recommended];',
    ],
    [
      "default.config.cjs",
      'const expandContract = require("eslint-plugin-expand-contract").default;\nmodule.exports = [expandContract.configs.recommended];',
    ],
    [
      "eslint.config.js",
      'const expandContract = require("eslint-plugin-expand-contract");\nmodule.exports = [expandContract.configs.recommended];',
    ],
    [
      "extends.config.mjs",
      `${IMPORT}import { defineConfig } from "eslint/config";
       export default defineConfig({ plugins: { "expand-contract": expandContract }, extends: ["expand-contract/recommended"] });`,
    ],
  ])("%s", (config, text) => {
    writeFiles(root, { [config]: text });
    const { results, status, stderr } = lint(config, "src/connect.js");
    expect(results).toMatchObject(FOUND_IN_JS);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  });
});

it("reads espree's tree as typescript-eslint's", () => {
  const text =
    "export const { LEGACY_DSN: dsn, ...rest } = process.env;\nexport default class { connect = () => rest.LEGACY_DSN }\n";
  writeFiles(root, {
    "src/same.mjs": text,
    "espree.config.mjs": `${IMPORT}export default [expandContract.configs.recommended];`,
    "typescript.config.mjs": `${IMPORT}import tseslint from "typescript-eslint";
      export default [{ languageOptions: { parser: tseslint.parser } }, expandContract.configs.recommended];`,
  });
  const { results } = lint("espree.config.mjs", "src/same.mjs");
  expect(results).toMatchObject([
    {
      messages: [
        { line: 1, column: 16 },
        { line: 2, column: 45 },
      ],
    },
  ]);
  expect(results).toEqual(lint("typescript.config.mjs", "src/same.mjs").results);
});

describe("an eslint.config.ts", () => {
  const CONFIG = `${IMPORT}import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";

export default defineConfig(
  { files: ["**/*.ts"], languageOptions: { parser: tseslint.parser } },
  expandContract.configs.strict,
  { plugins: { own: expandContract }, rules: { "own/no-deprecated-column": ["error", { implicit: true }] } },
);
`;

  it("works", () => {
    writeFiles(root, { "eslint.config.ts": CONFIG });
    expect(lint("eslint.config.ts", "src/connect.ts").results).toMatchObject([
      { messages: [{ ruleId: "expand-contract/no-deprecated-config", severity: 2, line: 1, column: 52 }] },
    ]);
  });

  it("fits ESLint's types and typescript-eslint's", () => {
    writeFiles(root, {
      "types/eslint.config.ts": CONFIG,
      "types/tseslint.config.ts": CONFIG.replace(
        'import { defineConfig } from "eslint/config";\n',
        "",
      ).replace("defineConfig(", "tseslint.config("),
    });
    const files = ["types/eslint.config.ts", "types/tseslint.config.ts"];
    const options = ["--noEmit", "--strict", "--module", "nodenext", "--skipLibCheck", "--ignoreConfig"];
    const { stdout } = spawnSync(process.execPath, [TSC, ...options, ...files], {
      cwd: root,
      encoding: "utf8",
    });
    expect(stdout).toBe("");
  });
});
