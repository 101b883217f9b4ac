import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCommand } from "../support/run-command.js";

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "expand-contract-usage-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function complain(...argv: readonly string[]): Promise<string> {
  const answer = await runCommand(folder, argv);
  expect(answer).toMatchObject({ exit: 2, stdout: "" });
  return answer.stderr.replaceAll(folder, "FOLDER");
}

describe("a mistake in the command line is one message and exit 2", () => {
  it("no command", async () => {
    expect(await complain()).toBe("Name a command.\nSee: expand-contract --help\n");
  });
  it("an unknown command", async () => {
    expect(await complain("sacn")).toBe(
      "Unknown command: sacn. Did you mean scan?\nSee: expand-contract --help\n",
    );
  });
  it("a command that is like none", async () => {
    expect(await complain("bogus")).toBe("Unknown command: bogus\nSee: expand-contract --help\n");
  });
  it("a command that stands under another one", async () => {
    expect(await complain("tighten")).toBe(
      "Unknown command: tighten. Did you mean ratchet tighten?\nSee: expand-contract --help\n",
    );
  });
  it("a misspelt command under another one", async () => {
    expect(await complain("ratchet", "tigthen")).toBe(
      "Unknown command: tigthen. Did you mean tighten?\nSee: expand-contract ratchet --help\n",
    );
  });
  it("a misspelt option", async () => {
    expect(await complain("status", "--formta", "json")).toBe(
      "Unknown option: --formta. Did you mean --format?\nSee: expand-contract status --help\n",
    );
    expect(await complain("--vresion")).toContain("Unknown option: --vresion. Did you mean --version?");
    expect(await complain("ratchet", "accept", "--chnage=x")).toContain("Did you mean --change?");
  });
  it("an unknown flag", async () => {
    expect(await complain("scan", "--nope")).toBe(
      "Unknown option: --nope\nSee: expand-contract scan --help\n",
    );
  });
  it("an unknown format", async () => {
    expect(await complain("scan", "--format", "jsn")).toBe(
      "--format jsn is none of text, json, github, markdown, sarif, gitlab, junit, codeowners. Did you mean json?\n",
    );
    expect(await complain("status", "--format", "xml")).toBe(
      "--format xml is none of text, json.\nSee: expand-contract status --help\n",
    );
  });
  it("a word that is none of those that may stand there", async () => {
    expect(await complain("completion", "bahs")).toBe(
      "bahs is none of bash, zsh. Did you mean bash?\nSee: expand-contract completion --help\n",
    );
  });
  it("a flag without its value", async () => {
    expect(await complain("scan", "--today")).toContain(
      "--today needs a value.\nSee: expand-contract scan --help",
    );
  });
  it("a flag that may be repeated, without its value", async () => {
    expect(await complain("scan", "--format")).toContain("--format needs a value.");
    expect(await complain("scan", "--repo", "--quiet")).toContain("--repo needs a value.");
  });
  it("a missing flag", async () => {
    expect(await complain("ratchet", "accept")).toBe(
      "Missing: --change, --reason\nSee: expand-contract ratchet accept --help\n",
    );
    expect(await complain("ratchet", "accept", "--change", "n")).toContain("Missing: --reason\n");
  });
  it("no manifest", async () => {
    expect(await complain("scan")).toBe(
      "No expand-contract.json in FOLDER or above it. Write a first one: expand-contract init\n",
    );
  });
  it("a manifest that is not there", async () => {
    expect(await complain("scan", "--manifest", "other.json")).toBe(
      "other.json does not exist. Write a first one: expand-contract init\n",
    );
  });
  it("a folder for a manifest", async () => {
    expect(await complain("scan", "--manifest", ".")).toBe("FOLDER is a folder, and a manifest is a file\n");
  });
  it("a folder that is not there", async () => {
    expect(await complain("scan", "--cwd", "nowhere")).toBe("--cwd nowhere is no folder.\n");
  });
  it("a flag given twice counts as it is given last", async () => {
    expect(await complain("scan", "--today", "2026-08-01", "--today", "soon")).toContain(
      "No expand-contract.json",
    );
    expect(await complain("scan", "--cwd", ".", "--cwd", "nowhere")).toBe("--cwd nowhere is no folder.\n");
  });
});

