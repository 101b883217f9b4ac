import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { makeScreens } from "../../docs/screens/make-screens.mjs";
import { makeRepo } from "../../fixtures/org/make-repos.mjs";
import { main } from "../../src/cli/main.js";
import { REPORT_FORMATS } from "../../src/report/format-names.js";
import { runCommand } from "../support/run-command.js";

const PAGE = join(import.meta.dirname, "../../docs/formats.md");
const SCREENS = join(import.meta.dirname, "../../docs/screens");

/** `<!-- branch: x -->` before a block: its command runs there, and what follows is what it says. `UPDATE_DOCS=1` writes that into the page. */
const BLOCK = /<!-- branch: (\S+) -->\n\n```console\n\$ npx expand-contract (.*)\n([^]*?)```/g;

it("shows what the commands really say", async () => {
  const folder = mkdtempSync(join(tmpdir(), "expand-contract-formats-"));
  const page = readFileSync(PAGE, "utf8");
  const shown: string[] = [];
  try {
    const cwd = makeRepo(folder, "api", { until: "2026-08-11" });
    let written = page;
    for (const [block, branch = "", line = "", said = ""] of page.matchAll(BLOCK)) {
      execFileSync("git", ["checkout", "--quiet", branch], { cwd });
      const { stdout } = await runCommand(cwd, [...line.split(" "), "--today", "2026-08-11"]);
      written = written.replace(block, () => block.replace(`${line}\n${said}`, () => `${line}\n${stdout}`));
      shown.push(line);
    }
    if (process.env["UPDATE_DOCS"]) writeFileSync(PAGE, written);
    else expect(page).toBe(written);
    expect(shown).toHaveLength(2);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

it("names every format", () => {
  const named = [...readFileSync(PAGE, "utf8").matchAll(/^\| `([a-z]+)` /gm)].map(([, name]) => name);
  expect(named).toEqual([...REPORT_FORMATS]);
});

it("has pictures of what a terminal shows now: node docs/screens/make-screens.mjs", async () => {
  const screens = await makeScreens(main);
  expect(readdirSync(SCREENS).filter((file) => file.endsWith(".svg"))).toEqual(
    Object.keys(screens).toSorted(),
  );
  for (const [file, svg] of Object.entries(screens))
    expect(readFileSync(join(SCREENS, file), "utf8"), file).toBe(svg);
});
