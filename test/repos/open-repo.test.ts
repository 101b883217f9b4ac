import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { TemporaryRepo } from "../trees/temporary-repo.js";
import { Opening } from "./opening.js";

let opening: Opening;
let source: TemporaryRepo;
beforeEach(() => {
  opening = new Opening();
  source = new TemporaryRepo().init();
});
afterEach(() => {
  opening.remove();
  source.remove();
});

describe("a local path", () => {
  test("without a ref is its working tree", async () => {
    source.write("a.ts", "old").commit();
    source.write("a.ts", "new");
    expect(await opening.open({ path: "." }, { root: source.root })).toEqual({
      name: "working tree",
      commit: undefined,
      texts: { "a.ts": "new" },
      skipped: [],
    });
  });

  test("with a ref is that commit", async () => {
    const commit = source.write("a.ts", "old").commit();
    source.write("a.ts", "new");
    for (const ref of ["main", commit]) {
      expect(await opening.open({ path: source.root, ref })).toMatchObject({
        commit,
        texts: { "a.ts": "old" },
      });
    }
  });

  test("is relative to the manifest's folder, and may be a folder of a repository", async () => {
    source.write("app/a.ts", "a").write("manifest/x.ts", "x").commit();
    const root = source.path("manifest");
    expect(await opening.open({ path: "../app" }, { root })).toMatchObject({ texts: { "a.ts": "a" } });
    expect(await opening.open({ path: "../app", ref: "main" }, { root })).toMatchObject({
      texts: { "a.ts": "a" },
    });
  });

  test("of a bare repository is its default branch", async () => {
    const commit = source.write("a.ts", "a").commit();
    source.git("clone", "-q", "--bare", ".", "bare.git");
    expect(await opening.open({ path: source.path("bare.git") })).toMatchObject({
      commit,
      texts: { "a.ts": "a" },
    });
  });

  test("outside git is what lies there", async () => {
    const folder = join(opening.root, "plain");
    mkdirSync(folder);
    expect(await opening.open({ path: "plain" })).toEqual({
      kind: "empty",
      message: `The folder ${folder} is empty. Clone the repository there.`,
    });
    source.git("init", "-q", folder);
    source.write("a.ts", "a").remove(".git");
    expect(await opening.open({ path: source.root })).toMatchObject({ texts: { "a.ts": "a" } });
    expect(await opening.open({ path: source.root, ref: "main" })).toMatchObject({
      kind: "broken",
      message: expect.stringContaining('is no git repository, so it has no "ref"'),
    });
  });

  test("without a commit has no file to count", async () => {
    const folder = join(opening.root, "fresh");
    mkdirSync(folder);
    source.git("init", "-q", folder);
    expect(await opening.open({ path: "fresh" })).toEqual({
      kind: "empty",
      message: `It has no file: there is no commit yet, or none is checked out. Check one out, or give it a "ref".`,
    });
  });

  test("that is not there, or a file, is gone", async () => {
    source.write("a.ts", "a").commit();
    expect(await opening.open({ path: "../web" })).toMatchObject({
      kind: "gone",
      message: expect.stringMatching(/^There is no folder \/.*web\. Clone it there, or change its "path"\./),
    });
    expect(await opening.open({ path: source.path("a.ts") })).toMatchObject({ kind: "gone" });
  });

  test("without the ref says how to fetch it", async () => {
    source.write("a.ts", "a").commit();
    expect(await opening.open({ path: source.root, ref: "origin/main" })).toMatchObject({
      kind: "no-such-ref",
      message: expect.stringContaining("Fetch it with: git fetch origin main:refs/remotes/origin/main"),
    });
    expect(await opening.open({ path: source.root, ref: "0".repeat(39) + "1" })).toMatchObject({
      kind: "no-such-ref",
    });
  });
});

describe("a URL", () => {
  const getUrl = () => `file://${source.root}`;

  test("without a ref is the default branch", async () => {
    const commit = source.write("a.ts", "a").commit();
    expect(await opening.open({ url: getUrl() })).toEqual({
      name: commit.slice(0, 7),
      commit,
      texts: { "a.ts": "a" },
      skipped: [],
    });
    expect(await opening.open({ url: getUrl(), ref: "main" })).toMatchObject({
      name: `main ${commit.slice(0, 7)}`,
    });
  });

  test("is read as it is now, each time", async () => {
    source.write("a.ts", "old").commit();
    await opening.open({ url: getUrl() });
    const commit = source.write("a.ts", "new").write("b.ts", "b").commit();
    expect(await opening.open({ url: getUrl() })).toMatchObject({
      commit,
      texts: { "a.ts": "new", "b.ts": "b" },
    });
  });

  test("leaves large files on the server, and says so", async () => {
    source.git("config", "uploadpack.allowFilter", "true");
    source
      .write("a.ts", "a")
      .write("big.ts", "x".repeat(2 * 1024 * 1024 + 1))
      .commit();
    source.write("limit.ts", "x".repeat(2 * 1024 * 1024)).commit();
    const opened = await opening.open({ url: getUrl() });
    expect(opened).toMatchObject({ skipped: [{ path: "big.ts", reason: "larger than 2 MB" }] });
    expect("texts" in opened && Object.keys(opened.texts)).toEqual(["a.ts", "limit.ts"]);
  });

  test("is refused unless git may fetch from it", async () => {
    for (const url of [
      "http://git.example.com/web.git",
      "ext::sh -c x",
      "../web",
      "-ux",
      "git://git.example.com/x",
    ]) {
      expect(await opening.open({ url }), url).toMatchObject({
        kind: "refused-url",
        message: expect.stringMatching(/^Its "url" /),
      });
    }
  });

  test("tells what git does", async () => {
    source.write("a.ts", "a").commit();
    const told: string[] = [];
    await opening.open({ url: getUrl() }, { onProgress: (text) => told.push(text) });
    expect(told).toContain("receiving objects: 100 %");
  });
});
