// Measures `scan --repos` on generated repositories, as a ratio to the sum of `git cat-file --batch` over them, in turns.
//   npm run build && node bench/repos.mjs [REPOS] [FILES] [ROUNDS]
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createChanges, generateRepo } from "./generate-repo.mjs";
import { measureInTurns, run } from "./measure.mjs";

const [count = "200", files = "500", rounds = "3"] = process.argv.slice(2);
/** So many are generated; the others are copies of them under other names. */
const DISTINCT = 10;
/** Of the files, those that mention an old name. */
const SHARE = 0.01;
const dist = resolve(process.env["DIST"] ?? join(import.meta.dirname, "../dist"));
const bin = join(dist, "src/bin.js");
if (!existsSync(bin)) throw new Error("There is no dist/ yet: npm run build");

const work = mkdtempSync(join(process.env["BENCH_DIR"] ?? tmpdir(), "expand-contract-bench-repos-"));
try {
  const repos = Array.from({ length: Number(count) }, (_, index) => makeRepo(index));
  const lists = repos.map(({ folder }) => writeIds(folder));
  const byUrl = makeHome("by-url", ({ name, folder }) => ({ name, url: `file://${folder}` }));
  const byPath = makeHome("by-path", ({ name, folder }) => ({ name, path: folder, ref: "HEAD" }));
  const cache = join(work, "cache");
  const drop = (...folders) =>
    folders.forEach((folder) => rmSync(join(cache, folder), { recursive: true, force: true }));
  const dropScans = () => drop("scans", "results", "packages", "counts");
  // Mirrors there, and nothing else.
  run(scan(byUrl, cache));
  const catFile = lists.map(
    (list, index) => `git -C ${repos[index].folder} cat-file --batch < ${list} > /dev/null`,
  );
  const medians = measureInTurns(
    [
      { name: "node", program: process.execPath, args: ["-e", "0"], cwd: work },
      { name: "cat-file", program: "sh", args: ["-c", catFile.join("\n")], cwd: work },
      { name: "cold, mirrors of URLs", ...scan(byUrl, cache), before: dropScans },
      { name: "cold, commits of paths", ...scan(byPath, cache), before: dropScans },
      { name: "warm, mirrors of URLs", ...scan(byUrl, cache), before: () => run(scan(byUrl, cache)) },
      { name: "warm, commits of paths", ...scan(byPath, cache), before: () => run(scan(byPath, cache)) },
    ],
    Number(rounds),
  );
  print(medians);

  function makeRepo(index) {
    const name = `repo-${index}`;
    const folder = join(work, "repos", name);
    if (index < DISTINCT) {
      mkdirSync(folder, { recursive: true });
      generateRepo(folder, { files: Number(files), seed: index + 1, share: SHARE });
    } else {
      mkdirSync(folder);
      cpSync(join(work, "repos", `repo-${index % DISTINCT}`, ".git"), join(folder, ".git"), {
        recursive: true,
      });
    }
    return { name, folder };
  }

  function writeIds(folder) {
    const listed = run({ program: "git", args: ["ls-tree", "-r", "HEAD"], cwd: folder }).stdout;
    const file = `${folder}.ids`;
    writeFileSync(file, listed.replace(/^\S+ \S+ (\S+).*$/gm, "$1"));
    return file;
  }

  function makeHome(name, toEntry) {
    const root = join(work, name);
    mkdirSync(root);
    const manifest = { repos: repos.map(toEntry), changes: createChanges() };
    writeFileSync(join(root, "expand-contract.json"), JSON.stringify(manifest));
    execFileSync("git", ["init", "-q"], { cwd: root });
    return root;
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}

function scan(root, cache) {
  const args = [bin, "scan", "--repos", "--format", "json", "--quiet", "--cache-dir", cache];
  return { program: process.execPath, args, cwd: root };
}

function print(medians) {
  const floor = medians.get("cat-file") + medians.get("node");
  console.log(`${count} repos of ${files} files, medians of ${rounds} runs, Node ${process.version}\n`);
  for (const [name, time] of medians) {
    const ratio = name === "node" || name === "cat-file" ? "" : `${(time / floor).toFixed(2)} ×`;
    const limit = name.startsWith("cold") ? "   at most 1.5 ×" : "";
    console.log(`${name.padEnd(30)} ${time.toFixed(0).padStart(6)} ms   ${ratio}${limit}`);
  }
}
