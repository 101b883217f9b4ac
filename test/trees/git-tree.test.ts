import { symlinkSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openGitTree } from "../../src/trees/git-tree.js";
import { readTree } from "./read-tree.js";
import { TemporaryRepo } from "./temporary-repo.js";

let repo: TemporaryRepo;
beforeEach(() => {
  repo = new TemporaryRepo().init();
});
afterEach(() => {
  repo.remove();
});

async function readAll(root: string, ref: string) {
  const tree = await openGitTree(root, ref);
  return readTree(tree);
}

test("holds the commit's files, whatever lies on disk", async () => {
  repo.write("a.ts", "old").commit("First");
  repo.write("a.ts", "new").write("b.ts", "b").commit("Second");
  repo.write("a.ts", "dirty").remove("b.ts");
  expect((await readAll(repo.root, "HEAD~1")).texts).toEqual({ "a.ts": "old" });
  expect((await readAll(repo.root, "HEAD")).texts).toEqual({ "a.ts": "new", "b.ts": "b" });
});

test("its name says ref and commit", async () => {
  const id = repo.write("a.ts", "a").commit();
  expect((await openGitTree(repo.root, "main")).name).toBe(`main ${id.slice(0, 7)}`);
  expect((await openGitTree(repo.root, id)).name).toBe(id.slice(0, 7));
  expect((await openGitTree(repo.root, "main")).commit).toBe(id);
});

test("an annotated tag is its commit", async () => {
  const id = repo.write("a.ts", "a").commit();
  repo.git("tag", "-a", "v1.0.0", "-m", "One");
  expect((await openGitTree(repo.root, "v1.0.0")).commit).toBe(id);
});

test("a folder of the repository is a tree of its own, and empty where it was not there yet", async () => {
  repo.write("outer.ts", "o").commit("First");
  repo.write("app/src/a.ts", "a").commit("Second");
  expect((await readAll(repo.path("app"), "HEAD")).texts).toEqual({ "src/a.ts": "a" });
  expect((await readAll(repo.path("app"), "HEAD~1")).texts).toEqual({});
});

test("a bare repository will do", async () => {
  repo.write("src/a.ts", "a").commit();
  repo.git("clone", "-q", "--bare", ".", "bare.git");
  expect((await readAll(repo.path("bare.git"), "main")).texts).toEqual({ "src/a.ts": "a" });
});

test("links and submodules and large files are skipped", async () => {
  const id = repo.write("a.ts", "a").commit();
  symlinkSync("a.ts", repo.path("link.ts"));
  repo.write("big.ts", "x".repeat(3_000_000));
  repo.git("add", ".");
  repo.git("update-index", "--add", "--cacheinfo", `160000,${id},vendor`);
  repo.git("commit", "-qm", "More");
  const { texts, skipped } = await readAll(repo.root, "HEAD");
  expect(Object.keys(texts)).toEqual(["a.ts"]);
  expect(skipped).toEqual([
    { path: "big.ts", reason: "larger than 2 MB" },
    { path: "link.ts", reason: "symbolic link" },
    { path: "vendor", reason: "submodule" },
  ]);
});

test("binary files have no text, other encodings and byte order marks no effect", async () => {
  repo.write("nul.ts", Buffer.from("a\0b")).write("latin.ts", Buffer.from("caf\xe9", "latin1"));
  repo.write("bom.ts", "\ufeffa").write("empty.ts", "").write("lines.ts", "a\n\nb\n").commit();
  expect((await readAll(repo.root, "HEAD")).texts).toEqual({
    "bom.ts": "a",
    "empty.ts": "",
    "latin.ts": "caf\ufffd",
    "lines.ts": "a\n\nb\n",
    "nul.ts": undefined,
  });
});

test("hostile names are names", async () => {
  const names = ["a b.ts", 'quo"te.ts', "new\nline.ts", "tab\t.ts", "ümlaut.ts", "-n.ts"];
  for (const name of names) repo.write(name, name);
  repo.commit();
  expect((await readAll(repo.root, "HEAD")).texts).toEqual(
    Object.fromEntries(names.map((name) => [name, name])),
  );
});

test("what git reads is the blob, not what a filter of the user's would make of it", async () => {
  repo.write(".gitattributes", "*.ts eol=crlf\n").write("a.ts", "a\nb\n").commit();
  expect((await readAll(repo.root, "HEAD")).texts["a.ts"]).toBe("a\nb\n");
});

