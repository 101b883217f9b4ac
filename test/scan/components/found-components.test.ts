import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { scanTree } from "../../../src/scan/scan-tree.js";
import { openWorkingTree } from "../../../src/trees/working-tree.js";
import { writeFiles } from "../../lint/lint-text.js";
import { createManifest, listReferences } from "../scan-repo.js";

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "expand-contract-found-")));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const HELPER = { helper: { kind: "symbol", old: "./src/lib/ui.svelte.ts#oldHelper" } };
const UI = { "src/lib/ui.svelte.ts": "export const oldHelper = () => 1;\n" };
const ASTRO = '---\nimport { oldHelper } from "./lib/ui.svelte";\noldHelper();\n---\n';

test.each([
  [["**/*.{ts,astro}"], ["helper src/a.astro:3:1 call"]],
  [["**/*.{ts,vue}"], ["helper src/a.astro:3:1 call"]],
  [["**/*.{ts,svelte}"], []],
])("Astro's components are sources of %j, if it names them or Vue's: %j", async (include, found) => {
  writeFiles(root, { ...UI, "src/a.astro": ASTRO });
  const result = await scanTree(openWorkingTree(root), createManifest(HELPER, { source: { include } }));
  expect(listReferences(result)).toEqual(found);
});

test.each([
  ["$lib/ui.svelte", ["helper src/routes/a.svelte:3:1 call"]],
  ["$lib/ui.svelte.js", ["helper src/routes/a.svelte:3:1 call"]],
  ["$library/ui.svelte", []],
])("SvelteKit's alias leads to src/lib: %s", async (specifier, found) => {
  const script = `<script>\nimport { oldHelper } from "${specifier}";\noldHelper();\n</script>\n`;
  writeFiles(root, { ...UI, "package.json": "{}", "src/routes/a.svelte": script });
  const result = await scanTree(openWorkingTree(root), createManifest(HELPER));
  expect(listReferences(result)).toEqual(found);
});
