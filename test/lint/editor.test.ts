import { renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import * as parser from "@typescript-eslint/parser";
import { ESLint } from "eslint";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import plugin from "../../src/index.js";
import { formatManifest, writeFiles, writeProject } from "./lint-text.js";

const DSN = { kind: "config", old: "LEGACY_DSN", new: "DATABASE_URL" };
const PRICE = { kind: "symbol", old: "@acme/pricing#finalPrice" };
const READ = "process.env.LEGACY_DSN;\n";
const HOUR = 3_600_000;

/**
 * As vscode-eslint's server does for each validation of a document (`withClass` and `validate` in its server/src/eslint.ts): into the working
 * directory, a new ESLint, `lintText` with what is in the editor, back. The process, and with it our modules, lives on.
 */
async function validate(workspace: string, file: string, content: string): Promise<string[]> {
  const before = process.cwd();
  try {
    process.chdir(workspace);
    const eslint = new ESLint({
      cwd: workspace,
      overrideConfigFile: true,
      overrideConfig: [{ files: ["**/*.ts"], languageOptions: { parser } }, plugin.configs.recommended],
    });
    const [result] = await eslint.lintText(content, {
      filePath: join(workspace, file),
      warnIgnored: false,
    });
    return (result?.messages ?? []).map(({ message }) => message.split(/,|: expand/)[0] ?? "");
  } finally {
    process.chdir(before);
  }
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
});
afterEach(() => {
  vi.useRealTimers();
});

it("shows what is typed, in files that are saved, new, or nowhere yet", async () => {
  const root = writeProject({ "expand-contract.json": formatManifest({ dsn: DSN }), "src/a.ts": "" });
  expect(await validate(root, "src/a.ts", READ)).toEqual(["This reads LEGACY_DSN"]);
  expect(await validate(root, "src/a.ts", "")).toEqual([]);
  expect(await validate(root, "test.ts", READ)).toEqual(["This reads LEGACY_DSN"]);
  renameSync(join(root, "src/a.ts"), join(root, "src/b.ts"));
  expect(await validate(root, "src/b.ts", READ)).toEqual(["This reads LEGACY_DSN"]);
});

it("follows the manifest: changed, broken for a while, mended, deleted", async () => {
  const root = writeProject({ "expand-contract.json": formatManifest({ dsn: DSN }) });
  const show = () => validate(root, "src/a.ts", READ);
  expect(await show()).toEqual(["This reads LEGACY_DSN"]);
  writeFiles(root, { "expand-contract.json": formatManifest({ price: PRICE }) });
  expect(await show()).toEqual([]);
  writeFiles(root, { "expand-contract.json": formatManifest({ dsn: DSN }).slice(0, -3) });
  expect(await show()).toEqual(["Nothing is checked"]);
  writeFiles(root, { "expand-contract.json": formatManifest({ dsn: DSN }) });
  expect(await show()).toEqual(["This reads LEGACY_DSN"]);
  rmSync(join(root, "expand-contract.json"));
  expect(await show()).toEqual([]);
});

it("keeps the workspaces of one window apart", async () => {
  const shop = writeProject({ "expand-contract.json": formatManifest({ dsn: DSN }) });
  const web = writeProject({ "expand-contract.json": formatManifest({ price: PRICE }) });
  const text = `import { finalPrice } from "@acme/pricing";\n${READ}`;
  for (let round = 0; round < 2; round++) {
    expect(await validate(shop, "a.ts", text)).toEqual(["This reads LEGACY_DSN"]);
    expect(await validate(web, "a.ts", text)).toEqual(["This imports @acme/pricing#finalPrice"]);
  }
});

it("looks at a barrel and at a schema again after a while", async () => {
  const schema = (model: string) => `model ${model} {\n  id Int @id\n  name String\n  @@map("users")\n}\n`;
  const root = writeProject({
    "expand-contract.json": formatManifest({ price: PRICE, name: { kind: "column", old: "users.name" } }),
    "src/barrel.ts": 'export { finalPrice as price } from "@acme/pricing";\n',
    "prisma/schema.prisma": schema("User"),
  });
  const show = () =>
    validate(
      root,
      "src/a.ts",
      'import { cost, price } from "./barrel.js";\nimport { prisma } from "./prisma.js";\ncost(1);\nprisma.member.findMany({ select: { name: true } });\n',
    );
  expect(await show()).toEqual(["This imports @acme/pricing#finalPrice"]);
  writeFiles(root, {
    "src/barrel.ts": 'export { finalPrice as cost } from "@acme/pricing";\n',
    "prisma/schema.prisma": schema("Member"),
  });
  expect(await show()).toEqual(["This imports @acme/pricing#finalPrice"]);
  vi.setSystemTime(Date.now() + HOUR);
  expect(await show()).toEqual(["This calls @acme/pricing#finalPrice", "This reads users.name"]);
});

it("shows the change of a day", async () => {
  const root = writeProject({
    "expand-contract.json": formatManifest({ dsn: { ...DSN, sunset: "2026-12-31" } }),
  });
  vi.setSystemTime("2026-12-31T23:59:00Z");
  expect(await validate(root, "a.ts", READ)).toHaveLength(1);
  vi.setSystemTime("2027-01-01T00:01:00Z");
  expect(await validate(root, "a.ts", READ)).toHaveLength(2);
});
