/** Draws the pictures of this folder: what the command shows on terminals of 80 and of 140 columns. By hand: `node docs/screens/make-screens.mjs` */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { makeRepo } from "../../fixtures/org/make-repos.mjs";
import { drawScreen } from "./draw-screen.mjs";

const WIDTHS = [80, 140];
const TODAY = "2026-08-11";

/** On the branch of a pull request that drops a column too early. */
const COMMANDS = [
  { name: "ratchet", argv: ["ratchet", "--base", "main"] },
  { name: "scan", argv: ["scan"] },
  { name: "status", argv: ["status"] },
];

/** @typedef {typeof import("../../src/cli/main.js").main} Main */

/**
 * @param {Main} main the command, as sources or as built
 * @returns {Promise<Record<string, string>>} file name → SVG
 */
export async function makeScreens(main) {
  const folder = mkdtempSync(join(tmpdir(), "expand-contract-screens-"));
  try {
    const cwd = makeRepo(folder, "api", { until: TODAY });
    execFileSync("git", ["checkout", "--quiet", "drop-name"], { cwd });
    /** @type {Record<string, string>} */
    const screens = {};
    for (const { name, argv } of COMMANDS) {
      for (const columns of WIDTHS) {
        const answer = await run(main, argv, { cwd, columns, home: folder });
        const command = ["npx expand-contract", ...argv].join(" ");
        screens[`${name}-${columns}.svg`] = drawScreen(command, answer, columns);
      }
    }
    return screens;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {Main} main
 * @param {readonly string[]} argv
 * @param {{ cwd: string, columns: number, home: string }} terminal
 */
async function run(main, argv, { cwd, columns, home }) {
  let stdout = "";
  await main([...argv, "--today", TODAY], {
    ...{ cwd, home, env: { XDG_CACHE_HOME: home }, platform: "linux", now: () => new Date(TODAY) },
    stdout: { write: (text) => (stdout += text), isTTY: true, columns },
    stderr: { write: () => undefined },
  });
  return stdout;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { createJiti } = await import("jiti");
  const command = await createJiti(import.meta.url).import("../../src/cli/main.ts");
  const { main } = /** @type {{ main: Main }} */ (command);
  for (const [file, svg] of Object.entries(await makeScreens(main)))
    writeFileSync(join(import.meta.dirname, file), svg);
}
