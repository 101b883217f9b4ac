import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type PageRun, runPage } from "./run-page.js";

/** Tests a page whose commands are run from top to bottom, in a repository of its own. `--update` writes what they say into the page. The answer gives the run to other tests. */
export function testPage(path: string, prepare: (repo: string) => void = () => undefined): () => PageRun {
  let folder: string;
  let run: PageRun;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "expand-contract-page-"));
    const repo = join(folder, "repo");
    mkdirSync(repo);
    prepare(repo);
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

  return () => run;
}
