import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { builtinModules } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseSync } from "oxc-parser";
import { afterAll, beforeAll, expect, it } from "vitest";
import { buildPackage } from "../support/build-package.js";

const ROOT = join(import.meta.dirname, "../..");
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "expand-contract-imports-"));
  buildPackage(folder);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** The package that a specifier names; undefined for one of the own files or of Node. */
function getPackage(specifier: string): string | undefined {
  if (specifier.startsWith(".") || specifier.startsWith("node:") || builtinModules.includes(specifier))
    return undefined;
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

it("declares as a dependency whatever the built package imports", () => {
  const { dependencies } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  const chunks = readdirSync(join(folder, "dist/src")).filter((name) => name.endsWith(".js"));
  const imported = chunks.flatMap((name) => {
    const text = readFileSync(join(folder, "dist/src", name), "utf8");
    const { staticImports } = parseSync(name, text).module;
    return staticImports.flatMap(({ moduleRequest }) => getPackage(moduleRequest.value) ?? []);
  });
  expect(imported).toContain("yargs");
  expect([...new Set(imported)].filter((name) => !(name in dependencies))).toEqual([]);
});
