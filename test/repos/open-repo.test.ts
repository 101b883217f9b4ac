import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Repo } from "../../src/manifest/manifest.js";
import { openRepo } from "../../src/repos/open-repo.js";
import { isFailed } from "../../src/repos/opened-repo.js";
import { TemporaryRepo } from "../trees/temporary-repo.js";

let source: TemporaryRepo;
let cacheFolder: string;
beforeEach(() => {
  source = new TemporaryRepo().init();
  cacheFolder = realpathSync(mkdtempSync(join(tmpdir(), "expand-contract-cache-")));
});
afterEach(() => {
  source.remove();
  rmSync(cacheFolder, { recursive: true, force: true });
});

/** Its files and how it was opened, or why not. */
async function open(repo: Omit<Repo, "name">) {
  const opened = await openRepo(
    { name: "web", ...repo },
    { root: source.root, cacheFolder, env: process.env },
  );
  if (isFailed(opened)) return { kind: opened.kind, message: opened.message };
  const { tree, commit } = opened;
  try {
    const { entries, skipped } = await tree.list();
    const texts: Record<string, string | undefined> = {};
    for await (const [entry, text] of tree.read(entries)) texts[entry.path] = text;
    return { name: tree.name, commit, texts, skipped };
  } finally {
    await tree.close();
  }
}

describe("a local path", () => {
  test("without a ref is its working tree", async () => {
    source.write("a.ts", "old").commit();
    source.write("a.ts", "new");
    expect(await open({ path: "." })).toEqual({
      name: "working tree",
      commit: undefined,
      texts: { "a.ts": "new" },
      skipped: [],
    });
  });

  test("with a ref is that commit", async () => {
    const commit = source.write("a.ts", "old").commit();
    source.write("a.ts", "new");
    expect(await open({ path: ".", ref: "main" })).toMatchObject({ commit, texts: { "a.ts": "old" } });
  });
});

describe("a URL", () => {
  const getUrl = () => `file://${source.root}`;

  test("without a ref is the default branch", async () => {
    const commit = source.write("a.ts", "a").commit();
    expect(await open({ url: getUrl() })).toEqual({
      name: commit.slice(0, 7),
      commit,
      texts: { "a.ts": "a" },
      skipped: [],
    });
  });

  test("is read as it is now, each time", async () => {
    source.write("a.ts", "old").commit();
    await open({ url: getUrl() });
    const commit = source.write("a.ts", "new").write("b.ts", "b").commit();
    expect(await open({ url: getUrl() })).toMatchObject({ commit, texts: { "a.ts": "new", "b.ts": "b" } });
  });

  test("leaves large files on the server, and says so", async () => {
    source.git("config", "uploadpack.allowFilter", "true");
    source
      .write("a.ts", "a")
      .write("big.ts", "x".repeat(2 * 1024 * 1024 + 1))
      .commit();
    expect(await open({ url: getUrl() })).toMatchObject({
      texts: { "a.ts": "a" },
      skipped: [{ path: "big.ts", reason: "larger than 2 MB" }],
    });
  });
});
