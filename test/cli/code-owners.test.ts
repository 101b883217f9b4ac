import { chmodSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runCommand } from "../support/run-command.js";
import { TemporaryRepo } from "../trees/temporary-repo.js";

const MANIFEST = JSON.stringify({
  changes: {
    dsn: { kind: "config", old: "LEGACY_DSN", new: "DATABASE_URL", owner: "@acme/api", sunset: "2026-12-31" },
  },
});
const USE = "export const url = process.env.LEGACY_DSN;\n";

let repo: TemporaryRepo;

beforeEach(() => {
  repo = new TemporaryRepo().init();
  repo.write("packages/api/expand-contract.json", MANIFEST).write("packages/api/src/db.ts", USE);
});
afterEach(() => {
  repo.remove();
});

async function scan(...argv: readonly string[]): Promise<string> {
  const { stdout } = await runCommand(repo.path("packages/api"), ["scan", "--format", ...argv]);
  return stdout;
}

describe("a manifest below the repository's top", () => {
  it("has the CODEOWNERS of the top, whose patterns start there", async () => {
    repo.write(".github/CODEOWNERS", "/src/ @acme/wrong\n/packages/api/src/ @acme/api\n");
    expect(await scan("codeowners")).toContain("@acme/api   1 reference: 1 read");
  });

  it("does not take a CODEOWNERS of its own, which no service reads", async () => {
    repo.write("packages/api/CODEOWNERS", "* @acme/own\n");
    const text = await scan("codeowners");
    expect(text).toContain("nobody   1 reference: 1 read");
    expect(text).toContain("note: this repository has no CODEOWNERS file");
  });

  it("has its paths count from the top in what services read", async () => {
    expect(JSON.parse(await scan("gitlab"))).toMatchObject([
      { location: { path: "packages/api/src/db.ts" } },
    ]);
    expect(JSON.parse(await scan("sarif")).runs[0].results).toMatchObject([
      { locations: [{ physicalLocation: { artifactLocation: { uri: "packages/api/src/db.ts" } } }] },
    ]);
    expect(await scan("junit")).toContain("packages/api/src/db.ts:1:32");
  });

  it("is the same in a worktree", async () => {
    repo.write("CODEOWNERS", "* @acme/all\n").commit();
    const worktree = join(dirname(repo.root), `${repo.root}-worktree`);
    repo.git("worktree", "add", "-q", worktree);
    try {
      const { stdout } = await runCommand(join(worktree, "packages/api"), ["scan", "--format", "codeowners"]);
      expect(stdout).toContain("@acme/all   1 reference: 1 read");
    } finally {
      repo.git("worktree", "remove", "--force", worktree);
    }
  });
});

it("asks the CODEOWNERS of a repo that the manifest names by path", async () => {
  const worker = new TemporaryRepo().init();
  try {
    worker.write("src/job.ts", USE).write("CODEOWNERS", "* @acme/jobs\n").commit();
    const manifest = { ...JSON.parse(MANIFEST), repos: [{ name: "worker", path: worker.root }] };
    repo.write("packages/api/expand-contract.json", JSON.stringify(manifest));
    repo.write("CODEOWNERS", "* @acme/all\n").commit();
    const text = await scan("codeowners", "--repos");
    expect(text).toContain("@acme/jobs   1 reference: 1 read");
    expect(text).toContain("      worker   src/job.ts   1 reference: 1 read");
    expect(text).toContain("@acme/all   1 reference: 1 read");
  } finally {
    worker.remove();
  }
});

it.skipIf(process.getuid?.() === 0)(
  "does not take a file that can't be read for one without owners",
  async () => {
    repo.write("CODEOWNERS", "* @acme/all\n");
    chmodSync(repo.path("CODEOWNERS"), 0o000);
    const { exit, stderr } = await runCommand(repo.path("packages/api"), ["scan", "--format", "codeowners"]);
    expect({ exit, stderr }).toEqual({
      exit: 2,
      stderr: "Can't read CODEOWNERS: permission denied. Run again once it can be read.\n",
    });
  },
);

it("does not take another file for CODEOWNERS", async () => {
  // A folder of that name.
  repo.write("CODEOWNERS/README.md", "No owners here.\n");
  expect(await scan("codeowners")).toContain("note: this repository has no CODEOWNERS file");
});
