// Measures the scan on a generated repository, as ratios to what git and Node take in the same run.
//   node bench/run.mjs [FILES] [ROUNDS]
import { execFileSync } from "node:child_process";
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildBench } from "./build-bench.mjs";
import { generateRepo } from "./generate-repo.mjs";
import { measureLint } from "./measure-lint.mjs";
import { measureInTurns, run } from "./measure.mjs";

const [files = "4000", rounds = "9"] = process.argv.slice(2);
const dist = await buildBench();
const bin = join(dist, "src/bin.js");
const scanOnce = join(dist, "src/scan-once.js");

const work = mkdtempSync(join(tmpdir(), "expand-contract-bench-"));
try {
  const root = join(work, "repo");
  const cache = join(work, "cache");
  execFileSync("mkdir", [root]);
  generateRepo(root, { files: Number(files) });
  commitEdits(root);
  const base = run({ program: "git", args: ["rev-parse", "HEAD~1"], cwd: root }).stdout.trim();
  const ids = run({ program: "git", args: ["ls-files", "-s"], cwd: root }).stdout;
  const idList = join(work, "ids");
  writeFileSync(idList, ids.replace(/^\S+ (\S+).*$/gm, "$1"));
  const dropCache = () => rmSync(cache, { recursive: true, force: true });
  const warmUp = () => run(scan(root, "", cache));
  const git = (...args) => ({ program: "git", args, cwd: root });
  const medians = measureInTurns(
    [
      { name: "node", program: process.execPath, args: ["-e", "0"], cwd: root },
      {
        name: "cat-file",
        program: "sh",
        args: ["-c", `git cat-file --batch < ${idList} > /dev/null`],
        cwd: root,
      },
      { name: "ls-files", ...git("ls-files", "-s") },
      { name: "cold", ...scan(root, "", cache), before: dropCache },
      { name: "cold, at a commit", ...scan(root, "HEAD", cache), before: dropCache },
      { name: "warm", ...scan(root, "", cache), before: warmUp },
      { name: "warm, one file changed", ...scan(root, "", cache), before: () => (warmUp(), touchFile(root)) },
      { name: "base after head", ...scan(root, base, cache), before: () => (dropCache(), warmUp()) },
      { name: "command, cold", ...command(root, cache), before: dropCache },
      { name: "command, warm", ...command(root, cache), before: () => run(command(root, cache)) },
    ],
    Number(rounds),
  );
  const peak = JSON.parse((dropCache(), run(scan(root, "", cache)).stdout)).peak / 1024;
  print(
    medians,
    peak,
    measureLint(work, dist, { files: Number(files), rounds: Math.ceil(Number(rounds) / 4) }),
  );
} finally {
  rmSync(work, { recursive: true, force: true });
}

function scan(root, ref, cache) {
  return { program: process.execPath, args: [scanOnce, root, ref, cache], cwd: root };
}

function command(root, cache) {
  const args = [bin, "scan", "--format", "json", "--quiet", "--cache-dir", cache];
  return { program: process.execPath, args, cwd: root };
}

/** A commit on top as a pull request has it: files edited, one added, one of them a candidate. */
function commitEdits(root) {
  const paths = run({
    program: "git",
    args: ["ls-files", "packages/service-1", "packages/core"],
    cwd: root,
  }).stdout;
  const edited = paths
    .split("\n")
    .filter((path) => path.endsWith(".ts"))
    .slice(0, 20);
  for (const path of edited) appendFileSync(join(root, path), "\nexport const edited = true;\n");
  writeFileSync(join(root, "packages/core/src/added.ts"), `export { legacyHelper0 } from "./legacy-0.js";\n`);
  const identity = ["-c", "user.name=bench", "-c", "user.email=bench@example.com"];
  execFileSync("git", ["add", "."], { cwd: root });
  execFileSync("git", [...identity, "commit", "-qm", "Edit"], { cwd: root });
}

function touchFile(root) {
  appendFileSync(join(root, "packages/core/src/legacy-0.ts"), "// edited\n");
}

function print(medians, peak, lint) {
  const get = (name) => medians.get(name);
  const coldFloor = get("cat-file") + get("node");
  const warmFloor = get("ls-files") + get("node");
  const rows = [
    ["git cat-file --batch + node", coldFloor],
    ["git ls-files -s + node", warmFloor],
    ...["cold", "cold, at a commit", "command, cold"].map((name) => [name, get(name), coldFloor, 4]),
    ...["warm", "warm, one file changed", "base after head", "command, warm"].map((name) => [
      name,
      get(name),
      warmFloor,
      2,
    ]),
  ];
  console.log(`${files} files, medians of ${rounds} runs, Node ${process.version}\n`);
  for (const [name, time, floor, limit] of rows) {
    const ratio = floor === undefined ? "" : `${(time / floor).toFixed(2)} ×   at most ${limit} ×`;
    console.log(`${name.padEnd(30)} ${time.toFixed(0).padStart(6)} ms   ${ratio}`);
  }
  console.log(
    `${"peak memory of a cold scan".padEnd(30)} ${peak.toFixed(0).padStart(6)} MB   at most 150 MB`,
  );
  const more = (lint.with / lint.without - 1) * 100;
  console.log(
    `${"lint of files without mentions".padEnd(30)} ${more.toFixed(1).padStart(6)} %    at most 2 %`,
  );
}
