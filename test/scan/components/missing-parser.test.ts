import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createScanReport } from "../../../src/report/scan-report.js";
import { scanTree } from "../../../src/scan/scan-tree.js";
import { openWorkingTree } from "../../../src/trees/working-tree.js";
import { writeFiles } from "../../lint/lint-text.js";
import { createManifest, listReferences } from "../scan-repo.js";

// Beside this package all parsers are installed, so that one of them is missing must be said here.
vi.mock(import("../../../src/scan/components/component-parser.js"), async (importOriginal) => {
  const original = await importOriginal();
  return {
    ...original,
    findComponentParser: (kind, folder) =>
      kind === "svelte" ? undefined : original.findComponentParser(kind, folder),
    findParserId: (kind, folder) => (kind === "svelte" ? undefined : original.findParserId(kind, folder)),
  };
});

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "expand-contract-missing-")));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const HELPER = createManifest({ helper: { kind: "symbol", old: "./src/ui.ts#oldHelper" } });
const UI = "export const oldHelper = () => 1;\nexport const newHelper = () => 2;\n";
const USE = '<script>\nimport { oldHelper } from "./ui";\noldHelper();\n</script>\n';

test("without its parser a component is searched as text, and counted apart", async () => {
  writeFiles(root, { "src/ui.ts": UI, "src/a.svelte": USE, "src/a.vue": USE });
  const result = await scanTree(openWorkingTree(root), HELPER);
  expect(listReferences(result)).toEqual([
    "helper src/a.svelte:2:10 read",
    "helper src/a.svelte:3:1 read",
    "helper src/a.vue:3:1 call",
  ]);
  expect(createScanReport(result, HELPER.changes).changes["helper"]).toMatchObject({
    ...{ call: 1, total: 1, unresolved: 2 },
  });
});

test("one problem says what to install, however many components there are", async () => {
  writeFiles(root, { "src/ui.ts": UI, "src/a.svelte": USE, "src/b.svelte": USE, "src/c.svelte": USE });
  const { problems } = await scanTree(openWorkingTree(root), HELPER);
  expect(problems).toEqual([
    {
      file: "src/a.svelte",
      message:
        "It mentions an old name and is searched as text alone (and so are 2 other files of its kind): install svelte-eslint-parser to have it counted.",
      isFatal: false,
    },
  ]);
});

test("nothing is to be installed for components that mention no old name", async () => {
  writeFiles(root, { "src/ui.ts": UI, "src/a.svelte": USE.replaceAll("oldHelper", "newHelper") });
  const { problems, references } = await scanTree(openWorkingTree(root), HELPER);
  expect({ problems, references }).toEqual({ problems: [], references: [] });
});
