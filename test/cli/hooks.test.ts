import { execFileSync, spawnSync } from "node:child_process";
import { appendFileSync, chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { createCountedStory } from "./counted-story.js";
import { type GitStory, runGit } from "../gate/git-story.js";
import { createManifest, FIXED, MANIFEST, READ, WRITE } from "../gate/run-story.js";
import { buildPackage } from "../support/build-package.js";
import { runCommand } from "../support/run-command.js";

let built: string;
beforeAll(() => {
  built = mkdtempSync(join(tmpdir(), "expand-contract-hooks-"));
  buildPackage(built);
}, 60_000);
afterAll(() => rmSync(built, { recursive: true, force: true }));

let story: GitStory;
beforeEach(async () => {
  story = await createCountedStory({ "src/a.ts": READ, "src/b.ts": WRITE });
});
afterEach(() => story.remove());

/** As docs/pre-commit.md has it, with the command by its path. */
function writeHook(folder = join(story.root, ".git/hooks"), entry = "ratchet --staged --tighten"): void {
  const cache = join(built, "cache");
  const command = `"${process.execPath}" "${join(built, "dist/src/bin.js")}" ${entry} --cache-dir "${cache}"`;
  const file = join(folder, "pre-commit");
  writeFileSync(file, `#!/bin/sh\nexec ${command}\n`);
  chmodSync(file, 0o755);
}

const getCounts = (ref: string, root = story.root): string[] =>
  Object.keys(JSON.parse(runGit(root, ["show", `${ref}:ratchet.json`])).changes["user-full-name"]);
const getStatus = (root = story.root): string => runGit(root, ["status", "--short"]);

describe("the hook under git", () => {
  beforeEach(() => writeHook());

  it("stops a commit that adds a reference, and says which", () => {
    story.write({ "src/c.ts": READ });
    story.git("add", ".");
    expect(() => story.git("commit", "-q", "-m", "add")).toThrow("src/c.ts:1:");
    expect(getStatus()).toBe("A  src/c.ts");
  });

  it("git commit", () => {
    story.write({ "src/a.ts": FIXED });
    story.git("add", ".");
    story.git("commit", "-q", "-m", "plain");
    expect(getCounts("HEAD")).toEqual(["src/b.ts"]);
    expect(getStatus()).toBe("");
  });

  it("git commit -a", () => {
    story.write({ "src/a.ts": FIXED });
    story.git("commit", "-q", "-a", "-m", "all");
    expect(getCounts("HEAD")).toEqual(["src/b.ts"]);
    expect(getStatus()).toBe("");
  });

  it("git commit -- path: what else is staged stays staged, and the next commit does not undo it", () => {
    story.write({ "src/a.ts": FIXED, "src/b.ts": FIXED, "notes.md": "n" });
    story.git("add", "notes.md", "src/b.ts");
    story.git("commit", "-q", "-m", "path", "--", "src/a.ts");
    expect(getCounts("HEAD")).toEqual(["src/b.ts"]);
    expect(getStatus()).toBe("A  notes.md\nM  src/b.ts");
    story.git("commit", "-q", "-m", "rest");
    expect(getCounts("HEAD")).toEqual([]);
    expect(getStatus()).toBe("");
  });

  it("git commit --amend", () => {
    story.write({ "src/a.ts": FIXED });
    story.git("commit", "-q", "-a", "-m", "first");
    story.write({ "src/b.ts": FIXED });
    story.git("commit", "-q", "-a", "--amend", "-m", "both");
    expect(getCounts("HEAD")).toEqual([]);
    expect(getStatus()).toBe("");
  });

  it("in a worktree", () => {
    const tree = join(built, "a worktree");
    story.git("worktree", "add", "-q", "-b", "tree", tree);
    writeFileSync(join(tree, "src/a.ts"), FIXED);
    runGit(tree, ["commit", "-q", "-m", "path", "--", "src/a.ts"]);
    expect(getCounts("HEAD", tree)).toEqual(["src/b.ts"]);
    expect(getStatus(tree)).toBe("");
    expect(getCounts("main")).toEqual(["src/a.ts", "src/b.ts"]);
  });

  it("a merge: what the other side brought is not held against it, what neither has is", () => {
    story.git("checkout", "-q", "-b", "other");
    const manifest = JSON.parse(createManifest());
    manifest.changes.dsn = { kind: "config", old: "LEGACY_DSN", owner: "@acme/api", sunset: "2027-01-01" };
    story.write({
      [MANIFEST]: JSON.stringify(manifest),
      "src/dsn.ts": "export const d = process.env.LEGACY_DSN;\n",
    });
    story.write({ "notes.md": "theirs" });
    story.git("add", ".");
    story.git("commit", "-q", "-m", "theirs");
    story.git("checkout", "-q", "main");
    story.write({ "notes.md": "ours", "src/a.ts": FIXED });
    story.git("add", ".");
    story.git("commit", "-q", "-m", "ours");
    expect(() => story.git("merge", "-q", "other")).toThrow();
    story.write({ "notes.md": "both", "src/c.ts": READ });
    story.git("add", ".");
    expect(() => story.git("commit", "-q", "-m", "merge")).toThrow("src/c.ts:1:");
    story.git("rm", "-q", "-f", "src/c.ts");
    story.git("commit", "-q", "-m", "merge");
    expect(story.git("log", "-1", "--format=%p").split(" ")).toHaveLength(2);
    expect(getCounts("HEAD")).toEqual(["src/b.ts"]);
    expect(getStatus()).toBe("");
  });
});

describe(".pre-commit-hooks.yaml", () => {
  const hooks: { id: string; entry: string; pass_filenames: boolean }[] = parse(
    readFileSync(join(import.meta.dirname, "../../.pre-commit-hooks.yaml"), "utf8"),
  );

  it.each(hooks)(
    "$id runs a command that there is, without file names",
    async ({ entry, pass_filenames }) => {
      expect(pass_filenames).toBe(false);
      const [command, ...argv] = entry.split(" ");
      expect(command).toBe("expand-contract");
      expect(await runCommand(story.root, argv)).toMatchObject({ exit: 0, stderr: "" });
    },
  );

  const hasPreCommit = spawnSync("pre-commit", ["--version"]).status === 0;

  it.skipIf(!hasPreCommit)("pre-commit runs it (skipped where pre-commit is not installed)", () => {
    const bin = join(built, "dist/src/bin.js");
    const hook = `{ id: gate, name: gate, entry: "${process.execPath} ${bin} ratchet --staged --tighten", language: system, pass_filenames: false, always_run: true }`;
    story.write({ ".pre-commit-config.yaml": `repos: [{ repo: local, hooks: [${hook}] }]\n` });
    story.git("add", ".");
    const home = join(built, "pre-commit");
    const options = { cwd: story.root, env: { ...process.env, PRE_COMMIT_HOME: home } };
    execFileSync("pre-commit", ["install"], { ...options, stdio: "pipe" });
    story.write({ "src/a.ts": FIXED });
    story.git("add", ".");
    appendFileSync(join(story.root, "src/b.ts"), "// not staged\n");
    story.git("commit", "-q", "-m", "through pre-commit");
    expect(getCounts("HEAD")).toEqual(["src/b.ts"]);
    expect(getStatus()).toBe("M src/b.ts");
  });
});
