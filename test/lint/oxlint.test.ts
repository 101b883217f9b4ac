import { spawnSync } from "node:child_process";
import { readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { ESLint } from "eslint";
import * as parser from "@typescript-eslint/parser";
import { beforeAll, describe, expect, it } from "vitest";
import plugin from "../../src/index.js";
import { buildPackage } from "../support/build-package.js";
import { formatManifest, writeFiles, writeProject } from "./lint-text.js";

const OXLINT = join(import.meta.dirname, "../../node_modules/oxlint/bin/oxlint");
const SETTINGS = { "expand-contract": { today: "2026-12-01" } };

const FILES = {
  "src/all.ts": `import { finalPrice } from "@acme/pricing";
import { price } from "./barrel";
export const mode: string | undefined = process.env.LEGACY_MODE;
export const sum = (cents: number): number => finalPrice(cents) + price(1);
export const dsn = process.env.LEGACY_DSN;
// expand-contract: not dsn because a test sets it
export const other = process.env.LEGACY_DSN;
export async function find(db: Pool) {
  const { rows } = await db.query<{ name: string }>("select id, name from users");
  return rows.map((row) => row.name);
}
export const get = (id: string) => fetch(\`/v1/orders/\${id}\`);
`,
  "src/barrel.ts": 'export { finalPrice as price } from "@acme/pricing";\n',
  "src/card.jsx": `import { OldCard } from "@acme/ui";
export const Card = () => <OldCard dsn={process.env.LEGACY_DSN}>text</OldCard>;
`,
  "src/required.cjs":
    'const { finalPrice: price } = require("@acme/pricing");\nmodule.exports = () => price(1);\n',
  "src/nothing.ts": "export const legacy = process.env.DSN;\n",
  "migrations/20260101000000_users.ts": `export const up = (knex: Knex) => knex.schema.createTable("users", (t) => { t.string("name"); });
export const down = (knex: Knex) => knex.schema.dropTable("users");
`,
  "migrations/20260801000000_rename.ts": `export const up = (knex: Knex) => knex.schema.alterTable("users", (t) => { t.renameColumn("name", "full_name"); });
export const down = (knex: Knex) => knex.schema.alterTable("users", (t) => { t.renameColumn("full_name", "name"); });
`,
};

let root = "";

beforeAll(() => {
  root = writeProject({
    ...FILES,
    "expand-contract.json": formatManifest({
      dsn: { kind: "config", old: "LEGACY_DSN", new: "DATABASE_URL" },
      mode: { kind: "config", old: "LEGACY_MODE", sunset: "2026-11-01" },
      price: { kind: "symbol", old: "@acme/pricing#finalPrice", new: "@acme/pricing#totalPrice" },
      card: { kind: "symbol", old: "@acme/ui#OldCard" },
      name: { kind: "column", old: "users.name", new: "users.full_name" },
      orders: { kind: "endpoint", old: "GET /v1/orders/:id" },
    }),
    "node_modules/.keep": "",
  });
  const home = join(root, "node_modules/eslint-plugin-expand-contract");
  const built = join(writeProject({}), "package");
  buildPackage(built);
  symlinkSync(built, home);
  writeFiles(root, { ".oxlintrc.json": formatOxlintConfig() });
});

function formatOxlintConfig(): string {
  const { rules } = plugin.configs.recommended;
  const config = { plugins: [], categories: { correctness: "off" }, settings: SETTINGS, rules };
  return JSON.stringify({ ...config, jsPlugins: ["eslint-plugin-expand-contract"] });
}

function runOxlint(...args: readonly string[]): string {
  const all = [OXLINT, "--threads", "1", ...args, "src", "migrations"];
  const { stdout, stderr, error } = spawnSync(process.execPath, all, { cwd: root, encoding: "utf8" });
  if (error || stderr !== "") throw new Error(stdout + stderr, { cause: error });
  return stdout;
}

interface Diagnostic {
  readonly filename: string;
  readonly code: string;
  readonly message: string;
  readonly labels: readonly { readonly span: { readonly line: number; readonly column: number } }[];
}

function lintWithOxlint(): string[] {
  const { diagnostics }: { readonly diagnostics: readonly Diagnostic[] } = JSON.parse(
    runOxlint("-f", "json"),
  );
  return diagnostics
    .map(({ filename, code, message, labels }) => {
      const { line, column } = labels[0]?.span ?? { line: 0, column: 0 };
      return `${filename}:${line}:${column} ${code.replace(/^expand-contract\((.*)\)$/, "$1")} ${message}`;
    })
    .sort();
}

async function lintWithEslint(): Promise<string[]> {
  const eslint = new ESLint({
    cwd: root,
    overrideConfigFile: true,
    overrideConfig: [
      { files: ["**/*.ts"], languageOptions: { parser } },
      { files: ["**/*.jsx"], languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } } },
      { ...plugin.configs.recommended, settings: SETTINGS },
    ],
  });
  const results = await eslint.lintFiles(["src", "migrations"]);
  return results
    .flatMap(({ filePath, messages }) =>
      messages.map(
        ({ line, column, ruleId, message }) =>
          `${filePath.slice(root.length + 1)}:${line}:${column} ${(ruleId ?? "fatal").replace("expand-contract/", "")} ${message}`,
      ),
    )
    .sort();
}

describe("as a plugin of oxlint", () => {
  it("reports what it reports in ESLint", async () => {
    const found = await lintWithEslint();
    expect(lintWithOxlint()).toEqual(found);
    expect(found.map((line) => line.split(" ").slice(0, 2).join(" "))).toMatchInlineSnapshot(`
      [
        "migrations/20260801000000_rename.ts:1:76 no-unsafe-migration",
        "src/all.ts:10:32 no-deprecated-column",
        "src/all.ts:12:43 no-deprecated-endpoint",
        "src/all.ts:3:53 no-deprecated-config",
        "src/all.ts:3:53 no-reference-past-sunset",
        "src/all.ts:4:47 no-deprecated-symbol",
        "src/all.ts:4:67 no-deprecated-symbol",
        "src/all.ts:5:32 no-deprecated-config",
        "src/all.ts:9:65 no-deprecated-column",
        "src/barrel.ts:1:10 no-deprecated-symbol",
        "src/card.jsx:2:28 no-deprecated-symbol",
        "src/card.jsx:2:53 no-deprecated-config",
        "src/required.cjs:2:24 no-deprecated-symbol",
      ]
    `);
  });

  it("suggests what it suggests in ESLint", () => {
    writeFiles(root, {
      "src/fixed.ts": 'import { finalPrice } from "@acme/pricing";\nfinalPrice(process.env.LEGACY_DSN);\n',
    });
    runOxlint("--fix-suggestions", "-f", "json");
    expect(readFileSync(join(root, "src/fixed.ts"), "utf8")).toBe(
      'import { totalPrice } from "@acme/pricing";\ntotalPrice(process.env.DATABASE_URL);\n',
    );
  });
});
