import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runGit } from "../gate/git-story.js";
import { buildPackage } from "../support/build-package.js";
import { createArtifactStore } from "./artifact-store.js";
import { checkOutPullRequest } from "./machine.js";
import { makeOrganisation } from "./make-organisation.js";
import { PROJECT } from "./run-action.js";
import { type Job, type JobResult, runJob } from "./run-job.js";
import type { UsedAction } from "./run-steps.js";
import { readSteps } from "./workflow-file.js";

const NIGHTLY = join(PROJECT, "docs/workflows/nightly.yml");
const PULL_REQUEST = join(PROJECT, "docs/workflows/pull-request.yml");
const NIGHT = "2026-09-26";

let folder: string;
let origin: string;
let store: Readonly<Record<string, UsedAction>>;

const run = (job: Job) => runJob(job, { folder, actions: store });

function cloneMain(workspace: string): void {
  runGit(origin, ["clone", "--quiet", "--depth=1", pathToFileURL(origin).href, workspace]);
}

/** The gate on the pull request that drops `users.name` once more, 37 days after the last release that used it. */
function runPullRequest(today: string, newestNight?: string): JobResult {
  const checkOut = (workspace: string) => checkOutPullRequest(origin, workspace, "drop-name-again");
  const steps = readSteps(PULL_REQUEST, "gate");
  return run({ steps, checkOut, today, ...(newestNight && { newestNight }) });
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "expand-contract night "));
  buildPackage(join(folder, "built"));
  origin = makeOrganisation(folder);
  store = createArtifactStore(join(folder, "artifacts"));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Two shards, and the job that puts them together. */
function runNight(): { readonly shards: readonly JobResult[]; readonly merge: JobResult } {
  const steps = readSteps(NIGHTLY, "scan");
  const shards = [1, 2].map((shard) => {
    const contexts = { matrix: { shard }, strategy: { "job-total": 2 }, secrets: {} };
    return run({ steps, contexts, checkOut: cloneMain, today: NIGHT });
  });
  const merge = run({ steps: readSteps(NIGHTLY, "merge"), checkOut: cloneMain, today: NIGHT });
  return { shards, merge };
}

function readUsage(): unknown {
  return JSON.parse(readFileSync(join(folder, "artifacts/expand-contract-usage/usage.json"), "utf8"));
}

it("counts at night, in shards, and keeps one result", () => {
  const { shards, merge } = runNight();
  for (const { exit, log } of [...shards, merge]) expect({ exit, log }).toMatchObject({ exit: 0 });
  expect(readUsage()).toMatchObject({
    repos: [
      { name: ".", status: "ok" },
      { name: "web", status: "ok", scanned: NIGHT },
      { name: "worker", status: "ok", scanned: NIGHT },
    ],
  });
  // git has the token while it fetches, and no file has it.
  const asked = execFileSync("git", ["credential", "fill"], {
    encoding: "utf8",
    input: "protocol=https\nhost=github.com\n\n",
    env: { PATH: process.env["PATH"], HOME: shards[0]?.home, REPOS_TOKEN: "night-token" },
  });
  expect(asked).toContain("username=x-access-token\npassword=night-token\n");
});

describe("a pull request that drops a column", () => {
  it("is held against the newest night: another repository still writes it", () => {
    const { exit, log } = runPullRequest("2026-09-27", "4711");
    expect(exit).toBe(1);
    expect(log).toMatch(/drop blocked.*drop-before-stop-write/);
    expect(log).toMatch(/^ +worker +\S+:\d+:\d+ +write/m);
  });

  it("is unknown before the first night, and it says how to have one", () => {
    const { exit, log } = runPullRequest("2026-09-27");
    expect(exit).toBe(1);
    expect(log).toContain("::warning title=expand-contract::No night has counted the other repositories yet");
    expect(log).toMatch(/drop unknown.*drop-unknown/);
    expect(log).toContain("expand-contract scan --repos --format json --output usage.json");
  });

  it("is unknown when the newest night is too long ago, and it says how to renew it", () => {
    const { exit, log } = runPullRequest("2026-10-05", "4711");
    expect(exit).toBe(1);
    expect(log).toMatch(/drop unknown.*drop-unknown/);
    expect(log).toContain("on 2026-09-26, 9 days ago");
    expect(log).toContain("expand-contract scan --repos --format json --output usage.json");
  });
});

it("fails a night in which a repository could not be read, and keeps its result all the same", () => {
  renameSync(join(folder, "web"), join(folder, "web, moved away"));
  const { shards, merge } = runNight();
  expect(shards.map(({ exit }) => exit)).toEqual([0, 0]);
  expect(merge.exit).toBe(2);
  expect(merge.log).toContain("web  There is no repository at");
  expect(readUsage()).toMatchObject({ repos: [{ name: "." }, { name: "web", status: "failed" }, {}] });
});

it("is tried on each system by this project's own workflow", () => {
  const checkOut = (workspace: string) => {
    cpSync(join(PROJECT, "fixtures/org"), join(workspace, "fixtures/org"), { recursive: true });
    cpSync(join(PROJECT, "package.json"), join(workspace, "package.json"));
  };
  const steps = readSteps(join(PROJECT, ".github/workflows/ci.yml"), "action");
  const { exit, log } = run({ steps, checkOut, today: "2026-08-11" });
  expect({ exit, log }).toMatchObject({ exit: 0, log: expect.stringMatching(/^failure false 1$/m) });
});
