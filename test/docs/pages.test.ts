import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PageRun, runPage } from "./run-page.js";

/** Pages whose commands are run from top to bottom, each in a repository of its own. `--update` writes what they say into the page. */
describe.each(["getting-started", "column-rename"])("docs/%s.md", (name) => {
  const path = `docs/${name}.md`;
  let folder: string;
  let run: PageRun;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "expand-contract-page-"));
    const repo = join(folder, "repo");
    mkdirSync(repo);
    run = await runPage(readFileSync(path, "utf8"), repo);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("has commands that end as it says", () => {
    expect(run.wrongExits).toEqual([]);
  });

  it("shows what they print", async () => {
    await expect(run.text).toMatchFileSnapshot(`../../${path}`);
  });
});
