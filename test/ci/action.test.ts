import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { makeRepo } from "../../fixtures/org/make-repos.mjs";
import { runGit } from "../gate/git-story.js";
import { buildPackage } from "../support/build-package.js";
import { addProgram, checkOutPullRequest, createMachine, installPackage } from "./machine.js";
import { PROJECT, runAction } from "./run-action.js";
import type { Machine, StepResult, Values } from "./run-steps.js";

let shared: string;
let built: string;
let origin: string;
let folder: string;
let machine: Machine;

beforeAll(() => {
  shared = mkdtempSync(join(tmpdir(), "expand-contract action "));
  built = join(shared, "built");
  buildPackage(built);
  origin = makeRepo(shared, "api", { until: "2026-08-11" });
});
afterAll(() => {
  rmSync(shared, { recursive: true, force: true });
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "expand-contract job "));
  machine = createMachine(folder, {
    env: { GITHUB_BASE_REF: "main", XDG_CACHE_HOME: join(shared, "cache") },
  });
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** A job that has checked out what a pull request would be merged as, with what the lockfile says installed. */
function checkOut(branch: string): void {
  checkOutPullRequest(origin, machine.workspace, branch);
  installPackage(machine.workspace, built);
}

function run(inputs: Values = {}): StepResult {
  return runAction({ args: "--today=2026-08-11", ...inputs }, machine);
}

/** Has Node call itself one that we don't run on. */
const OLD_NODE = "Object.defineProperty(process,'versions',{value:{...process.versions,node:'20.18.3'}})";

const UNKNOWN = { ok: "unknown", new: "", gone: "", findings: "", report: "" };

describe("what the gate says", () => {
  it("fails a pull request that adds a reference, and shows it at its place, in the log and in the summary", () => {
    checkOut("export-report");
    const { exit, outputs, log, summary } = run();
    expect(exit).toBe(1);
    expect(outputs).toMatchObject({ ok: "false", new: "1", gone: "0", findings: "1" });
    expect(log).toMatch(/^::error file=src\/export-users\.ts,line=5,/m);
    expect(log).toMatch(/new reference.*\n +src\/export-users\.ts:5:24/);
    expect(summary).toContain("src/export-users.ts");
    const { findings } = JSON.parse(readFileSync(String(outputs["report"]), "utf8"));
    expect(findings).toMatchObject([{ rule: "new-reference", file: "src/export-users.ts" }]);
  });

  it("fails a drop of what the deployed version uses, in a merge queue too, and counts no new reference", () => {
    checkOut("drop-name");
    const queue = { GITHUB_BASE_REF: "", GITHUB_REF: "refs/heads/gh-readonly-queue/main/pr-7-6d1dae2" };
    machine = { ...machine, env: { ...machine.env, ...queue } };
    const { exit, outputs, log } = run();
    expect(exit).toBe(1);
    expect(outputs).toMatchObject({ ok: "false", new: "0", findings: "2" });
    expect(log).toContain("drop-before-stop-write");
    expect(log).toContain("base origin/main");
  });

  it("passes what takes references away, and counts them, started in a folder below", () => {
    checkOut("main");
    rmSync(join(machine.workspace, "src/users/create-user.ts"));
    const { exit, outputs } = run({ "working-directory": "src/users" });
    expect(exit).toBe(0);
    expect(outputs).toMatchObject({ ok: "true", new: "0", gone: "1", findings: "0" });
  });
});

