import { execFileSync } from "node:child_process";
import { lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runCommand } from "../support/run-command.js";

const MANIFEST = JSON.stringify({
  changes: {
    dsn: { kind: "config", old: "LEGACY_DSN", new: "DATABASE_URL", owner: "@acme/api", sunset: "2026-12-31" },
  },
});

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "expand-contract-outputs-"));
  writeFileSync(join(folder, "expand-contract.json"), MANIFEST);
  writeFileSync(join(folder, "db.ts"), "export const url = process.env.LEGACY_DSN;\n");
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const scan = (...argv: readonly string[]) => runCommand(folder, ["scan", ...argv]);

describe("several formats at once", () => {
  it("writes each to its place", async () => {
    const { stdout, exit } = await scan("--format", "text", "--format", "json=out.json");
    expect(exit).toBe(0);
    expect(stdout).toContain("1 reference in 1 change.");
    expect(JSON.parse(readFileSync(join(folder, "out.json"), "utf8"))).toMatchObject({
      changes: { dsn: { total: 1 } },
    });
  });

  it("writes to files alone", async () => {
    expect(await scan("--format", "json=a.json", "--format=text=b.txt")).toMatchObject({
      exit: 0,
      stdout: "",
    });
    expect(readFileSync(join(folder, "b.txt"), "utf8")).toContain("db.ts:1:");
  });

  it("gives what names no file to --output", async () => {
    expect(await scan("--format", "json", "--output", "a.json")).toMatchObject({ exit: 0, stdout: "" });
    expect(JSON.parse(readFileSync(join(folder, "a.json"), "utf8"))).toMatchObject({ version: 1 });
  });
});

describe("the place of an answer", () => {
  it("may be in a folder that is not there yet", async () => {
    expect(await scan("--format", "json=reports/ci/a.json", "--format=text=reports/a.txt")).toMatchObject({
      exit: 0,
      stderr: "",
    });
    expect(readdirSync(join(folder, "reports")).toSorted()).toEqual(["a.txt", "ci"]);
    expect(await runCommand(folder, ["status", "--output", "status/a.txt"])).toMatchObject({ exit: 0 });
    expect(readFileSync(join(folder, "status/a.txt"), "utf8")).toContain("dsn");
  });

  it("may not be in a file, nor be a folder", async () => {
    expect(await scan("--output", "db.ts/a.txt")).toMatchObject({
      exit: 2,
      stdout: "",
      stderr: `Can't write ${join(folder, "db.ts/a.txt")}: a part of the path is not a folder.\n`,
    });
    expect((await scan("--output", ".")).stderr).toContain("it is a folder");
    expect(readdirSync(folder)).toHaveLength(2);
  });

  it.skipIf(process.platform === "win32")("may be a pipe, which stays one", async () => {
    const pipe = join(folder, "pipe");
    execFileSync("mkfifo", [pipe]);
    const [read, { exit }] = await Promise.all([readFile(pipe, "utf8"), scan("--output", "pipe")]);
    expect({ read: read.includes("1 reference in 1 change."), exit }).toEqual({ read: true, exit: 0 });
    expect(lstatSync(pipe).isFIFO()).toBe(true);
  });
});

describe("refuses, and writes nothing", () => {
  it.each([
    [["--format", "text", "--format", "json"], "both go to stdout"],
    [["--format", "text", "--format", "json", "--output", "a"], "both go to a."],
    [["--format", "json=a", "--format", "text=a"], "Two formats would be written to a."],
    [["--format", "json=a", "--format", "text=./a"], "Two formats would be written to ./a."],
    [["--output="], "--output needs a value."],
    [["--cache-dir", ""], "--cache-dir needs a value."],
    [["--manifest="], "--manifest needs a value."],
    [["--format", "json=a", "--output", "a"], "--output a has nothing to hold"],
    [["--format", "json="], "names no file"],
    [["--format", "jsn"], "Did you mean json?"],
  ])("%j", async (argv, message) => {
    const { exit, stdout, stderr } = await scan(...argv);
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: "" });
    expect(stderr).toContain(message);
    expect(readdirSync(folder)).toHaveLength(2);
  });
});
