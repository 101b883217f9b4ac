import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type PageRun, runPage } from "./run-page.js";

const PAGE = "docs/column-rename.md";

let folder: string;
let run: PageRun;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "expand-contract-rename-"));
  const shop = join(folder, "shop");
  mkdirSync(shop);
  run = await runPage(readFileSync(PAGE, "utf8"), shop);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

it("ends as the page on renaming a column says", () => {
  expect(run.wrongExits).toEqual([]);
});

it("prints what the page on renaming a column shows", async () => {
  await expect(run.text).toMatchFileSnapshot(`../../${PAGE}`);
});
