import { execFileSync, spawnSync } from "node:child_process";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { buildPackage } from "../support/build-package.js";
import { formatManifest, writeFiles, writeProject } from "./lint-text.js";

const ROOT = join(import.meta.dirname, "../..");
const TSC = join(ROOT, "node_modules/typescript/bin/tsc");

const IMPORT = 'import expandContract from "eslint-plugin-expand-contract";\n';
const DEFINE = 'import { defineConfig } from "eslint/config";\n';
const TSESLINT = 'import tseslint from "typescript-eslint";\n';
const RECOMMENDED = "[expandContract.configs.recommended]";
const TYPED_CONFIG = `${IMPORT}${DEFINE}${TSESLINT}
export default defineConfig(
  { files: ["**/*.ts"], languageOptions: { parser: tseslint.parser } },
  expandContract.configs.recommended,
  { extends: [expandContract.configs.strict], files: ["none/**"], settings: { "expand-contract": { manifest: "expand-contract.json" } } },
  { plugins: { "expand-contract": expandContract }, extends: ["expand-contract/recommended"] },
  { plugins: { own: expandContract }, rules: { "own/no-deprecated-column": ["error", { implicit: true }] } },
);
`;
const parse = (files: string, parser: string) =>
  `${IMPORT}${TSESLINT}import * as parser from "${parser}";
export default [
  { files: ["${files}"], languageOptions: { parser: parser.default ?? parser, parserOptions: { parser: tseslint.parser } } },
  expandContract.configs.recommended,
];`;

/** What stands in a config, and the file that is linted with it. */
const CONFIGS: readonly (readonly [name: string, file: string, text: string])[] = [
  ["eslint.config.mjs", "connect.js", `${IMPORT}export default ${RECOMMENDED};`],
  [
    "eslint.config.cjs",
    "connect.js",
    `const expandContract = require("eslint-plugin-expand-contract");\nmodule.exports = ${RECOMMENDED};`,
  ],
  [
    "default.config.cjs",
    "connect.js",
    `const expandContract = require("eslint-plugin-expand-contract").default;\nmodule.exports = ${RECOMMENDED};`,
  ],
  [
    "eslint.config.js",
    "connect.js",
    `const expandContract = require("eslint-plugin-expand-contract");\nmodule.exports = ${RECOMMENDED};`,
  ],
  ["module/eslint.config.js", "connect.js", `${IMPORT}export default ${RECOMMENDED};`],
  ["eslint.config.ts", "connect.ts", TYPED_CONFIG],
  ["eslint.config.mts", "connect.ts", TYPED_CONFIG],
  [
    "eslint.config.cts",
    "connect.js",
    `import expandContract = require("eslint-plugin-expand-contract");\nexport = ${RECOMMENDED};`,
  ],
  [
    "extends-object.config.mjs",
    "connect.js",
    `${IMPORT}${DEFINE}export default defineConfig({ extends: ${RECOMMENDED} });`,
  ],
  [
    "extends-string.config.mjs",
    "connect.js",
    `${IMPORT}${DEFINE}export default defineConfig({ plugins: { "expand-contract": expandContract }, extends: ["expand-contract/recommended"] });`,
  ],
  [
    "for-files.config.mjs",
    "connect.js",
    `${IMPORT}export default [{ ...expandContract.configs.recommended, files: ["src/**"] }];`,
  ],
  [
    "rules.config.mjs",
    "connect.js",
    `${IMPORT}export default [{ plugins: { "expand-contract": expandContract }, settings: expandContract.configs.recommended.settings, rules: { "expand-contract/no-deprecated-config": "warn" } }];`,
  ],
  [
    "typescript-eslint.config.mjs",
    "connect.ts",
    `${IMPORT}${TSESLINT}export default tseslint.config({ files: ["**/*.ts"], extends: [tseslint.configs.base, expandContract.configs.recommended] });`,
  ],
  ["espree.config.mjs", "connect.js", parse("**/*.js", "espree")],
  ["typescript.config.mjs", "connect.ts", parse("**/*.ts", "@typescript-eslint/parser")],
  ["vue.config.mjs", "Connect.vue", parse("**/*.vue", "vue-eslint-parser")],
  ["svelte.config.mjs", "Connect.svelte", parse("**/*.svelte", "svelte-eslint-parser")],
  ["astro.config.mjs", "Connect.astro", parse("**/*.astro", "astro-eslint-parser")],
];

/** The environment is read in the third line of each, at column 13. */
const SOURCES = {
  "connect.js": "\n\nlet dsn;dsn=process.env.LEGACY_DSN;\n",
  "connect.ts": "interface A {}\n\nlet dsn;dsn=process.env.LEGACY_DSN;\n",
  "Connect.vue": '<script lang="ts">\ninterface A {}\nlet dsn;dsn=process.env.LEGACY_DSN;\n</script>\n',
  "Connect.svelte": '<script lang="ts">\ninterface A {}\nlet dsn;dsn=process.env.LEGACY_DSN;\n</script>\n',
  "Connect.astro": "---\ninterface A {}\nlet dsn;dsn=process.env.LEGACY_DSN;\n---\n",
};