describe("what can't be told", () => {
  it("is no pass and no finding: a broken manifest", () => {
    checkOut("main");
    const { exit, outputs, log } = run({ manifest: "ratchet.json" });
    expect({ exit, outputs }).toEqual({ exit: 2, outputs: UNKNOWN });
    expect(log).toMatch(/^::error title=expand-contract could not tell::ratchet\.json:\d+:\d+/m);
  });

  it("says with one line what the checkout lacks", () => {
    const shallow = ["clone", "--quiet", "--depth=1", "--branch=export-report"];
    runGit(origin, [...shallow, pathToFileURL(origin).href, machine.workspace]);
    installPackage(machine.workspace, built);
    const { exit, outputs, log } = run();
    expect({ exit, outputs }).toEqual({ exit: 2, outputs: UNKNOWN });
    expect(log).toMatch(
      /^::warning title=expand-contract::This checkout has not the whole history.*"fetch-depth: 0"\.$/m,
    );
  });

  it("says that there is no checkout, or no such folder in it", () => {
    checkOut("main");
    const { exit, outputs, log } = run({ "working-directory": "packages/api" });
    expect({ exit, outputs }).toEqual({ exit: 2, outputs: UNKNOWN });
    expect(log).toContain("There is no folder packages/api. Put actions/checkout before this step.");
  });

  it("says that Node.js is missing or too old", () => {
    checkOut("main");
    addProgram(folder, "node", `exec "${process.execPath}" --import "data:text/javascript,${OLD_NODE}" "$@"`);
    const { exit, outputs, log } = run();
    expect({ exit, outputs }).toEqual({ exit: 2, outputs: UNKNOWN });
    expect(log).toContain("Node.js 20.19 or later is needed. Put actions/setup-node before this step.");
  });
});

describe("which version runs", () => {
  it("is the action's own by npx where the project has none", () => {
    checkOutPullRequest(origin, machine.workspace, "main");
    addProgram(folder, "npx", `printf '<%s>' "$@"; shift 4; exec node "${built}/dist/src/bin.js" "$@"`);
    const { exit, log, outputs } = run();
    expect({ exit, ok: outputs["ok"] }).toEqual({ exit: 0, ok: "true" });
    const { version } = JSON.parse(readFileSync(join(PROJECT, "package.json"), "utf8"));
    expect(log).toContain(`Running eslint-plugin-expand-contract ${version} by npx.`);
    expect(log).toContain(
      `<--yes><--package=eslint-plugin-expand-contract@${version}><--><expand-contract><ratchet>`,
    );
  });

  it("is the one that is asked for, also where the project has one", () => {
    checkOut("main");
    // npm ends with 1 when there is no such version: that is no finding.
    addProgram(folder, "npx", `printf '<%s>' "$@"; printf "npm error 404 100%%" >&2; exit 1`);
    const { exit, log, outputs } = run({ version: "0.0.7" });
    expect(log).toContain("<--package=eslint-plugin-expand-contract@0.0.7>");
    expect({ exit, outputs }).toEqual({ exit: 2, outputs: UNKNOWN });
    expect(log).toContain("::error title=expand-contract could not tell::npm error 404 100%25");
    // What it said ends in the middle of a line; commands go on at the start of the next.
    expect(log).toMatch(/100%\n::[\da-f-]{36}::$/m);
  });

  it("is nothing that npx would take for another package", () => {
    checkOut("main");
    const { exit, log } = run({ version: "npm:left-pad@1" });
    expect(exit).toBe(2);
    expect(log).toContain('version: "npm:left-pad@1" is none.');
  });
});

describe("inputs", () => {
  it("are data, whatever they hold", () => {
    checkOut("main");
    const evil = '$(touch "$RUNNER_TEMP/evil")`touch "$RUNNER_TEMP/evil"`"; touch "$RUNNER_TEMP/evil"; "\'';
    expect(run({ version: evil }).exit).toBe(2);
    expect(run({ "working-directory": evil }).exit).toBe(2);
    const others = ["args", "base", "formats", "manifest", "summary", "usage", "usage-max-age"];
    expect(run(Object.fromEntries(others.map((name) => [name, evil]))).exit).toBe(2);
    expect(existsSync(join(machine.temp, "evil"))).toBe(false);
  });

  it("name files for other services, and formats for the log, where no quoted line becomes a command", () => {
    checkOut("export-report");
    const formats = "text\n  json=all of it.json  \n\n";
    const { exit, log, summary } = run({ formats, summary: "false", base: "origin/main" });
    expect(exit).toBe(1);
    expect(JSON.parse(readFileSync(join(machine.workspace, "all of it.json"), "utf8")).ok).toBe(false);
    const [, text, token] =
      /^::stop-commands::(?<token>\S+)\n(.*)^::(\k<token>)::\n$/ms.exec(log)?.slice(1) ?? [];
    expect(text).toContain("src/export-users.ts:5:24");
    expect(token).toMatch(/^[0-9a-f-]{36}$/);
    expect(summary).toBe("");
  });
});
