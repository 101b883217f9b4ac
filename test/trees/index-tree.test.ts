import { symlinkSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openGitTree } from "../../src/trees/git-tree.js";
import { openIndexTree } from "../../src/trees/index-tree.js";
import { findStagedIndex } from "../../src/trees/staged-index.js";
import { readTree } from "./read-tree.js";
import { TemporaryRepo } from "./temporary-repo.js";

let repo: TemporaryRepo;
beforeEach(() => {
  repo = new TemporaryRepo().init();
});
afterEach(() => {
  repo.remove();
});

async function readAll(root = repo.root, file?: string) {
  const tree = await openIndexTree(root, file === undefined ? {} : { file });
  return readTree(tree);
}

describe("the index as a tree", () => {
  test("holds what is staged, whatever lies on disk", async () => {
    repo.write("a.ts", "old").write("gone.ts", "g").commit();
    repo.write("a.ts", "staged").write("new.ts", "n");
    repo.git("add", "a.ts", "new.ts");
    repo.git("rm", "-q", "--cached", "gone.ts");
    repo.write("a.ts", "unstaged").write("untracked.ts", "u").remove("new.ts");
    expect((await readAll()).texts).toEqual({ "a.ts": "staged", "new.ts": "n" });
  });

  test("has a file that is empty, and none that is only announced", async () => {
    repo.write("empty.ts", "").write("announced.ts", "a");
    repo.git("add", "empty.ts");
    repo.git("add", "-N", "announced.ts");
    expect((await readAll()).texts).toEqual({ "empty.ts": "" });
  });

  test("tells the two apart in a folder, too", async () => {
    repo.write("app/empty.ts", "").write("app/announced.ts", "a");
    repo.git("add", "app/empty.ts");
    repo.git("add", "-N", "app/announced.ts");
    expect((await readAll(repo.path("app"))).texts).toEqual({ "empty.ts": "" });
  });

  test("is refused while files are in conflict", async () => {
    repo.write("a.ts", "1").commit();
    repo.git("checkout", "-q", "-b", "other");
    repo.write("a.ts", "2").commit();
    repo.git("checkout", "-q", "main");
    repo.write("a.ts", "3").commit();
    expect(() => repo.git("merge", "-q", "other")).toThrow();
    await expect(readAll()).rejects.toThrow(
      "What is staged can't be judged while files are in conflict:\n  a.ts\nSettle them, git add them, then run it again.",
    );
  });

  test("skips links and submodules", async () => {
    const inner = new TemporaryRepo().init();
    inner.write("i.ts", "i").commit();
    repo.git("submodule", "add", "-q", inner.root, "inner");
    symlinkSync("nowhere", repo.path("link.ts"));
    repo.git("add", "-A");
    expect((await readAll()).skipped.map(({ path }) => path)).toEqual(["inner", "link.ts"]);
    inner.remove();
  });

  test("has what a sparse checkout leaves out", async () => {
    repo.write("in/a.ts", "a").write("out/b.ts", "b").commit();
    repo.git("sparse-checkout", "set", "in");
    expect(Object.keys((await readAll()).texts)).toEqual(["in/a.ts", "out/b.ts"]);
  });

  test("is in the state of the commit that it becomes", async () => {
    repo.write("b/a.ts", "a").write("b.ts", "b").commit();
    repo.write("b-c.ts", "c");
    repo.git("add", "-A");
    const staged = await (await openIndexTree(repo.root, {})).getState?.(async () => () => true);
    const before = await openGitTree(repo.root, "HEAD", { hasFilesState: true });
    expect(await before.getState?.(async () => () => true)).not.toBe(staged);
    repo.commit();
    const after = await openGitTree(repo.root, "HEAD", { hasFilesState: true });
    expect(await after.getState?.(async () => () => true)).toBe(staged);
  });
});

describe("which index", () => {
  const find = (env: Record<string, string>, cwd = repo.root) => findStagedIndex(repo.root, { cwd, env });

  test("its own, unless a hook names another one of this repository", async () => {
    repo.write("a.ts", "a").commit();
    expect((await find({})).file).toBeUndefined();
    expect((await find({ GIT_INDEX_FILE: ".git/index" })).file).toBeUndefined();
    const lock = repo.path(".git/index.lock");
    expect((await find({ GIT_INDEX_FILE: lock })).file).toBe(lock);
    expect((await find({ GIT_INDEX_FILE: ".git/index.lock" })).file).toBe(lock);
  });

  test("not that of the repository whose hook runs us for this one", async () => {
    repo.write("a.ts", "a").commit();
    const other = new TemporaryRepo().init();
    other.write("o.ts", "o").commit();
    const lock = other.path(".git/index.lock");
    expect((await find({ GIT_INDEX_FILE: lock }, other.root)).file).toBeUndefined();
    expect((await find({ GIT_INDEX_FILE: lock, GIT_DIR: other.path(".git") })).file).toBeUndefined();
    other.remove();
  });

  test("before the first commit there is no head", async () => {
    expect((await find({})).head).toBeUndefined();
    const id = repo.write("a.ts", "a").commit();
    expect((await find({})).head).toBe(id);
  });

  test("outside of git there is none", async () => {
    repo.remove(".git");
    await expect(find({})).rejects.toThrow(`${repo.root} is in no git repository`);
  });
});
