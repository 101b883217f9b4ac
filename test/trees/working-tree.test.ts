import { createHash } from "node:crypto";
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openWorkingTree } from "../../src/trees/working-tree.js";
import type { ListOptions, Tree, TreeEntry } from "../../src/trees/tree.js";
import { TemporaryRepo } from "./temporary-repo.js";

let repo: TemporaryRepo;
beforeEach(() => {
  repo = new TemporaryRepo();
});
afterEach(() => {
  repo.remove();
});

/** Paths and texts of the tree, as all its readers agree on. */
async function readAll(root = repo.root, options: ListOptions = {}) {
  const tree = openWorkingTree(root);
  const { entries, skipped } = await tree.list(options);
  expect(tree.listSync(options)).toEqual({ entries, skipped });
  const texts: Record<string, string | undefined> = {};
  for await (const [entry, text] of tree.read(entries)) {
    texts[entry.path] = text;
    expect(tree.readSync(entry)).toBe(text);
  }
  await tree.close();
  return { texts, skipped, ids: Object.fromEntries(entries.map(({ path, id }) => [path, id])) };
}

const contentId = (text: string) => `wt:${createHash("sha1").update(text).digest("hex")}`;

describe("in git", () => {
  beforeEach(() => {
    repo.init();
  });

  test("an unmodified file has its blob's id, a modified one an id of its content", async () => {
    repo.write("same.ts", "same\n").write("other.ts", "before\n").commit();
    repo.write("other.ts", "after\n");
    const { texts, ids } = await readAll();
    expect(texts).toEqual({ "other.ts": "after\n", "same.ts": "same\n" });
    expect(ids["same.ts"]).toBe(repo.git("rev-parse", "HEAD:same.ts").trim());
    expect(ids["other.ts"]).toBe(contentId("after\n"));
  });

  test("a file that was only touched keeps its blob's id", async () => {
    repo.write("same.ts", "same\n").commit();
    repo.write("same.ts", "same\n");
    expect((await readAll()).ids["same.ts"]).toBe(repo.git("rev-parse", "HEAD:same.ts").trim());
  });

  test("untracked files belong to it, ignored ones do not", async () => {
    repo.write(".gitignore", "*.log\n").write("new.ts", "new").write("debug.log", "log");
    expect(Object.keys((await readAll()).texts)).toEqual([".gitignore", "new.ts"]);
  });

  test("a tracked file stays although it is ignored", async () => {
    repo.write("kept.log", "log").commit();
    repo.write(".gitignore", "*.log\n");
    expect(Object.keys((await readAll()).texts)).toEqual([".gitignore", "kept.log"]);
  });

  test("deleted files are gone, staged or not", async () => {
    repo.write("a.ts", "a").write("b.ts", "b").write("c.ts", "c").commit();
    rmSync(repo.path("a.ts"));
    repo.git("rm", "-q", "b.ts");
    expect(Object.keys((await readAll()).texts)).toEqual(["c.ts"]);
  });

  test("a file renamed without git is its new name", async () => {
    repo.write("a.ts", "a").commit();
    renameSync(repo.path("a.ts"), repo.path("b.ts"));
    expect((await readAll()).texts).toEqual({ "b.ts": "a" });
  });

  test("a file that became a folder is what is in it", async () => {
    repo.write("a.ts", "a").commit();
    rmSync(repo.path("a.ts"));
    repo.write("a.ts/inner.ts", "inner");
    expect((await readAll()).texts).toEqual({ "a.ts/inner.ts": "inner" });
  });

  test("the text on disk counts, not the staged one", async () => {
    repo.write("a.ts", "one").commit();
    repo.write("a.ts", "two");
    repo.git("add", "a.ts");
    repo.write("a.ts", "three");
    expect((await readAll()).texts).toEqual({ "a.ts": "three" });
  });

  test("a file that is only intended to be added is read from disk", async () => {
    repo.write("a.ts", "text");
    repo.git("add", "-N", "a.ts");
    expect((await readAll()).ids).toEqual({ "a.ts": contentId("text") });
  });

  test("an empty file has the empty blob's id", async () => {
    repo.write("empty.ts", "").commit();
    expect((await readAll()).ids).toEqual({ "empty.ts": "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391" });
  });

  test("a file that git was told not to look at is read from disk all the same", async () => {
    repo.write("a.ts", "one").commit();
    repo.git("update-index", "--assume-unchanged", "a.ts");
    repo.write("a.ts", "two");
    expect(await readAll()).toMatchObject({ texts: { "a.ts": "two" }, ids: { "a.ts": contentId("two") } });
  });

  test("files that a sparse checkout leaves out come from git's objects", async () => {
    repo.write("in/a.ts", "a").write("out/b.ts", "b").write("out/big.ts", "x".repeat(3_000_000)).commit();
    repo.git("sparse-checkout", "set", "--cone", "in");
    const { texts, skipped, ids } = await readAll();
    expect(texts).toEqual({ "in/a.ts": "a", "out/b.ts": "b" });
    expect(ids["out/b.ts"]).toBe(repo.git("rev-parse", "HEAD:out/b.ts").trim());
    expect(skipped).toEqual([{ path: "out/big.ts", reason: "larger than 2 MB" }]);
  });

  test("a file left out by a sparse checkout but there is read from disk", async () => {
    repo.write("a.ts", "one").commit();
    repo.git("update-index", "--skip-worktree", "a.ts");
    repo.write("a.ts", "two");
    expect((await readAll()).texts).toEqual({ "a.ts": "two" });
  });

  test("a conflict is one file, with its markers", async () => {
    repo.write("a.ts", "base\n").commit();
    repo.git("checkout", "-qb", "other");
    repo.write("a.ts", "theirs\n").commit();
    repo.git("checkout", "-q", "main");
    repo.write("a.ts", "ours\n").commit();
    expect(() => repo.git("merge", "-q", "other")).toThrow();
    const { texts } = await readAll();
    expect(Object.keys(texts)).toEqual(["a.ts"]);
    expect(texts["a.ts"]).toMatch(/^<<<<<<< /);
  });

  test("symbolic links are skipped, tracked or not, and loops do no harm", async () => {
    repo.write("a.ts", "a");
    symlinkSync("a.ts", repo.path("tracked.ts"));
    symlinkSync(".", repo.path("loop"));
    repo.commit();
    symlinkSync("/etc/passwd", repo.path("out.ts"));
    symlinkSync("gone", repo.path("dangling.ts"));
    symlinkSync("self.ts", repo.path("self.ts"));
    const { texts, skipped } = await readAll();
    expect(Object.keys(texts)).toEqual(["a.ts"]);
    expect(skipped).toEqual([
      { path: "dangling.ts", reason: "symbolic link" },
      { path: "loop", reason: "symbolic link" },
      { path: "out.ts", reason: "symbolic link" },
      { path: "self.ts", reason: "symbolic link" },
      { path: "tracked.ts", reason: "symbolic link" },
    ]);
  });

  test("a folder replaced by a link leads nowhere", async () => {
    const outside = new TemporaryRepo().write("a.ts", "secret, and longer than the committed one");
    repo.write("lib/a.ts", "a").write("b.ts", "b").commit();
    repo.remove("lib");
    symlinkSync(outside.root, repo.path("lib"));
    const { texts, skipped } = await readAll();
    expect(texts).toEqual({ "b.ts": "b" });
    expect(skipped).toEqual([{ path: "lib", reason: "symbolic link" }]);
    outside.remove();
  });

  test("a tracked file replaced by a link is skipped", async () => {
    repo.write("a.ts", "a").commit();
    repo.remove("a.ts");
    symlinkSync("/etc/passwd", repo.path("a.ts"));
    expect(await readAll()).toMatchObject({
      texts: {},
      skipped: [{ path: "a.ts", reason: "symbolic link" }],
    });
  });

  test("submodules and repositories within are skipped", async () => {
    const library = new TemporaryRepo().init().write("lib.ts", "lib");
    library.commit();
    repo.write("a.ts", "a");
    repo.git("submodule", "add", "-q", library.root, "vendor/lib");
    repo.commit();
    repo.write("nested/n.ts", "n");
    repo.git("init", "-q", "nested");
    const { texts, skipped } = await readAll();
    expect(Object.keys(texts)).toEqual([".gitmodules", "a.ts"]);
    expect(skipped).toEqual([
      { path: "nested/", reason: "a git repository of its own" },
      { path: "vendor/lib", reason: "submodule" },
    ]);
    library.remove();
  });

  test("files over 2 MB are skipped, those of 2 MB are not", async () => {
    const limit = 2 * 1024 * 1024;
    repo
      .write("limit.ts", "x".repeat(limit))
      .write("over.ts", "x".repeat(limit + 1))
      .commit();
    repo.write("untracked.ts", "x".repeat(limit + 1));
    const { texts, skipped } = await readAll();
    expect(Object.keys(texts)).toEqual(["limit.ts"]);
    expect(skipped).toEqual([
      { path: "over.ts", reason: "larger than 2 MB" },
      { path: "untracked.ts", reason: "larger than 2 MB" },
    ]);
  });

  test("binary files have no text, files in other encodings have one", async () => {
    repo.write("nul.ts", Buffer.from("a\0b")).write("latin.ts", Buffer.from("// caf\xe9\n", "latin1"));
    repo.write("utf16.ts", Buffer.from("\ufeffconst a = 1;", "utf16le"));
    expect((await readAll()).texts).toEqual({
      "latin.ts": "// caf\ufffd\n",
      "nul.ts": undefined,
      "utf16.ts": "const a = 1;",
    });
  });

  test("a byte order mark is dropped", async () => {
    repo.write("bom.ts", "\ufeffconst a = 1;");
    expect((await readAll()).texts).toEqual({ "bom.ts": "const a = 1;" });
  });

  test("hostile names are names", async () => {
    const names = [
      "a b.ts",
      'quo"te.ts',
      "new\nline.ts",
      "tab\t.ts",
      "ümlaut.ts",
      "日本.ts",
      "? x.ts",
      "-n.ts",
      "$(id).ts",
    ];
    for (const name of names) repo.write(name, name);
    repo.commit();
    repo.write("untracked\n.ts", "untracked\n.ts").write("a b.ts", "changed");
    const { texts } = await readAll();
    expect(Object.keys(texts)).toEqual([...names, "untracked\n.ts"].sort());
    expect(texts["new\nline.ts"]).toBe("new\nline.ts");
    expect(texts["a b.ts"]).toBe("changed");
  });

  test.skipIf(process.platform !== "linux")("names that are not UTF-8 are listed as skipped", async () => {
    writeFileSync(
      Buffer.concat([Buffer.from(`${repo.root}/caf`), Buffer.from([0xe9]), Buffer.from(".ts")]),
      "x",
    );
    expect((await readAll()).skipped).toEqual([
      { path: "caf\ufffd.ts", reason: "its name is not valid UTF-8" },
    ]);
  });

  test("an empty repository has no files", async () => {
    expect(await readAll()).toEqual({ texts: {}, skipped: [], ids: {} });
  });

  test("a repository without a commit has its files", async () => {
    repo.write("staged.ts", "a").write("new.ts", "b");
    repo.git("add", "staged.ts");
    expect(Object.keys((await readAll()).texts)).toEqual(["new.ts", "staged.ts"]);
  });

  test("a folder of the repository is a tree of its own", async () => {
    repo.write("outer.ts", "o").write("app/src/a.ts", "a").commit();
    repo.write("app/new.ts", "n").write("app/src/a.ts", "changed");
    expect((await readAll(repo.path("app"))).texts).toEqual({ "new.ts": "n", "src/a.ts": "changed" });
  });

  test("a folder that the repository ignores is read as if there were no git", async () => {
    repo
      .write(".gitignore", "out/\n")
      .write("out/a.ts", "a")
      .write("out/node_modules/m/index.js", "m")
      .commit();
    expect((await readAll(repo.path("out"))).texts).toEqual({ "a.ts": "a" });
  });

  test("a linked worktree has its own files", async () => {
    repo.write("a.ts", "a").commit();
    repo.git("worktree", "add", "-q", "--detach", "linked");
    repo.write("linked/b.ts", "b");
    expect(Object.keys((await readAll(repo.path("linked"))).texts)).toEqual(["a.ts", "b.ts"]);
  });

  test("the variables that a hook sets for another repository change nothing", async () => {
    const other = new TemporaryRepo().init().write("other.ts", "other");
    other.commit();
    repo.write("a.ts", "a").commit();
    process.env["GIT_DIR"] = other.path(".git");
    process.env["GIT_INDEX_FILE"] = other.path(".git/index");
    try {
      expect(Object.keys((await readAll()).texts)).toEqual(["a.ts"]);
    } finally {
      delete process.env["GIT_DIR"];
      delete process.env["GIT_INDEX_FILE"];
      other.remove();
    }
  });

  test("neither hooks nor the index are touched", async () => {
    repo.write("a.ts", "a").write("monitor.sh", `#!/bin/sh\ntouch "${repo.root}/ran"\n`).commit();
    chmodSync(repo.path("monitor.sh"), 0o755);
    repo.git("config", "core.fsmonitor", repo.path("monitor.sh"));
    repo.write(".git/index.lock", "");
    expect(Object.keys((await readAll()).texts)).toEqual(["a.ts", "monitor.sh"]);
  });

  test("only wanted files are looked at", async () => {
    repo.write("a.ts", "a").write("big.bin", "x".repeat(3_000_000)).commit();
    const { texts, skipped } = await readAll(repo.root, { isWanted: (path) => path.endsWith(".ts") });
    expect({ texts, skipped }).toEqual({ texts: { "a.ts": "a" }, skipped: [] });
  });

  test("a known blob is not looked at again", async () => {
    repo.write("big.ts", "x".repeat(3_000_000)).commit();
    const tree = openWorkingTree(repo.root);
    expect((await tree.list({ isKnown: () => true })).entries).toHaveLength(1);
    expect((await tree.list({ isKnown: () => false })).entries).toHaveLength(0);
  });

  test("a file that vanished since it was listed is an error, not an empty file", async () => {
    repo.write("a.ts", "a").commit();
    const tree = openWorkingTree(repo.root);
    const { entries } = await tree.list();
    repo.remove("a.ts");
    await expect(readEntries(tree, entries)).rejects.toThrow(
      "Can't read a.ts: no such file or folder. Run again once it can be read.",
    );
  });

  test("a folder that git refuses to read is an error in git's words", async () => {
    repo.write(".git/HEAD", "nonsense");
    await expect(openWorkingTree(repo.root).list()).rejects.toThrow(/git can't list the files of/);
  });
});

describe("the state", () => {
  const getState = (isWanted = (path: string) => path.endsWith(".ts")) =>
    openWorkingTree(repo.root).getState?.(async () => isWanted);
  beforeEach(() => {
    repo.init().write("a.ts", "a").write("b.ts", "b").write("note.txt", "n").commit();
  });

  test("is equal for equal files", async () => {
    const state = await getState();
    expect(state).toMatch(/^[0-9a-f]{40}$/);
    expect(await getState()).toBe(state);
    repo.write("a.ts", "changed").write("a.ts", "a");
    expect(await getState()).toBe(state);
  });

  test.each<[string, () => unknown]>([
    ["an edit", () => repo.write("a.ts", "x")],
    ["a new file", () => repo.write("c.ts", "c")],
    ["a deleted file", () => repo.remove("a.ts")],
    ["a renamed file", () => renameSync(repo.path("a.ts"), repo.path("c.ts"))],
    ["an edit that is committed", () => repo.write("a.ts", "x").commit()],
    ["a link in a file's place", () => (repo.remove("a.ts"), symlinkSync("b.ts", repo.path("a.ts")))],
    [
      "an edit that git was told not to see",
      () => (repo.git("update-index", "--assume-unchanged", "a.ts"), repo.write("a.ts", "x")),
    ],
  ])("differs after %s", async (_what, act) => {
    const state = await getState();
    act();
    expect(await getState()).not.toBe(state);
  });

  test("differs after a second edit of the same length", async () => {
    repo.write("a.ts", "x");
    const state = await getState();
    repo.write("a.ts", "y");
    expect(await getState()).not.toBe(state);
  });

  test("says of unwanted files only whether git knows them as they are", async () => {
    repo.write("note.txt", "1");
    const state = await getState();
    repo.write("note.txt", "2");
    expect(await getState()).toBe(state);
  });

  test("is unknown outside git and in an empty repository", async () => {
    repo.remove(".git");
    expect(await getState()).toBeUndefined();
    const empty = new TemporaryRepo().init();
    expect(await openWorkingTree(empty.root).getState?.(async () => () => true)).toBeUndefined();
    empty.remove();
  });

  test("a list after it is of the same moment, a later one is new", async () => {
    const tree = openWorkingTree(repo.root);
    await tree.getState?.(async () => () => true);
    expect((await tree.list()).entries).toHaveLength(3);
    repo.write("c.ts", "c");
    expect((await tree.list()).entries).toHaveLength(4);
  });
});

describe("outside git", () => {
  test("all files are listed, with dot files, without packages", async () => {
    repo.write("a.ts", "a").write(".env", "A=1").write(".config/x.ts", "x").write("node_modules/m/i.js", "m");
    repo.write("lib/node_modules/m/i.js", "m");
    const { texts, ids } = await readAll();
    expect(texts).toEqual({ ".config/x.ts": "x", ".env": "A=1", "a.ts": "a" });
    expect(ids["a.ts"]).toBe(contentId("a"));
  });

  test("links are not followed and large files are skipped", async () => {
    repo.write("a.ts", "a").write("big.ts", "x".repeat(3_000_000));
    mkdirSync(repo.path("dir"));
    symlinkSync("..", repo.path("dir/up"));
    symlinkSync("a.ts", repo.path("link.ts"));
    const { texts, skipped } = await readAll();
    expect(texts).toEqual({ "a.ts": "a" });
    expect(skipped).toEqual([{ path: "big.ts", reason: "larger than 2 MB" }]);
  });

  test("names with glob characters are names", async () => {
    repo.write("[id].ts", "a").write("(group)/page.ts", "b").write("a*b.ts", "c");
    expect(Object.keys((await readAll()).texts)).toEqual(["(group)/page.ts", "[id].ts", "a*b.ts"]);
  });

  test("git need not be installed", async () => {
    repo.write("a.ts", "a");
    await withoutGit(async () => expect((await readAll()).texts).toEqual({ "a.ts": "a" }));
  });

  test("a folder that is not there is an error", () => {
    expect(() => openWorkingTree(repo.path("gone"))).toThrow(
      `Can't open the folder ${repo.path("gone")}: no such file or folder.`,
    );
  });
});

describe("no program of the repository converts its files", () => {
  beforeEach(() => {
    repo.init();
  });

  /** One that leaves a mark; `process` alone is asked when both are there. */
  const configs: readonly (readonly [string, string])[] = [
    ["clean", '[filter "a.b"]\n  clean = "touch ran; cat"\n  required = true\n'],
    ["process", '[FILTER "own"]\n  process = "touch ran"\n  clean = "touch ran; cat"\n'],
    ["lfs", '[filter "lfs"]\n  process = "touch ran"\n'],
    ["an included file", "[include]\n  path = more\n"],
  ];
  test.each(configs)("%s", async (_, config) => {
    repo.write(".gitattributes", "*.ts filter=a.b\n*.tsx filter=own\n*.js filter=lfs\n");
    for (const path of ["a.ts", "a.tsx", "a.js"]) repo.write(path, "before");
    repo.commit();
    repo.write(".git/more", '[filter "a.b"]\n  process = "touch ran"\n');
    appendFileSync(repo.path(".git/config"), config);
    for (const path of ["a.ts", "a.tsx", "a.js"]) repo.write(path, "after_");
    const { texts } = await readAll();
    expect(texts).toMatchObject({ "a.ts": "after_", "a.tsx": "after_", "a.js": "after_" });
    expect(existsSync(repo.path("ran"))).toBe(false);
  });

  test("one that no option can name is an error", async () => {
    repo.write("a.ts", "a").commit();
    appendFileSync(repo.path(".git/config"), '[filter "a=b"]\n  process = "touch ran"\n');
    await expect(openWorkingTree(repo.root).list()).rejects.toThrow(
      `has a filter called "a=b", which can't be turned off. Rename it without "=".`,
    );
  });
});

test("a repository needs git", async () => {
  repo.init().write("a.ts", "a");
  await withoutGit(async () => {
    await expect(openWorkingTree(repo.root).list()).rejects.toThrow(
      "git is not installed or not on the PATH. Install it: https://git-scm.com/downloads",
    );
    expect(() => openWorkingTree(repo.root).listSync()).toThrow("git is not installed");
  });
});

async function withoutGit(act: () => Promise<void>): Promise<void> {
  const path = process.env["PATH"];
  process.env["PATH"] = "/nowhere";
  try {
    await act();
  } finally {
    process.env["PATH"] = path;
  }
}

async function readEntries(tree: Tree, entries: readonly TreeEntry[]): Promise<void> {
  for await (const [entry] of tree.read(entries)) expect(entries).toContain(entry);
}
