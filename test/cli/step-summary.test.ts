import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runCommand } from "../support/run-command.js";

let folder: string;
let summary: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "expand-contract-summary-"));
  summary = join(folder, "summary.md");
  const dsn = { kind: "config", old: "LEGACY_DSN", owner: "@acme/api", sunset: "2026-12-31" };
  writeFileSync(join(folder, "expand-contract.json"), JSON.stringify({ changes: { dsn } }));
  writeFileSync(join(folder, "db.ts"), "export const url = process.env.LEGACY_DSN;\n");
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const scan = (...argv: readonly string[]) =>
  runCommand(folder, ["scan", ...argv], { env: { GITHUB_STEP_SUMMARY: summary } });

const readSummary = () => readFileSync(summary, "utf8");

describe("the summary of a GitHub job", () => {
  it("gets the answer in Markdown after what it has already", async () => {
    writeFileSync(summary, "# Of another command\n");
    const { stdout, stderr } = await scan("--format", "github");
    expect(stdout).toContain("::warning file=db.ts,line=1,");
    expect(stderr).toBe("");
    expect(readSummary()).toMatch(
      /^# Of another command\n\n<!-- expand-contract scan .*\n### expand-contract: 1 reference in 1 change\n/,
    );
  });

  it("gets nothing of other formats, and nothing where there is none", async () => {
    writeFileSync(summary, "");
    await scan("--format", "markdown");
    expect(readSummary()).toBe("");
    const { exit, stderr } = await runCommand(folder, ["scan", "--format", "github"]);
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: "" });
  });

  it("is left alone where it is full, with a word about it", async () => {
    writeFileSync(summary, "x".repeat(1024 * 1024 - 100));
    const { exit, stderr } = await scan("--format", "github");
    expect({ exit, stderr }).toEqual({
      exit: 0,
      stderr: "The job's summary is full: the answer is not added to it.\n",
    });
    expect(statSync(summary).size).toBe(1024 * 1024 - 100);
  });

  it("that can't be written is a note and no failure", async () => {
    mkdirSync(summary);
    const { exit, stdout, stderr } = await scan("--format", "github");
    expect(exit).toBe(0);
    expect(stdout).toContain("1 reference in 1 change.");
    expect(stderr).toBe(`Can't add to the job's summary, ${summary}: it is a folder.\n`);
    expect((await scan("--format", "github", "--quiet")).stderr).toBe("");
  });
});
