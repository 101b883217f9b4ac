import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeRepos } from "../../fixtures/org/make-repos.mjs";
import { type CommandAnswer, runCommand } from "../support/run-command.js";

const TODAY = "2026-09-26";
let folder: string;
let api: string;

/** Nothing of the API itself has used `users.name` for the window; its drop stands on a branch. */
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "expand-contract-usage-"));
  api = makeRepos(folder)["api"] ?? "";
  execFileSync("git", ["checkout", "--quiet", "drop-name-again"], { cwd: api });
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function run(...argv: readonly string[]): Promise<CommandAnswer> {
  return runCommand(api, [...argv, "--cache-dir", join(folder, "cache")]);
}

const ratchet = (...argv: readonly string[]) => run("ratchet", "--base", "main", "--today", TODAY, ...argv);
const count = (day = TODAY) =>
  run("scan", "--repos", "--format", "json", "--output", "../usage.json", "--today", day);

/** The worker as it is once it has moved to the new shape. */
function moveWorker(): void {
  const folderOfQueries = join(folder, "worker/queries");
  writeFileSync(join(folderOfQueries, "report.sql"), "SELECT id, full_name FROM users ORDER BY id;\n");
  const sync = readFileSync(join(folderOfQueries, "sync-users.sql"), "utf8");
  const moved = sync.replace("name = i.display_name,\n       ", "").replace("u.name IS", "u.full_name IS");
  writeFileSync(join(folderOfQueries, "sync-users.sql"), moved);
}

describe("a drop that nothing here speaks against", () => {
  it("is unknown while nothing tells of the manifest's other repos", async () => {
    const { exit, stdout } = await ratchet();
    expect(exit).toBe(1);
    expect(stdout).toContain("drop unknown");
    expect(stdout).toContain(
      "pricing, web and worker are other repos of the manifest, and nothing says what they use",
    );
  });

  it("is blocked by what another repo does, in the rules of what is here", async () => {
    await count();
    const { exit, stdout } = await ratchet("--usage", "../usage.json");
    expect(exit).toBe(1);
    expect(stdout.replaceAll(/\b[0-9a-f]{7}\b/g, "0000000")).toMatchSnapshot();
  });

  it("has the repo in the evidence of the JSON", async () => {
    await count();
    const { stdout } = await ratchet("--usage", "../usage.json", "--format", "json");
    expect(JSON.parse(stdout).findings).toMatchObject([
      {
        ...{ rule: "drop-before-stop-write", change: "user-full-name", verdict: "blocked" },
        evidence: [
          { kind: "reference", repo: "worker", file: "queries/sync-users.sql", line: 8, access: "write" },
        ],
      },
      { rule: "drop-before-stop-read", evidence: [{ repo: "worker", access: "read", line: 12 }] },
    ]);
  });

  it("is allowed once the others have moved, and says what proves it", async () => {
    moveWorker();
    await count("2026-09-24");
    const { exit, stdout } = await ratchet("--usage", "../usage.json");
    expect(stdout.replaceAll(/\b[0-9a-f]{7}\b/g, "0000000")).toMatchSnapshot();
    expect(exit).toBe(0);
  });

  it("is unknown while another repo selects everything", async () => {
    moveWorker();
    writeFileSync(join(folder, "worker/queries/report.sql"), "SELECT * FROM users ORDER BY id;\n");
    await count();
    const { exit, stdout } = await ratchet("--usage", "../usage.json");
    expect(exit).toBe(1);
    expect(stdout).toContain("a place in worker may use it without naming it");
    expect(stdout).toContain("worker   queries/report.sql:1:8   implicit");
  });

  it("is unknown by a count that is too old, unless it may be that old", async () => {
    moveWorker();
    await count("2026-09-22");
    const { exit, stdout } = await ratchet("--usage", "../usage.json");
    expect(exit).toBe(1);
    expect(stdout).toContain(
      "../usage.json counted pricing on 2026-09-22, 4 days ago, and --usage-max-age is 3d",
    );
    expect((await ratchet("--usage", "../usage.json", "--usage-max-age", "1w")).exit).toBe(0);
  });

  it("is unknown where a repo failed that night", async () => {
    moveWorker();
    rmSync(join(folder, "web"), { recursive: true });
    await count();
    const { exit, stdout } = await ratchet("--usage", "../usage.json");
    expect(exit).toBe(1);
    expect(stdout).toContain("web could not be counted when ../usage.json was made: There is no folder");
  });

  it("takes the parts of a scan in shards, unmerged", async () => {
    moveWorker();
    const parts = ["1/2", "2/2"].map((shard) => ({
      shard,
      file: `../usage-${shard.replace("/", "-")}.json`,
    }));
    for (const { shard, file } of parts)
      await run("scan", "--shard", shard, "--repos", "--format", "json", "--output", file, "--today", TODAY);
    const [one = "", two = ""] = parts.map(({ file }) => file);
    expect((await ratchet("--usage", one)).exit).toBe(1);
    expect((await ratchet("--usage", one, "--usage", two)).exit).toBe(0);
  });
});

describe("status", () => {
  it("says what another repo keeps from being dropped", async () => {
    execFileSync("git", ["checkout", "--quiet", "main"], { cwd: api });
    await count();
    const { stdout } = await run("status", "--today", TODAY, "--usage", "../usage.json");
    expect(stdout).toContain(
      "worker still writes users.name; remove these 2 references in worker and release that",
    );
  });
});

describe("--usage", () => {
  it("of a file that is not there says how to write it", async () => {
    expect(await ratchet("--usage", "../none.json")).toMatchSnapshot();
  });

  it("of the scan of one repo says how to scan all", async () => {
    await run("scan", "--format", "json", "--output", "../usage.json");
    expect(await ratchet("--usage", "../usage.json")).toMatchSnapshot();
  });

  it("reads stdin", async () => {
    expect(await ratchet("--usage", "-")).toMatchObject({
      exit: 2,
      stderr: expect.stringContaining("--usage - reads"),
    });
  });

  it("takes an age in hours, days or weeks", async () => {
    expect(await ratchet("--usage-max-age", "soon")).toMatchObject({
      exit: 2,
      stderr: "--usage-max-age soon is no age. Write hours, days or weeks: --usage-max-age 12h, 3d or 1w.\n",
    });
  });
});
