import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { makeRepos } from "../../fixtures/org/make-repos.mjs";
import { COMMAND_PATHS } from "../../src/cli/command-paths.js";
import { readHelp } from "../support/read-help.js";
import { runCommand } from "../support/run-command.js";

const PAGE = join(import.meta.dirname, "../../docs/commands.md");

let folder: string;
let api: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "expand-contract-commands-"));
  ({ api = "" } = makeRepos(folder, { until: "2026-08-11" }));
  for (const [index, name] of ["shard-1.json", "shard-2.json"].entries()) {
    const argv = ["scan", "--repos", "--format", "json", "--shard", `${index + 1}/2`];
    writeFileSync(join(folder, name), (await runCommand(api, argv)).stdout);
  }
  writeFileSync(join(api, "src/new.ts"), "export const dsn = process.env.LEGACY_DSN;\n");
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** What stands in a block: the help, or the command line with what it answered on both streams. */
async function getContent(kind: string, line: string, index: number): Promise<string> {
  if (kind === "help") return readHelp(line === "expand-contract" ? "" : line, 80);
  const repo = join(folder, `run-${index}`);
  cpSync(api, repo, { recursive: true });
  for (const name of ["shard-1.json", "shard-2.json"]) cpSync(join(folder, name), join(repo, name));
  const argv = [...line.split(" "), "--today", "2026-08-11"];
  const { exit, stdout, stderr } = await runCommand(repo, argv);
  expect([line, exit]).not.toEqual([line, 2]);
  return `$ expand-contract ${line}\n${stdout}${stderr}`.replaceAll(repo, "/src/api").trimEnd() + "\n";
}

/** The page with each block as the command fills it now: `--update` writes it. */
it("shows in the page on commands what the commands really say", async () => {
  const blocks = [...readFileSync(PAGE, "utf8").matchAll(/^```text (help|run): ([^\n]*)\n(.*?)```$/gms)];
  let page = readFileSync(PAGE, "utf8");
  for (const [index, [block, kind = "", line = ""]] of blocks.entries()) {
    const content = await getContent(kind, line, index);
    page = page.replace(block, () => `\`\`\`text ${kind}: ${line}\n${content}\`\`\``);
  }
  await expect(page).toMatchFileSnapshot(PAGE);
});

it("has the help of each command under a heading that the help's last line names", async () => {
  const page = readFileSync(PAGE, "utf8");
  for (const path of COMMAND_PATHS) {
    expect(page).toContain(`\n## ${path}\n`);
    expect(page).toContain(`\n\`\`\`text help: ${path}\n`);
    expect(await readHelp(path, 110)).toContain(`docs/commands.md#${path.replaceAll(" ", "-")} in`);
  }
});
