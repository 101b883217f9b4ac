// Measures the pre-commit gate on a generated repository, each round after a commit, as ratios in the same run: to the warm scan, and to what no
// hook can do without, `git status` and a start of node.
//   node bench/pre-commit.mjs [FILES] [ROUNDS]
import { execFileSync } from "node:child_process";
import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildBench } from "./build-bench.mjs";
import { generateRepo } from "./generate-repo.mjs";
import { measureInTurns, run } from "./measure.mjs";

const IDENTITY = Object.fromEntries(
  ["AUTHOR", "COMMITTER"].flatMap((role) => [
    [`GIT_${role}_NAME`, "bench"],
    [`GIT_${role}_EMAIL`, "bench@example.com"],
  ]),
);

const [files = "4000", rounds = "7"] = process.argv.slice(2);
const bin = join(await buildBench(), "src/bin.js");
const root = mkdtempSync(join(tmpdir(), "expand-contract-bench-"));
const cache = mkdtempSync(join(tmpdir(), "expand-contract-bench-cache-"));
try {
  generateRepo(root, { files: Number(files) });
  const git = (...args) =>
    execFileSync("git", args, { cwd: root, stdio: "ignore", env: { ...process.env, ...IDENTITY } });
  const ask = (...args) => ({
    program: process.execPath,
    args: [bin, ...args, "--cache-dir", cache],
    cwd: root,
  });
  const gate = ask("ratchet", "--staged");
  run(ask("ratchet", "tighten"));
  git("add", "-A");
  git("commit", "-qm", "Baseline");
  run(gate);
  let edits = 0;
  const edit = (path) => {
    appendFileSync(join(root, path), `export const edit${edits++} = 1;\n`);
    git("add", "-A");
  };
  const medians = measureInTurns(
    [
      { name: "node", program: process.execPath, args: ["-e", "0"], cwd: root },
      { name: "git status", program: "git", args: ["status", "--short"], cwd: root },
      { name: "warm scan", ...ask("scan"), before: () => run(ask("scan")) },
      // As a developer commits: HEAD is what was staged the last time, and one file more is staged now.
      {
        name: "a file without old names",
        ...gate,
        before: () => (git("commit", "-qm", "Work", "--allow-empty"), edit("README.ts")),
      },
      {
        name: "a file with one",
        ...gate,
        before: () => (git("commit", "-qm", "Work", "--allow-empty"), edit("packages/core/src/legacy-0.ts")),
      },
      { name: "the same again", ...gate },
    ],
    Number(rounds),
  );
  const get = (name) => medians.get(name) ?? 0;
  const least = get("node") + get("git status");
  console.log(`node ${get("node").toFixed(0)} ms, git status ${get("git status").toFixed(0)} ms`);
  for (const name of ["warm scan", "a file without old names", "a file with one", "the same again"]) {
    const time = get(name);
    const [toScan, toLeast] = [time / get("warm scan"), time / least];
    console.log(
      `${name}: ${time.toFixed(0)} ms   ${toScan.toFixed(1)} × warm scan   ${toLeast.toFixed(1)} × node and git status`,
    );
  }
} finally {
  rmSync(root, { recursive: true, force: true });
  rmSync(cache, { recursive: true, force: true });
}