describe("colour", () => {
  const getFirstLine = async (env: Record<string, string>, ...argv: string[]): Promise<string> => {
    const manifest = {
      changes: { n: { kind: "config", old: "LEGACY", owner: "@acme", sunset: "2027-01-01" } },
    };
    const repo = mkdtempSync(join(tmpdir(), "expand-contract-colour-"));
    writeFileSync(join(repo, "expand-contract.json"), JSON.stringify(manifest));
    const { stdout } = await runCommand(repo, ["scan", ...argv], { env });
    rmSync(repo, { recursive: true });
    return stdout.split("\n")[0] ?? "";
  };
  const BOLD = "\u001B[1mn\u001B[22m";

  it("is forced by FORCE_COLOR, and its 0 forces none", async () => {
    expect(await getFirstLine({ FORCE_COLOR: "1" })).toContain(BOLD);
    expect(await getFirstLine({ FORCE_COLOR: "0" })).not.toContain(BOLD);
    expect(await getFirstLine({})).not.toContain(BOLD);
  });
  it("yields to NO_COLOR and --no-color", async () => {
    expect(await getFirstLine({ FORCE_COLOR: "1", NO_COLOR: "1" })).not.toContain(BOLD);
    expect(await getFirstLine({ FORCE_COLOR: "1" }, "--no-color")).not.toContain(BOLD);
  });
});

describe("init", () => {
  it("writes ratchet.json where we work, wherever the manifest stands", async () => {
    const [repo, elsewhere] = [0, 1].map(() => mkdtempSync(join(tmpdir(), "expand-contract-init-"))) as [
      string,
      string,
    ];
    const answer = await runCommand(repo, ["init", "--manifest", join(elsewhere, "changes.json")]);
    expect(answer.exit).toBe(0);
    expect(readdirSync(elsewhere)).toEqual(["changes.json"]);
    expect(readdirSync(repo)).toEqual(["ratchet.json"]);
    rmSync(elsewhere, { recursive: true });
    rmSync(repo, { recursive: true });
  });

  it("names what it keeps from where we work", async () => {
    const repo = mkdtempSync(join(tmpdir(), "expand-contract-init-"));
    await runCommand(repo, ["init"]);
    mkdirSync(join(repo, "src"));
    const answer = await runCommand(join(repo, "src"), ["init"]);
    expect(answer.stdout).toContain("kept   ../expand-contract.json\nkept   ../ratchet.json\n");
    rmSync(repo, { recursive: true });
  });

  it("says that what it would keep is broken, and writes nothing", async () => {
    const repo = mkdtempSync(join(tmpdir(), "expand-contract-init-"));
    writeFileSync(join(repo, "ratchet.json"), "{ broken");
    const answer = await runCommand(repo, ["init"]);
    expect(answer).toMatchObject({ exit: 2, stdout: "" });
    expect(answer.stderr).toContain("ratchet.json:1:3");
    expect(readdirSync(repo)).toEqual(["ratchet.json"]);
    rmSync(repo, { recursive: true });
  });

  it("writes what is missing, then keeps what is there", async () => {
    const first = await runCommand(folder, ["init"]);
    expect(first.stdout).toContain("wrote  expand-contract.json\nwrote  ratchet.json\n");
    const second = await runCommand(folder, ["init"]);
    expect(second.stdout).toContain("kept   expand-contract.json\nkept   ratchet.json\n");
    expect((await runCommand(folder, ["ratchet"])).exit).toBe(0);
    expect((await runCommand(folder, ["status"])).stdout).toBe(
      "No changes under way: expand-contract.json declares none.\n",
    );
  });
});
