import { mkdtempSync, rmSync } from "node:fs";
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
    expect(await complain("sacn")).toBe("Did you mean scan?\nSee: expand-contract --help\n");
  });
  it("an unknown flag", async () => {
    expect(await complain("scan", "--nope")).toBe("Unknown argument: nope\nSee: expand-contract --help\n");
  });
  it("an unknown format", async () => {
    expect(await complain("scan", "--format", "xml")).toContain('Given: "xml", Choices: "text", "json"');
  });
  it("a flag without its value", async () => {
    expect(await complain("scan", "--today")).toContain("Not enough arguments following: today");
  });
  it("a missing flag", async () => {
    expect(await complain("ratchet", "accept")).toContain("Missing required arguments: change, reason");
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
  it("a folder that is not there", async () => {
    expect(await complain("scan", "--cwd", "nowhere")).toContain("expand-contract init");
  });
});

describe("help", () => {
  it.each([[["--help"]], [["ratchet", "--help"]], [["scan", "--help"]], [["ratchet", "accept", "--help"]]])(
    "%s",
    async (argv) => {
      const answer = await runCommand(folder, argv);
      expect(answer).toMatchObject({ exit: 0, stderr: "" });
      expect(answer.stdout).toMatchSnapshot();
    },
  );
});

describe("init", () => {
  it("writes what is missing, then keeps what is there", async () => {
    const first = await runCommand(folder, ["init"]);
    expect(first).toMatchSnapshot();
    const second = await runCommand(folder, ["init"]);
    expect(second.stdout).toContain("kept   expand-contract.json\nkept   ratchet.json\n");
    expect((await runCommand(folder, ["ratchet"])).exit).toBe(0);
    expect((await runCommand(folder, ["status"])).stdout).toBe(
      "No changes under way: expand-contract.json declares none.\n",
    );
  });
});
