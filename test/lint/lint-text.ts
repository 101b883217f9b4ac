import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import * as parser from "@typescript-eslint/parser";
import { ESLint, type Linter } from "eslint";
import { afterAll } from "vitest";
import plugin from "../../src/index.js";

/** Writes a small project into a temporary folder, removed after the tests; answers its path. */
export function writeProject(files: Readonly<Record<string, string>>): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "expand-contract-lint-")));
  writeFiles(root, files);
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  return root;
}

export function writeFiles(root: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

/** A manifest with these changes; the rest of each is filled in. */
export function formatManifest(changes: Readonly<Record<string, object>>): string {
  const filled = Object.entries(changes).map(([id, change]) => [
    id,
    { owner: "@acme/identity", sunset: "2026-12-31", ...change },
  ]);
  return JSON.stringify({ changes: Object.fromEntries(filled) }, undefined, 2);
}

export interface LintRun {
  readonly root: string;
  readonly file: string;
  readonly text: string;
  readonly rules?: Linter.RulesRecord;
  readonly settings?: Record<string, unknown>;
}

/** `line:column rule: message` of each message that the strict config, or the given rules, give for a text. */
export async function lintText({ root, file, text, rules, settings }: LintRun): Promise<string[]> {
  const eslint = new ESLint({
    cwd: root,
    overrideConfigFile: true,
    overrideConfig: [
      {
        files: ["**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx}"],
        languageOptions: { parser },
        settings: { "expand-contract": { today: "2026-12-01", ...settings } },
      },
      { ...plugin.configs.strict, ...(rules === undefined ? {} : { rules }) },
    ],
  });
  const [result] = await eslint.lintText(text, { filePath: join(root, file) });
  return (result?.messages ?? []).map(
    ({ line, column, ruleId, message }) =>
      `${line}:${column} ${(ruleId ?? "fatal").replace("expand-contract/", "")}: ${message}`,
  );
}
