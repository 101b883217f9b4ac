import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findBase } from "../../../src/gate/refs/find-base.js";
import { openRepo } from "../../../src/gate/refs/repo.js";
import { runGit } from "../git-story.js";
import { importStory, type ImportedStory } from "../import-story.js";

let server: ImportedStory;
let count = 0;

/** `main` and `feature` parted two commits ago, and a merge of both stands where services check it out. */
beforeAll(() => {
  server = importStory([
    { name: "start", date: "2026-05-01", files: { "a.ts": "1" } },
    { name: "parted", date: "2026-05-02", files: { "a.ts": "2" } },
    { name: "more", date: "2026-05-03", files: { "b.ts": "1" } },
    { name: "tip", date: "2026-05-04", files: { "b.ts": "2" } },
  ]);
  const { root, git, sha } = server;
  git("checkout", "-q", "-b", "feature", sha("parted"));
  for (const day of ["05", "06"])
    runGit(root, ["commit", "-q", "--allow-empty", "-m", day], `2026-05-${day}`);
  git("checkout", "-q", "--detach", "main");
  runGit(root, ["merge", "-q", "--no-ff", "-m", "merge", "feature"], "2026-05-07");
  git("update-ref", "refs/pull/7/merge", "HEAD");
  git("config", "uploadpack.allowAnySHA1InWant", "true");
  git("checkout", "-q", "main");
});
afterAll(() => server.remove());

function getFolder(): string {
  return join(server.root, ".git", `clone ${++count}`);
}

/** As Bitbucket, Semaphore and Travis do: one branch, and of it the newest commits. */
function clone(...options: readonly string[]): string {
  const folder = getFolder();
  server.git("clone", "-q", "--branch=feature", ...options, `file://${server.root}`, folder);
  return folder;
}

/** As actions/checkout, GitLab's runner and Azure's agent do: the one ref, on a detached head. */
function fetchOnly(ref: string, ...options: readonly string[]): string {
  const folder = getFolder();
  server.git("init", "-q", folder);
  runGit(folder, ["remote", "add", "origin", `file://${server.root}`]);
  runGit(folder, ["fetch", "-q", "--no-tags", ...options, "origin", `+${ref}:refs/remotes/pull/7/merge`]);
  runGit(folder, ["checkout", "-q", "--detach", "refs/remotes/pull/7/merge"]);
  return folder;
}

async function find(folder: string, env: Readonly<Record<string, string>>, base?: string) {
  const git = await openRepo(folder);
  const found = await findBase({ env, ...(git && { git }), ...(base !== undefined && { base }) });
  return found && { name: found.name, sha: found.commit.sha, tip: found.tip.sha };
}

const GITHUB = { GITHUB_BASE_REF: "main", GITHUB_EVENT_NAME: "pull_request" };

async function getComplaint(folder: string, env: Readonly<Record<string, string>>, base?: string) {
  const complaint: unknown = await find(folder, env, base).catch((error: unknown) => error);
  return complaint instanceof Error ? complaint.message : "";
}

/** Runs the line that the message gives, as a shell would. */
function runAdvice(folder: string, message: string): void {
  const command = /git fetch .*$/m.exec(message)?.[0] ?? "false";
  execFileSync("sh", ["-c", command], { cwd: folder, stdio: "pipe" });
}

