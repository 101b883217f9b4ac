import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeRepos } from "../../fixtures/org/make-repos.mjs";
import { type CommandAnswer, runCommand } from "../support/run-command.js";

let folder: string;
let api: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "expand-contract-repos-"));
  api = makeRepos(folder, { until: "2026-08-09" })["api"] ?? "";
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const scan = (...argv: readonly string[]) =>
  runCommand(api, ["scan", ...argv, "--cache-dir", join(folder, "cache")]);

/** The report in JSON. */
async function scanJson(...argv: readonly string[]) {
  const answer = await scan(...argv, "--format", "json");
  return { ...answer, report: JSON.parse(answer.stdout) };
}

/** How many files a scan looks at is for its own tests to say. */
function hideSeen({ stdout, ...answer }: CommandAnswer): CommandAnswer {
  const seen = stdout
    .replaceAll(folder, "FOLDER")
    .replaceAll(/\d+ files, \d+ candidates/g, "N files, N candidates");
  return { ...answer, stdout: seen };
}

function writeRepos(repos: readonly object[]): void {
  const changes = {
    "legacy-dsn": { kind: "config", old: "LEGACY_DSN", owner: "@acme/platform", sunset: "2026-11-30" },
  };
  writeFileSync(join(api, "expand-contract.json"), JSON.stringify({ repos, changes }));
}

describe("scan --repos", () => {
  it("lists the references of each change by repo", async () => {
    const answer = await scan("--repos");
    expect(hideSeen(answer)).toMatchSnapshot();
    expect(answer.exit).toBe(0);
  });

  it("names the repo of each reference, and counts by repo", async () => {
    const { report } = await scanJson("--repos");
    expect(report.changes["final-price"]).toMatchObject({
      ...{ call: 4, export: 2, total: 6 },
      repos: { ".": 1, pricing: 1, web: 4 },
    });
    expect(report.changes["user-full-name"].repos).toEqual({ ".": 4, worker: 2 });
    expect(report.changes["sessions-old"]).toMatchObject({ total: 0, repos: {} });
    const web = report.references.filter(({ repo }: { repo: string }) => repo === "web");
    expect(web.map(({ file, line }: { file: string; line: number }) => `${file}:${line}`)).toEqual([
      ...["src/cart.tsx:9", "src/cart.tsx:11", "src/checkout.ts:10", "src/pricing.ts:1"],
    ]);
    expect(report.references.every(({ repo }: { repo?: string }) => repo !== undefined)).toBe(true);
  });

  it("says of each repo what its scan saw", async () => {
    const { report } = await scanJson("--repos");
    expect(report.repos).toMatchObject([
      { name: ".", path: ".", status: "ok", scanned: "2026-08-09", stats: { unresolvedImports: 3 } },
      { name: "pricing", path: "../pricing", status: "ok", stats: { candidates: 2, unresolvedImports: 0 } },
      { name: "web", path: "../web", status: "ok", stats: { candidates: 3, failedParses: 0 } },
      { name: "worker", path: "../worker", status: "ok", stats: { unresolvedImports: 1 } },
    ]);
  });

  it("gives the same answer from its cache", async () => {
    const first = await scan("--repos", "--format", "json");
    expect(await scan("--repos", "--format", "json")).toEqual(first);
    expect(await scan("--repos", "--format", "json", "--no-cache")).toEqual(first);
  });

  it("takes the commit that a repo's ref names, and the working tree without one", async () => {
    writeRepos([
      { name: "worker", path: "../worker" },
      { name: "released", path: "../worker", ref: "HEAD" },
    ]);
    writeFileSync(join(folder, "worker/.env.production"), "LEGACY_DSN=postgres://production\n");
    const { report } = await scanJson("--repos");
    expect(report.changes["legacy-dsn"].repos).toEqual({ ".": 1, released: 2, worker: 3 });
    expect(report.repos[1]).toMatchObject({ ref: "HEAD", commit: expect.stringMatching(/^[0-9a-f]{40}$/) });
    expect(report.repos[2]).not.toHaveProperty("commit");
  });
});

