import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findComponentParser, findParserId } from "../../../src/scan/components/component-parser.js";
import { writeFiles } from "../../lint/lint-text.js";

let folder: string;
beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "expand-contract-parser-")));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function createPackage(path: string, version: string, main: string): Record<string, string> {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return {
    [`${path}/package.json`]: JSON.stringify({ name, version, main: "main.js" }),
    [`${path}/main.js`]: main,
  };
}

const FAKE = "exports.parseForESLint = (text) => ({ ast: text });\n";

test("the parser is the one that the folder has", () => {
  writeFiles(folder, createPackage("own/node_modules/vue-eslint-parser", "0.0.1", FAKE));
  const parser = findComponentParser("vue", join(folder, "own"));
  expect(parser?.id).toBe("vue-eslint-parser@0.0.1");
  expect(parser?.parse("<b />", {})).toEqual({ ast: "<b />" });
});

test("or the one that only the folder's ESLint plugin can see", () => {
  const plugin = "plugin/node_modules/eslint-plugin-svelte";
  writeFiles(folder, {
    ...createPackage(plugin, "3.0.0", ""),
    ...createPackage(`${plugin}/node_modules/svelte-eslint-parser`, "0.0.2", FAKE),
  });
  expect(findParserId("svelte", join(folder, "plugin"))).toBe("svelte-eslint-parser@0.0.2");
});

test("or else one beside this package", () => {
  expect(findParserId("astro", join(folder, "none"))).toMatch(/^astro-eslint-parser@[1-9]/);
});

test("to know its name and version, it is not loaded", () => {
  writeFiles(folder, createPackage("broken/node_modules/vue-eslint-parser", "0.0.3", "throw new Error();\n"));
  expect(findParserId("vue", join(folder, "broken"))).toBe("vue-eslint-parser@0.0.3");
});