describe("the target of a pull request", () => {
  it("is where the branches parted, in a whole clone", async () => {
    const base = { name: "origin/main", sha: server.sha("parted"), tip: server.sha("tip") };
    expect(await find(clone(), GITHUB)).toEqual(base);
  });

  it("is all of the target where the two are merged", async () => {
    const folder = fetchOnly("refs/pull/7/merge");
    runGit(folder, ["fetch", "-q", "origin", "+refs/heads/*:refs/remotes/origin/*"]);
    const tip = server.sha("tip");
    expect(await find(folder, GITHUB)).toEqual({ name: "origin/main", sha: tip, tip });
  });

  it.each([
    ["one branch, shallow", () => clone("--depth=1"), "parted"],
    ["one branch, whole", () => clone("--single-branch"), "parted"],
    ["all branches, shallow", () => clone("--depth=1", "--no-single-branch"), "parted"],
    ["one commit, on a detached head", () => fetchOnly("refs/pull/7/merge", "--depth=1"), "tip"],
    ["one ref, on a detached head", () => fetchOnly("refs/pull/7/merge"), "tip"],
  ])("in a clone of %s is an error whose line brings it", async (_, makeClone, commit) => {
    const folder = makeClone();
    const message = await getComplaint(folder, GITHUB);
    expect(message).toMatch(
      /^(?:origin\/main, the target of this pull request, is not in the clone|The clone does not reach back)/,
    );
    runAdvice(folder, message);
    expect((await find(folder, GITHUB))?.sha).toBe(server.sha(commit));
  });

  it("says what the service's configuration needs, and what to run", async () => {
    expect(await getComplaint(fetchOnly("refs/pull/7/merge", "--depth=1"), GITHUB)).toBe(
      `origin/main, the target of this pull request, is not in the clone. Fetch the whole history in GitHub's configuration:

- uses: actions/checkout@v7
  with:
    fetch-depth: 0

or run before it: git fetch --unshallow origin +refs/heads/main:refs/remotes/origin/main`,
    );
  });

  it("says what to run where there is no one configuration", async () => {
    expect(await getComplaint(clone("--single-branch"), { CHANGE_ID: "7", CHANGE_TARGET: "main" })).toBe(
      "origin/main, the target of this pull request, is not in the clone. Run before it, on Jenkins: " +
        "git fetch origin +refs/heads/main:refs/remotes/origin/main",
    );
  });

  it("is the commit that GitLab names where the branch is not there", async () => {
    const env = {
      CI_MERGE_REQUEST_TARGET_BRANCH_NAME: "main",
      CI_MERGE_REQUEST_DIFF_BASE_SHA: server.sha("parted"),
    };
    expect((await find(clone("--single-branch"), env))?.name).toBe("main");
    const merged = fetchOnly("refs/pull/7/merge", "--depth=2");
    const withTarget = { ...env, CI_MERGE_REQUEST_TARGET_BRANCH_SHA: server.sha("tip") };
    expect((await find(merged, withTarget))?.sha).toBe(server.sha("tip"));
  });

  it("is the commit that GitLab names where a runner's old clone has the branch as it was, else the branch", async () => {
    const folder = clone();
    const env = {
      CI_MERGE_REQUEST_TARGET_BRANCH_NAME: "main",
      CI_MERGE_REQUEST_DIFF_BASE_SHA: server.sha("parted"),
    };
    expect(await find(folder, env)).toEqual({
      ...{ name: "origin/main", sha: server.sha("parted"), tip: server.sha("tip") },
    });
    runGit(folder, ["update-ref", "refs/remotes/origin/main", server.sha("start")]);
    expect(await find(folder, env)).toEqual({
      ...{ name: "main", sha: server.sha("parted"), tip: server.sha("parted") },
    });
  });

  it("is no local branch that the pull request was merged into, as Drone does", async () => {
    const folder = clone("--single-branch");
    runGit(folder, ["checkout", "-q", "-b", "main"]);
    const env = { DRONE_BUILD_EVENT: "pull_request", DRONE_TARGET_BRANCH: "main" };
    expect(await getComplaint(folder, env)).toContain("origin/main, the target of this pull request, is not");
    runGit(folder, ["checkout", "-q", "feature"]);
    runGit(folder, ["branch", "-q", "-f", "main", server.sha("parted")]);
    expect((await find(folder, env))?.name).toBe("main");
  });

  it("is no tag of its name", async () => {
    const folder = clone();
    runGit(folder, ["tag", "origin/main", "origin/feature"]);
    expect((await find(folder, GITHUB))?.sha).toBe(server.sha("parted"));
  });

  it("whose name a shell would take apart is quoted", async () => {
    expect(await getComplaint(clone(), { ...GITHUB, GITHUB_BASE_REF: "it's $(x)" })).toContain(
      `git fetch origin '+refs/heads/it'\\''s $(x):refs/remotes/origin/it'\\''s $(x)'`,
    );
  });

  it("itself checked out by pull_request_target is nothing to judge, the pull request is", async () => {
    const env = { ...GITHUB, GITHUB_EVENT_NAME: "pull_request_target" };
    const folder = clone();
    expect((await find(folder, env))?.sha).toBe(server.sha("parted"));
    runGit(folder, ["checkout", "-q", "--detach", "origin/main"]);
    expect(await getComplaint(folder, env)).toContain("Run it on pull_request.");
  });
});

describe("without a target or an upstream", () => {
  it("is HEAD where files changed, and no program or index of the repository has a part in that", async () => {
    const folder = clone();
    runGit(folder, ["checkout", "-q", "--no-track", "-b", "own"]);
    expect(await find(folder, {})).toBeUndefined();
    const monitor = join(folder, ".git", "monitor");
    writeFileSync(monitor, `#!/bin/sh\ntouch '${monitor}-ran'\n`, { mode: 0o755 });
    runGit(folder, ["config", "core.fsmonitor", `'${monitor}'`]);
    writeFileSync(join(folder, "c.ts"), "1");
    // A file with its content but another time makes git write its index anew.
    utimesSync(join(folder, "a.ts"), 0, 0);
    const index = readFileSync(join(folder, ".git", "index"));
    expect((await find(folder, {}))?.name).toBe("HEAD");
    expect(existsSync(`${monitor}-ran`)).toBe(false);
    expect(readFileSync(join(folder, ".git", "index")).equals(index)).toBe(true);
  });
});

describe("--base", () => {
  it.each([
    ["shallow", "--depth=1"],
    ["whole", "--single-branch"],
  ])("that a %s clone of one branch does not have is an error whose line brings it", async (_, option) => {
    const folder = clone(option);
    runAdvice(folder, await getComplaint(folder, {}, "origin/main"));
    expect((await find(folder, {}, "origin/main"))?.sha).toBe(server.sha("parted"));
  });

  it("that is further back than a shallow clone reaches is an error whose line brings it", async () => {
    const folder = clone("--depth=1", "--no-single-branch");
    const message = await getComplaint(folder, {}, "origin/main");
    expect(message).toContain("This shallow clone does not reach back");
    runAdvice(folder, message);
    expect((await find(folder, {}, "origin/main"))?.sha).toBe(server.sha("parted"));
  });
});
