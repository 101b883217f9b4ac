import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeRepo } from "../../fixtures/org/make-repos.mjs";
import { runCommand } from "../support/run-command.js";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "expand-contract-org-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** The API as it stood on a day, with a branch checked out. */
function openApi(until: string, branch = "main"): string {
  const api = makeRepo(folder, "api", { until });
  execFileSync("git", ["checkout", "--quiet", branch], { cwd: api });
  return api;
}

describe("scan", () => {
  it("lists references by file and line", async () => {
    const answer = await runCommand(openApi("2026-08-09"), ["scan"]);
    expect(answer).toMatchSnapshot();
    expect(answer.exit).toBe(0);
  });

  it("tells the worker's SQL files and environment", async () => {
    const worker = makeRepo(folder, "worker");
    expect((await runCommand(worker, ["scan"])).stdout).toMatchSnapshot();
  });

  it("follows the shop's imports of the pricing package, through its barrel too", async () => {
    const web = makeRepo(folder, "web");
    expect((await runCommand(web, ["scan"])).stdout).toMatchSnapshot();
  });

  it("counts in JSON, every change with its entry", async () => {
    const { stdout } = await runCommand(openApi("2026-08-09"), ["scan", "--format", "json"]);
    const report = JSON.parse(stdout);
    expect(Object.keys(report)).toEqual(["version", "references", "changes", "excluded", "problems"]);
    expect(report.changes["user-full-name"]).toMatchObject({
      read: 1,
      write: 2,
      declare: 1,
      total: 4,
      implicit: 0,
      unresolved: 0,
      repos: { ".": 4 },
    });
    expect(report.changes["sessions-old"].total).toBe(0);
  });

  it("writes the answer to a file instead of stdout", async () => {
    const api = openApi("2026-08-09");
    const answer = await runCommand(api, ["scan", "--format", "json", "--output", "usage.json"]);
    expect(answer).toEqual({ exit: 0, stdout: "", stderr: "" });
    expect(JSON.parse(readFileSync(join(api, "usage.json"), "utf8")).version).toBe(1);
  });

  it("takes the folder where we work for the repo of a manifest that stands elsewhere", async () => {
    const api = openApi("2026-08-09");
    const elsewhere = join(makeRepo(folder, "worker"), "of-the-api.json");
    writeFileSync(elsewhere, readFileSync(join(api, "expand-contract.json"), "utf8"));
    rmSync(join(api, "expand-contract.json"));
    expect((await runCommand(api, ["scan", "--manifest", elsewhere])).stdout).toContain(
      "9 references in 5 changes",
    );
    expect((await runCommand(api, ["ratchet", "--base", "main", "--manifest", elsewhere])).exit).toBe(0);
  });

  it("exits 2 for a source that mentions an old name and does not parse", async () => {
    const api = openApi("2026-08-09");
    writeFileSync(join(api, "src/broken.ts"), "const { name } = users ;;(");
    const answer = await runCommand(api, ["scan", "--quiet"]);
    expect(answer.exit).toBe(2);
    expect(answer.stderr).toMatch(/^src\/broken\.ts:1 /);
  });

  it("does not care for a broken source that mentions nothing", async () => {
    const api = openApi("2026-08-09");
    writeFileSync(join(api, "src/broken.ts"), "const people = ;\n");
    expect((await runCommand(api, ["scan"])).exit).toBe(0);
  });
});

