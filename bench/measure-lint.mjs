import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import typescript from "typescript";
import { generateRepo } from "./generate-repo.mjs";
import { getMedian, run } from "./measure.mjs";

const ONCE = join(import.meta.dirname, "lint-once.mjs");
export const PARSERS = ["espree", "typescript-eslint", "typed"];

/** CPU time that ESLint takes with its recommended rules for files that mention no old name, with and without the plugin, in milliseconds. */
export function measureLint(work, dist, { files, rounds }) {
  const root = createRepo(join(work, "lint"), { files, share: 0 });
  const plugin = join(dist, "src/index.js");
  const times = { with: [], without: [] };
  for (let round = 0; round < rounds; round++) {
    times.with.push(lintOnce(root, "typescript-eslint", plugin).user);
    times.without.push(lintOnce(root, "typescript-eslint", "none").user);
  }
  return { with: getMedian(times.with), without: getMedian(times.without) };
}

/**
 * What our rules take of a run, in that run, so a busy machine slows both alike: their share of the time spent on files, and the milliseconds a file.
 * The first file pays for looking at the repo; it is told apart.
 */
export function measureShare(work, dist, { files, share, parser, rounds }) {
  const root = createRepo(join(work, `${parser}-${share}`), { files, share });
  const rows = Array.from({ length: rounds }, () => {
    const { files: linted } = lintOnce(root, parser, join(dist, "src/index.js"));
    const [first, ...rest] = linted.toSorted((a, b) => b.own - a.own);
    return {
      share: sum(rest.map(({ own }) => own)) / sum(rest.map(({ total }) => total)),
      first: first.own,
      median: getMedian(rest.map(({ own }) => own)),
      p99: rest[Math.floor(rest.length * 0.01)].own,
      found: sum(linted.map(({ found }) => found)),
    };
  });
  const median = (name) => getMedian(rows.map((row) => row[name]));
  return Object.fromEntries(Object.keys(rows[0]).map((name) => [name, median(name)]));
}

function lintOnce(root, parser, plugin) {
  const args = [ONCE, root, parser, plugin];
  return JSON.parse(run({ program: process.execPath, args, cwd: root }).stdout);
}

/** Beside each file one without types, for espree. */
function createRepo(root, options) {
  mkdirSync(root);
  generateRepo(root, options);
  const compilerOptions = { target: "esnext", module: "esnext" };
  for (const entry of readdirSync(join(root, "packages"), { recursive: true })) {
    if (!entry.endsWith(".ts")) continue;
    const path = join(root, "packages", entry);
    const { outputText } = typescript.transpileModule(readFileSync(path, "utf8"), { compilerOptions });
    writeFileSync(path.replace(/\.ts$/, ".mjs"), outputText);
  }
  return root;
}

function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}