/** Lints with all configs in one process: starting one for each takes most of the time. */
const DRIVER = `import { ESLint } from "eslint";
const found = {};
for (const [config, file] of ${JSON.stringify(CONFIGS.map(([name, file]) => [name, file]))}) {
  try {
    const eslint = new ESLint({ overrideConfigFile: config });
    const [{ messages }] = await eslint.lintFiles("src/" + file);
    found[config] = messages.map(({ line, column, severity, ruleId, message }) => [line, column, severity, ruleId ?? message].join(" "));
  } catch (error) {
    found[config] = [String(error)];
  }
}
console.log(ESLint.version.split(".")[0], JSON.stringify(found));
`;

let built = "";

beforeAll(() => {
  built = join(writeProject({}), "package");
  buildPackage(built);
  const types = ["-p", join(ROOT, "tsconfig.build.json"), "--noCheck", "--outDir", join(built, "dist")];
  execFileSync(process.execPath, [TSC, ...types]);
});

/** A project in which the package is installed as npm would do it. */
function createProject(eslint: string): string {
  const root = writeProject({
    "package.json": '{ "name": "shop", "private": true }',
    "module/package.json": '{ "type": "module" }',
    "expand-contract.json": formatManifest({
      dsn: { kind: "config", old: "LEGACY_DSN", new: "DATABASE_URL" },
    }),
    "driver.mjs": DRIVER,
    "node_modules/@typescript-eslint/.keep": "",
    ...Object.fromEntries(Object.entries(SOURCES).map(([name, text]) => [`src/${name}`, text])),
    ...Object.fromEntries(CONFIGS.map(([name, , text]) => [name, text])),
  });
  const link = (name: string, target: string) => symlinkSync(target, join(root, "node_modules", name));
  link("eslint-plugin-expand-contract", built);
  link("eslint", join(ROOT, "node_modules", eslint));
  for (const name of [
    ...["typescript-eslint", "@typescript-eslint/parser", "typescript", "jiti", "espree"],
    ...["vue-eslint-parser", "svelte-eslint-parser", "astro-eslint-parser", "svelte"],
  ])
    link(name, join(ROOT, "node_modules", name));
  return root;
}

describe.each([
  { eslint: "eslint-9", major: "9" },
  { eslint: "eslint", major: "10" },
])("under ESLint $major", ({ eslint, major }) => {
  let root = "";
  beforeAll(() => {
    root = createProject(eslint);
  });

  it("the plugin loads and its recommended config works from every kind of config, with every parser", () => {
    const { stdout, stderr } = spawnSync(process.execPath, ["driver.mjs"], { cwd: root, encoding: "utf8" });
    const [version, found = stderr] = stdout.split(/ (.*)/s);
    expect(version).toBe(major);
    expect(JSON.parse(found)).toEqual(
      Object.fromEntries(CONFIGS.map(([name]) => [name, ["3 25 1 expand-contract/no-deprecated-config"]])),
    );
    expect(stderr).toBe("");
  }, 300_000);

  it("a config in TypeScript fits ESLint's types and typescript-eslint's", () => {
    writeFiles(root, {
      "types/tseslint.config.ts": TYPED_CONFIG.replace(DEFINE, "")
        .replace("defineConfig(", "tseslint.config(")
        .replace(/^.*extends: \["expand-contract.*\n/m, ""),
      "types/wrong.config.ts": `${IMPORT}${DEFINE}export default defineConfig(expandContract.configs.recomended);`,
    });
    const files = ["eslint.config.ts", "types/tseslint.config.ts", "types/wrong.config.ts"];
    const options = ["--noEmit", "--strict", "--exactOptionalPropertyTypes", "--module", "nodenext"];
    const all = [TSC, ...options, "--skipLibCheck", "--ignoreConfig", ...files];
    const { stdout } = spawnSync(process.execPath, all, { cwd: root, encoding: "utf8" });
    expect(stdout).toMatch(/^types\/wrong\.config\.ts\(3,.*'recomended' does not exist.*\n$/);
  });
});

it("reads espree's tree as typescript-eslint's", async () => {
  const root = createProject("eslint");
  writeFiles(root, {
    "src/same.mjs":
      "export const { LEGACY_DSN: dsn, ...rest } = process.env;\nexport default class { connect = () => rest.LEGACY_DSN }\n",
    "same.mjs": `import { ESLint } from "eslint";
import expandContract from "eslint-plugin-expand-contract";
import tseslint from "typescript-eslint";
for (const languageOptions of [{}, { parser: tseslint.parser }]) {
  const eslint = new ESLint({ overrideConfigFile: true, overrideConfig: [{ languageOptions }, expandContract.configs.strict] });
  const [{ messages }] = await eslint.lintFiles("src/same.mjs");
  console.log(messages.map(({ line, column }) => line + ":" + column).join(" "));
}`,
  });
  const { stdout } = spawnSync(process.execPath, ["same.mjs"], { cwd: root, encoding: "utf8" });
  expect(stdout).toBe("1:16 2:45\n1:16 2:45\n");
});