describe("a repo that fails", () => {
  it("is reported, and the others are counted", async () => {
    rmSync(join(folder, "web"), { recursive: true });
    const { exit, report, stderr } = await scanJson("--repos");
    expect(exit).toBe(2);
    expect(report.changes["final-price"].repos).toEqual({ ".": 1, pricing: 1 });
    expect(report.repos[2]).toMatchObject({ name: "web", status: "failed", kind: "gone" });
    expect(report.problems).toMatchObject([{ repo: "web", file: ".", isFatal: true }]);
    expect(stderr).toContain(`web  There is no folder ${join(folder, "web")}.`);
  });

  it("shows what was last known of it apart, and sums nothing of it up", async () => {
    await scan("--repos", "--today", "2026-08-07");
    rmSync(join(folder, "web"), { recursive: true });
    const { exit, report } = await scanJson("--repos");
    expect(exit).toBe(2);
    expect(report.changes["final-price"]).toMatchObject({ total: 2, repos: { ".": 1, pricing: 1 } });
    expect(report.repos[2]).toMatchObject({
      ...{ name: "web", status: "old", kind: "gone" },
      last: { scanned: "2026-08-07", changes: { "final-price": { total: 4, call: 3, export: 1 } } },
    });
    const text = await scan("--repos");
    expect(hideSeen(text).stdout).toMatchSnapshot();
    expect(text.stderr).toBe("");
  });

  it("is not known by counts of a change that has another old shape now", async () => {
    await scan("--repos");
    rmSync(join(folder, "worker"), { recursive: true });
    const repos = [{ name: "worker", path: "../worker" }];
    const [kept, other] = ["LEGACY_DSN", "OTHER_DSN"].map((old) => ({
      ...{ kind: "config", old, owner: "@acme/platform", sunset: "2026-11-30" },
    }));
    const declared = (dsn: object | undefined) => JSON.stringify({ repos, changes: { "legacy-dsn": dsn } });
    writeFileSync(join(api, "expand-contract.json"), declared(kept));
    expect((await scanJson("--repos")).report.repos[1]).toMatchObject({
      last: { changes: { "legacy-dsn": { total: 2 } } },
    });
    writeFileSync(join(api, "expand-contract.json"), declared(other));
    expect((await scanJson("--repos")).report.repos[1]).toMatchObject({ status: "failed" });
  });

  it("leaves the exit code alone where only others were asked for", async () => {
    rmSync(join(folder, "worker"), { recursive: true });
    const answer = await scan("--repo", "web");
    expect(answer.exit).toBe(0);
    expect(answer.stderr).toContain("worker");
    expect(answer.stderr).toContain("What its packages export is not followed.");
  });
});

it("shows no password of a URL, neither in the report nor beside it", async () => {
  writeRepos([{ name: "web", url: "https://ann:hunter22@127.0.0.1:1/web.git?token=hunter33" }]);
  const json = await scan("--repos", "--format", "json");
  expect(json.exit).toBe(2);
  expect(JSON.parse(json.stdout).repos[1]).toMatchObject({
    ...{ url: "https://127.0.0.1:1/web.git", status: "failed" },
  });
  const text = await scan("--repos");
  expect(`${json.stdout}${json.stderr}${text.stdout}${text.stderr}`).not.toMatch(/hunter|ann:/);
});

describe("--repo", () => {
  it("scans those that it names alone, with the others' packages at hand", async () => {
    const { report } = await scanJson("--repo", "web", "--repo", "worker");
    expect(report.repos.map(({ name }: { name: string }) => name)).toEqual(["web", "worker"]);
    expect(report.changes["final-price"].repos).toEqual({ web: 4 });
    expect(report.changes["user-full-name"].repos).toEqual({ worker: 2 });
  });

  it("takes a dot for this repo", async () => {
    const { report } = await scanJson("--repo", ".");
    expect(report.changes["final-price"].repos).toEqual({ ".": 1 });
  });
});

describe("the manifest's list", () => {
  const complain = async (...argv: readonly string[]) => {
    const answer = await scan(...argv);
    expect(answer).toMatchObject({ exit: 2, stdout: "" });
    return answer.stderr.replaceAll(folder, "FOLDER");
  };

  it("must not be empty", async () => {
    writeRepos([]);
    expect(await complain("--repos")).toBe(
      'expand-contract.json names no other repos. Add them: "repos": [{ "name": "web", "path": "../web" }]\n',
    );
  });

  it("must not have a repository twice", async () => {
    writeRepos([
      { name: "web", path: "../web" },
      { name: "shop", path: "../worker/../web" },
    ]);
    expect(await complain("--repos")).toBe(
      'expand-contract.json: the repos "web" and "shop" are the same one, and would be counted twice: keep one.\n',
    );
  });

  it("may have this repo, which is counted once", async () => {
    writeRepos([
      { name: "api", path: "../api" },
      { name: "worker", path: "../worker" },
    ]);
    const { stderr, report } = await scanJson("--repos");
    expect(stderr).toBe('expand-contract.json: the repo "api" is this one: it is counted once, as ".".\n');
    expect(report.changes["legacy-dsn"].repos).toEqual({ ".": 1, worker: 2 });
  });

  it("does not have every name", async () => {
    expect(await complain("--repo", "wokrer")).toBe(
      "--repo wokrer: expand-contract.json has no repo of that name. Did you mean worker?\n",
    );
    expect(await complain("--repo", "something-else")).toBe(
      "--repo something-else: expand-contract.json has no repo of that name. It has: ., worker, pricing, web.\n",
    );
  });
});