test("many files through one process, in the order asked for", async () => {
  for (let i = 0; i < 500; i++) repo.write(`f${i}.ts`, `${i}\n`.repeat(i * 7));
  repo.commit();
  const tree = await openGitTree(repo.root, "HEAD");
  const { entries } = await tree.list();
  const reversed = [...entries].reverse();
  const read = [];
  for await (const [entry, text] of tree.read(reversed)) read.push([entry.path, text]);
  expect(read).toEqual(
    reversed.map(({ path }) => [path, `${path.slice(1, -3)}\n`.repeat(Number(path.slice(1, -3)) * 7)]),
  );
  await tree.close();
});

test("a reader that stops early disturbs no later one", async () => {
  for (let i = 0; i < 50; i++) repo.write(`f${i}.ts`, `${i}`);
  repo.commit();
  const tree = await openGitTree(repo.root, "HEAD");
  const { entries } = await tree.list();
  for await (const [entry] of tree.read(entries)) if (entry.path === "f10.ts") break;
  const wanted = entries.filter(({ path }) => path === "f42.ts");
  for await (const [, text] of tree.read(wanted)) expect(text).toBe("42");
  await tree.close();
  await tree.close();
});

test("two readers at once do not mix", async () => {
  for (let i = 0; i < 50; i++) repo.write(`f${i}.ts`, `${i}`);
  repo.commit();
  const tree = await openGitTree(repo.root, "HEAD");
  const { entries } = await tree.list();
  for await (const [outer, text] of tree.read(entries)) {
    expect(text).toBe(outer.path.slice(1, -3));
    for await (const [inner, other] of tree.read(entries.slice(0, 2)))
      expect(other).toBe(inner.path.slice(1, -3));
  }
  await tree.close();
});

test("its state is the commit", async () => {
  const id = repo.write("a.ts", "a").commit();
  expect(await (await openGitTree(repo.root, "main")).getState?.(async () => () => true)).toBe(id);
});

test("only wanted files are listed", async () => {
  repo.write("a.ts", "a").write("b.sql", "b").commit();
  const tree = await openGitTree(repo.root, "HEAD");
  const { entries } = await tree.list({ isWanted: (path) => path.endsWith(".sql") });
  expect(entries.map(({ path }) => path)).toEqual(["b.sql"]);
});

describe("errors say what to do", () => {
  test.each([
    ["origin/production", "git fetch origin production:refs/remotes/origin/production"],
    ["v1.42.0", "git fetch origin --tags"],
    ["0123456789abcdef0123456789abcdef01234567", "git fetch origin 0123456789abcdef0123456789abcdef01234567"],
    ["release", "git fetch origin release:release"],
  ])("no commit %s", async (ref, command) => {
    repo.write("a.ts", "a").commit();
    await expect(readAll(repo.root, ref)).rejects.toThrow(
      `There is no commit "${ref}" in ${repo.root}. Fetch it with: ${command}`,
    );
  });

  test("no commit at all", async () => {
    await expect(openGitTree(repo.root, "HEAD")).rejects.toThrow("The repository has no commit yet.");
  });

  test("a ref that would be an option", async () => {
    await expect(openGitTree(repo.root, "--all")).rejects.toThrow(`"--all" is no name of a commit.`);
  });

  test("a ref that is a file", async () => {
    repo.write("a.ts", "a").commit();
    await expect(openGitTree(repo.root, "HEAD:a.ts")).rejects.toThrow(/HEAD:a\.ts/);
  });

  test("not in git", async () => {
    const plain = new TemporaryRepo();
    await expect(openGitTree(plain.root, "main")).rejects.toThrow(/not a git repository/);
    plain.remove();
  });

  test("a partial clone has not all contents, and fetches nothing by itself", async () => {
    repo.write("a.ts", "a").commit();
    repo.git("config", "uploadpack.allowFilter", "true");
    const clone = new TemporaryRepo();
    clone.git("clone", "-q", "--filter=blob:none", "--no-checkout", `file://${repo.root}`, ".");
    await expect(readAll(clone.root, "HEAD")).rejects.toThrow("git fetch --refetch --no-filter origin");
    clone.git("fetch", "-q", "--refetch", "--no-filter", "origin");
    expect((await readAll(clone.root, "HEAD")).texts).toEqual({ "a.ts": "a" });
    clone.remove();
  });

  test("a damaged object", async () => {
    repo.write("a.ts", "a").commit();
    const id = repo.git("rev-parse", "HEAD:a.ts").trim();
    repo.remove(`.git/objects/${id.slice(0, 2)}`);
    await expect(readAll(repo.root, "HEAD")).rejects.toThrow("does not have the content of all its files");
  });
});
