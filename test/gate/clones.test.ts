import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { openRepo } from "../../src/gate/refs/repo.js";
import { type GitStory, runGit } from "./git-story.js";
import { importStory, type ImportedStory, type ToldCommit } from "./import-story.js";
import { CREATE, createManifest, DROP, FIXED, getRules, MANIFEST, READ, runStory } from "./run-story.js";

const stories: GitStory[] = [];
afterEach(() => {
  vi.unstubAllEnvs();
  for (const story of stories.splice(0)) story.remove();
});

function tell(...commits: readonly ToldCommit[]): ImportedStory {
  const story = importStory(commits);
  stories.push(story);
  return story;
}

const START = { [MANIFEST]: createManifest(), "db/migrations/0001_init.sql": CREATE };
const USED = { name: "used", date: "2026-05-01", files: { ...START, "src/users.ts": READ } };
const STOP = { name: "stop", date: "2026-06-20", files: { "src/users.ts": FIXED } };
const DOCS = { name: "docs", date: "2026-06-29", files: { "docs/a.md": "a" } };

/** A clone beside the story, with a drop. */
function clone(story: ImportedStory, ...options: readonly string[]): string {
  const root = join(story.root, "the clone");
  story.git("clone", "-q", ...options, `file://${story.root}`, root);
  writeFileSync(join(root, "db/migrations/0002_drop.sql"), DROP);
  return root;
}

describe("a shallow clone", () => {
  it("that ends within the window is unknown, and says what to fetch", async () => {
    const root = clone(tell(USED, { ...STOP, date: "2026-05-02" }, DOCS), "--depth=1");
    const { findings } = await runStory({ root }, { base: "HEAD" });
    expect(findings).toMatchObject([
      {
        rule: "drop-unknown",
        message: expect.stringContaining("does not reach back 7 days"),
        next: "fetch the history: git fetch --unshallow, in CI: fetch-depth: 0",
      },
    ]);
  });

  it("that reaches back further than the window is enough", async () => {
    const root = clone(tell(USED, STOP, DOCS), "--depth=2");
    const { findings, allowed } = await runStory({ root }, { base: "HEAD" });
    expect(findings).toEqual([]);
    expect(allowed).toMatchObject([{ evidence: [{ kind: "never-used", date: "2026-06-20" }] }]);
  });

  it("that shows the commit within the window names it", async () => {
    const story = tell(USED, { ...STOP, date: "2026-06-28" }, DOCS);
    const root = clone(story, "--depth=3");
    const { findings } = await runStory({ root }, { base: "HEAD" });
    expect(findings).toMatchObject([
      { rule: "drop-before-window", evidence: [{ commit: story.sha("stop") }] },
    ]);
  });
});

describe("a partial clone that can't fetch", () => {
  it("is unknown where files of the window are missing, and says what to fetch", async () => {
    const story = tell(USED, { ...STOP, date: "2026-06-28" }, DOCS);
    story.git("config", "uploadpack.allowFilter", "true");
    const root = clone(story, "--filter=blob:none");
    const { findings } = await runStory({ root }, { base: "HEAD" });
    expect(findings).toMatchObject([
      {
        rule: "drop-unknown",
        message: expect.stringContaining("this partial clone does not have the files"),
        next: "fetch them: git fetch --refetch --no-filter origin",
      },
    ]);
  });

  it("is enough where only older files are missing", async () => {
    const story = tell(USED, STOP, DOCS);
    story.git("config", "uploadpack.allowFilter", "true");
    const root = clone(story, "--filter=blob:none");
    const { findings, allowed } = await runStory({ root }, { base: "HEAD" });
    expect(findings).toEqual([]);
    expect(allowed).toMatchObject([{ evidence: [{ kind: "never-used", commit: story.sha("stop") }] }]);
  });

  it("says what to fetch where the base's files are missing", async () => {
    const story = tell(USED, STOP, DOCS);
    story.git("config", "uploadpack.allowFilter", "true");
    const root = clone(story, "--filter=blob:none");
    await expect(runStory({ root }, { base: "HEAD~2" })).rejects.toThrow(
      "git fetch --refetch --no-filter origin",
    );
  });
});

describe("where git's folder is elsewhere", () => {
  it("a worktree answers as the clone does, on a detached head", async () => {
    const story = tell(USED, { ...STOP, date: "2026-06-28" }, DOCS);
    const root = join(story.root, "a worktree");
    story.git("worktree", "add", "-q", "--detach", root, "main");
    expect(existsSync(join(root, ".git"))).toBe(true);
    writeFileSync(join(root, "db/migrations/0002_drop.sql"), DROP);
    // No upstream: a dirty tree is held to its own commit.
    const { base, findings } = await runStory({ root });
    expect(base?.name).toBe("HEAD");
    expect(findings).toMatchObject([
      { rule: "drop-before-window", evidence: [{ commit: story.sha("stop") }] },
    ]);
  });

  it("a hook's variables for another repository change nothing", async () => {
    const story = tell(USED, STOP, DOCS);
    const other = tell({ ...USED, name: "other" });
    story.write({ "db/migrations/0002_drop.sql": DROP });
    vi.stubEnv("GIT_DIR", join(other.root, ".git"));
    vi.stubEnv("GIT_WORK_TREE", other.root);
    vi.stubEnv("GIT_INDEX_FILE", join(other.root, ".git/index"));
    const { allowed, base } = await runStory(story, { base: "main" });
    expect(base?.sha).toBe(story.sha("docs"));
    expect(allowed).toMatchObject([{ evidence: [{ commit: story.sha("stop") }] }]);
  });
});

describe("a folder that git does not trust", () => {
  it("is an error with git's own remedy, not a folder without git", async () => {
    const story = tell(USED);
    vi.stubEnv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1");
    await expect(openRepo(story.root)).rejects.toThrow("safe.directory");
  });

  it("is read where the environment says that it may be trusted", async () => {
    const story = tell(USED, STOP, DOCS);
    story.write({ "db/migrations/0002_drop.sql": DROP });
    vi.stubEnv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1");
    vi.stubEnv("GIT_CONFIG_COUNT", "1");
    vi.stubEnv("GIT_CONFIG_KEY_0", "safe.directory");
    vi.stubEnv("GIT_CONFIG_VALUE_0", "*");
    expect(getRules(await runStory(story, { base: "main" }))).toEqual([]);
  });
});

describe("a submodule", () => {
  it("and its changes are no files of the repository", async () => {
    const story = tell(USED, STOP);
    const point = (sha: string) =>
      story.git("update-index", "--add", "--cacheinfo", `160000,${sha},libs/shared`);
    point(story.sha("used"));
    runGit(story.root, ["commit", "-q", "-m", "add"], "2026-06-27");
    point(story.sha("stop"));
    runGit(story.root, ["commit", "-q", "-m", "move"], "2026-06-28");
    story.write({ "db/migrations/0002_drop.sql": DROP });
    const { allowed } = await runStory(story, { base: "main" });
    expect(allowed).toMatchObject([{ evidence: [{ commit: story.sha("stop") }] }]);
  });
});