describe("ratchet", () => {
  it("fails for a new reference", async () => {
    const api = openApi("2026-08-10", "export-report");
    const answer = await runCommand(api, ["ratchet", "--base", "main", "--today", "2026-08-10"]);
    expect(hideCommits(answer)).toMatchSnapshot();
    expect(answer.exit).toBe(1);
  });

  it("blocks a drop while what is deployed still writes", async () => {
    const api = openApi("2026-08-11", "drop-name");
    const answer = await runCommand(api, ["ratchet", "--base", "main", "--today", "2026-08-11"]);
    expect(hideCommits(answer)).toMatchSnapshot();
    expect(answer.exit).toBe(1);
  });

  it("blocks the same drop until the window is over, and then asks for the other repos", async () => {
    const api = openApi("2026-09-26", "drop-name-again");
    const early = await runCommand(api, ["ratchet", "--base", "main", "--today", "2026-09-23"]);
    expect(hideCommits(early)).toMatchSnapshot();
    expect(early.exit).toBe(1);
    const late = await runCommand(api, ["ratchet", "--base", "main", "--today", "2026-09-24"]);
    expect(hideCommits(late)).toMatchSnapshot();
    expect(late.exit).toBe(1);
  });

  it("says in JSON what SPEC says", async () => {
    const api = openApi("2026-08-11", "drop-name");
    const argv = ["ratchet", "--base", "main", "--today", "2026-08-11", "--format", "json"];
    const { stdout } = await runCommand(api, argv);
    expect(JSON.parse(stdout)).toMatchObject({
      version: 1,
      ok: false,
      findings: [
        { rule: "drop-before-stop-write", change: "user-full-name", verdict: "blocked", line: 1, column: 1 },
        { rule: "drop-before-stop-read", change: "user-full-name", verdict: "blocked" },
      ],
      allowed: [],
      stale: [],
      moved: [],
    });
  });

  it("lets a branch without a change pass", async () => {
    const api = openApi("2026-08-09");
    expect((await runCommand(api, ["ratchet", "--base", "main"])).exit).toBe(0);
  });

  it("has nothing to compare without baseline and base", async () => {
    const answer = await runCommand(makeRepo(folder, "worker"), ["ratchet"]);
    expect(answer).toMatchSnapshot();
    expect(answer.exit).toBe(2);
  });

  it("does not know a base that is not there", async () => {
    const answer = await runCommand(openApi("2026-08-09"), ["ratchet", "--base", "nowhere"]);
    expect(answer).toMatchSnapshot();
    expect(answer.exit).toBe(2);
  });
});

describe("the life of ratchet.json", () => {
  it("starts with what is there, refuses a new reference, takes it on the record, and falls again", async () => {
    const api = openApi("2026-08-10");
    const ratchet = () => readFileSync(join(api, "ratchet.json"), "utf8");
    const committed = ratchet();
    rmSync(join(api, "ratchet.json"));
    expect((await runCommand(api, ["ratchet", "tighten"])).stdout).toBe(
      "Wrote ratchet.json: 9 references.\n",
    );
    expect(ratchet()).toBe(committed);

    execFileSync("git", ["checkout", "--quiet", "export-report", "--", "src"], { cwd: api });
    expect((await runCommand(api, ["ratchet"])).exit).toBe(1);
    const accept = [
      "ratchet",
      "accept",
      "--change",
      "user-full-name",
      "--reason",
      "the vendor moves in autumn",
    ];
    const accepted = await runCommand(api, [...accept, "--owner", "@acme/audit", "--until", "2026-10-31"]);
    expect(accepted).toMatchObject({ exit: 0, stderr: "" });
    expect(JSON.parse(ratchet()).accepted).toEqual([
      {
        change: "user-full-name",
        file: "src/export-users.ts",
        scope: "exportUsers",
        access: "read",
        count: 1,
        reason: "the vendor moves in autumn",
        owner: "@acme/audit",
        until: "2026-10-31",
      },
    ]);
    expect((await runCommand(api, ["ratchet", "--today", "2026-10-31"])).exit).toBe(0);
    expect((await runCommand(api, ["ratchet", "--today", "2026-11-01"])).exit).toBe(1);

    rmSync(join(api, "src/export-users.ts"));
    expect((await runCommand(api, ["ratchet", "tighten"])).stdout).toBe("ratchet.json: 10 → 9 references.\n");
    expect(JSON.parse(ratchet()).accepted).toEqual([]);
  });

  it("is not touched when a source can't be read", async () => {
    const api = openApi("2026-08-09");
    const before = readFileSync(join(api, "ratchet.json"), "utf8");
    writeFileSync(join(api, "src/users/repo.ts"), "SELECT name FROM users");
    const answer = await runCommand(api, ["ratchet", "tighten"]);
    expect(answer.exit).toBe(2);
    expect(answer.stderr).toMatch(/src\/users\/repo\.ts:1/);
    expect(readFileSync(join(api, "ratchet.json"), "utf8")).toBe(before);
  });
});

describe("status", () => {
  it("says where each change stands", async () => {
    const api = openApi("2026-08-25");
    expect(hideCommits(await runCommand(api, ["status", "--today", "2026-09-01"])).stdout).toMatchSnapshot();
  });
});

/** Commit ids depend on the texts of the fixtures. */
function hideCommits<T extends { readonly stdout: string }>(answer: T): T {
  return { ...answer, stdout: answer.stdout.replaceAll(/\b[0-9a-f]{7}\b/g, "0000000") };
}
