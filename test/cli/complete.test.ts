import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { COMMAND_PATHS } from "../../src/cli/command-paths.js";
import { runCommand } from "../support/run-command.js";

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "expand-contract-complete-"));
  const ids = ["legacy-dsn", "old-color", "team:dsn"];
  const changes = Object.fromEntries(
    ids.map((id, index) => [
      id,
      { kind: "config", old: `LEGACY_${index}`, owner: "@acme", sunset: "2027-01-01" },
    ]),
  );
  writeFileSync(join(folder, "expand-contract.json"), JSON.stringify({ changes }));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** What a shell gets for these words, of which the last one is being typed. */
async function propose(...words: readonly string[]): Promise<string[]> {
  const answer = await runCommand(folder, ["--get-yargs-completions", "expand-contract", ...words]);
  expect(answer).toMatchObject({ exit: 0, stderr: "" });
  return answer.stdout.split("\n").slice(0, -1);
}

describe("completion", () => {
  it("proposes commands", async () => {
    expect(await propose("")).toEqual(["init", "scan", "ratchet", "status", "migrations", "completion"]);
    expect(await propose("s")).toEqual(["scan", "status"]);
    expect(await propose("ratchet", "")).toEqual(["tighten", "accept", "merge-driver"]);
    expect(await propose("nothing")).toEqual([]);
  });
  it("proposes options, the command's own among them", async () => {
    expect(await propose("scan", "--f")).toEqual(["--format"]);
    expect(await propose("scan", "--m")).toEqual(["--manifest"]);
    expect(await propose("scan", "--ch")).toEqual([]);
    expect(await propose("ratchet", "accept", "--ch")).toEqual(["--change"]);
  });
  it("proposes the formats that the command has", async () => {
    expect(await propose("scan", "--format", "j")).toContain("json");
    expect(await propose("scan", "--format", "x")).toEqual([]);
    expect(await propose("status", "--format", "")).toEqual(["text", "json"]);
  });
  it("proposes what follows an equals sign, as bash hands it over and as zsh does", async () => {
    expect(await propose("status", "--format", "=", "j")).toEqual(["json"]);
    expect(await propose("status", "--format=j")).toEqual(["--format=json"]);
  });
  it("proposes the shells", async () => {
    expect(await propose("completion", "")).toEqual(["bash", "zsh"]);
  });
  it("proposes the ids of changes, but none with a colon", async () => {
    expect(await propose("ratchet", "accept", "--change", "")).toEqual(["legacy-dsn", "old-color"]);
    expect(await propose("ratchet", "accept", "--change", "leg")).toEqual(["legacy-dsn"]);
  });
  it("leaves files to the shell", async () => {
    expect(await propose("scan", "--cwd", "")).toEqual([]);
    expect(await propose("ratchet", "accept", "--file", "s")).toEqual([]);
    expect(await propose("ratchet", "src/")).toEqual([]);
  });
  it("proposes no ids where there is no manifest", async () => {
    const nowhere = mkdtempSync(join(tmpdir(), "expand-contract-complete-"));
    const argv = ["--get-yargs-completions", "expand-contract", "ratchet", "accept", "--change", ""];
    expect(await runCommand(nowhere, argv)).toEqual({ exit: 0, stdout: "", stderr: "" });
    rmSync(nowhere, { recursive: true });
  });

  it("names every command that there is", async () => {
    const found: string[] = [];
    for (const name of await propose("")) {
      found.push(name);
      const below = (await propose(name, "")).filter((one) => !one.startsWith("-") && name !== "completion");
      found.push(...below.map((one) => `${name} ${one}`));
    }
    expect(found.toSorted()).toEqual([...COMMAND_PATHS].toSorted());
  });

  it.each(COMMAND_PATHS)("knows which options of %s take no value", async (path) => {
    const words = path.split(" ");
    for (const option of await propose(...words, "--")) {
      if (option === "--help" || option === "--version") continue;
      const files = path === "scan merge" ? ["a.json"] : [];
      const { stderr } = await runCommand(folder, [...words, ...files, option]);
      const takesValue = stderr.startsWith(`${option} needs a value.`);
      const proposed = await propose(...words, ...files, option, "--");
      // After an option that takes none, options may follow.
      expect([option, proposed.length === 0]).toEqual([option, takesValue]);
    }
  });
});

it("prints a script, for the shell that is named or runs", async () => {
  const bash = await runCommand(folder, ["completion", "bash"]);
  expect(bash.stdout).toContain("complete -o default -F _expand_contract expand-contract\n");
  expect(await runCommand(folder, ["completion"], { env: { SHELL: "/bin/bash" } })).toEqual(bash);
  const zsh = await runCommand(folder, ["completion"], { env: { SHELL: "/usr/bin/zsh" } });
  expect(zsh.stdout).toMatch(/^#compdef expand-contract\n/);
  expect(await runCommand(folder, ["completion"], { env: { SHELL: "/bin/fish" } })).toEqual({
    exit: 2,
    stdout: "",
    stderr: "$SHELL names neither bash nor zsh. Say which one: expand-contract completion bash\n",
  });
});
