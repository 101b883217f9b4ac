import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeRepos } from "../../fixtures/org/make-repos.mjs";
import { COMMAND_PATHS } from "../../src/cli/command-paths.js";
import { listExamples, readHelp } from "../support/read-help.js";
import { runCommand } from "../support/run-command.js";

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "expand-contract-help-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe.each(["", ...COMMAND_PATHS])("the help of expand-contract %s", (path) => {
  it.each([80, 110])("fits into %i columns, each example on a line of its own", async (columns) => {
    const help = await readHelp(path, columns);
    const lines = help.split("\n");
    expect(lines.filter((line) => line.length > columns)).toEqual([]);
    const examples = listExamples(help);
    expect(examples.filter((example) => !/^(expand-contract|eval|npx) ?/.test(example))).toEqual([]);
    expect(help).not.toMatch(/\[(string|boolean|array)\]/);
  });
  it("says what it does, the command's own options before the common ones, exit codes and where more stands", async () => {
    const help = await readHelp(path, 80);
    expect(help.split("\n")[0]).toMatch(
      path === "" ? "expand-contract <command>" : `expand-contract ${path}`,
    );
    const heads = help.split("\n").filter((line) => /^[A-Z][a-z]+:(?: |$)/.test(line));
    const order = ["Commands:", "Options:", "Everywhere:", "Examples:", "Exit:", "More:"];
    const found = heads.map((line) => line.split(" ", 1)[0] ?? "");
    const own = found.filter((head) => head !== "Arguments:");
    expect(own).toEqual(order.filter((head) => own.includes(head)));
    expect(found.indexOf("Arguments:")).toBeLessThan(found.indexOf("Everywhere:"));
    expect(found).toContain("Everywhere:");
    expect(found).toContain("Exit:");
  });
});

describe("examples", () => {
  let api: string;
  /** What the examples take for there: last night's scan, and the shards of one. */
  const files = new Map<string, string>();

  beforeAll(async () => {
    ({ api = "" } = makeRepos(folder, { until: "2026-08-09" }));
    execFileSync("git", ["update-ref", "refs/remotes/origin/main", "main"], { cwd: api });
    const scan = async (...argv: readonly string[]) =>
      (await runCommand(api, ["scan", "--repos", "--format", "json", ...argv])).stdout;
    files.set("usage.json", await scan());
    files.set("shard-1.json", await scan("--shard", "1/2"));
    files.set("shard-2.json", await scan("--shard", "2/2"));
  });

  it.each(COMMAND_PATHS.filter((path) => path !== "completion"))(
    "of %s are answered in a repository",
    async (path) => {
      const repo = join(folder, `for ${path}`);
      cpSync(api, repo, { recursive: true });
      for (const [name, text] of files) writeFileSync(join(repo, name), text);
      for (const [index, example] of listExamples(await readHelp(path, 110)).entries()) {
        // Something new each time, for accept.
        writeFileSync(join(repo, `src/new-${index}.ts`), "export const dsn = process.env.LEGACY_DSN;\n");
        const { exit, stderr } = await runCommand(repo, splitWords(example).slice(1));
        expect([example, exit === 2 ? stderr : ""]).toEqual([example, ""]);
      }
    },
  );
});

/** As a shell does, as far as the examples go: double quotes keep spaces. `dsn` is short for a change of the fixture. */
function splitWords(example: string): string[] {
  const parts = example.split('"');
  const words = parts.flatMap((part, index) => (index % 2 === 1 ? [part] : part.split(" ").filter(Boolean)));
  return words.flatMap((word) => {
    if (word === "shard-*.json") return ["shard-1.json", "shard-2.json"];
    return [word === "dsn" ? "legacy-dsn" : word];
  });
}
