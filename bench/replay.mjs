// Replays the first-parent history of a clone: at each commit that adds a migration with a drop or a rename, the gate judges it against its parent, as CI
// would have, with a change declared for all that goes. The newest release before it counts as deployed, where the clone has such tags.
//   node bench/replay.mjs CLONE [TAG_PATTERN [NEWEST]] > replay.json
// With SQUAWK=path/to/squawk, its rules for the same SQL files stand beside.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { buildBench } from "./build-bench.mjs";

const [clone, pattern, newest = "Infinity"] = process.argv.slice(2);
const bin = join(await buildBench(), "src/bin.js");
const work = mkdtempSync(join(tmpdir(), "expand-contract-replay-"));
const root = join(work, "repo");
execFileSync("git", ["clone", "-q", "--no-checkout", resolve(clone), root]);
try {
  const rows = [];
  for (const commit of listCommits().slice(-Number(newest))) {
    rows.push(...replay(commit));
    console.error(`${commit.date} ${commit.sha.slice(0, 8)}`);
  }
  console.log(JSON.stringify(rows, null, 1));
  const count = (what) => rows.filter(({ verdict }) => verdict === what).length;
  console.error(
    `${new Set(rows.map(({ commit }) => commit)).size} commits, ${rows.length} drops: ` +
      ["allowed", "blocked", "unknown", "failed"].map((what) => `${count(what)} ${what}`).join(", "),
  );
} finally {
  rmSync(work, { recursive: true, force: true });
}

function git(...args) {
  return execFileSync("git", args, { cwd: root, encoding: "utf8", maxBuffer: 1 << 30 });
}

/** Commits with a new file that may be a migration which takes something away; oldest first. */
function listCommits() {
  const log = git(
    "log",
    "--first-parent",
    "-m",
    "--no-renames",
    "--diff-filter=A",
    "--name-only",
    "--format=%x01%H %cs",
  );
  return log
    .split("\u0001")
    .slice(1)
    .flatMap((entry) => {
      const [head, , ...paths] = entry.trimEnd().split("\n");
      const [sha, date] = head.split(" ");
      const files = paths.filter((path) => /migrat|drizzle/i.test(path) && /\.(sql|[cm]?[jt]s)$/.test(path));
      const texts = files.map((path) => git("show", `${sha}:${path}`));
      const takes = texts.some((text) => /\b(drop|rename|remove)/i.test(text));
      return takes && git("rev-list", "--parents", "-1", sha).includes(" ") ? [{ sha, date, files }] : [];
    })
    .reverse();
}

function replay({ sha, date, files }) {
  checkOut(sha);
  const found = judge({}, { sha, date });
  if (found.error !== undefined) return [{ commit: sha, date, verdict: "failed", message: found.error }];
  const targets = found.findings.flatMap(({ rule, message }) => {
    const [, kind, old] =
      /^This (?:drops|renames) the (column|table) (\S+), which no change/.exec(message) ?? [];
    return rule === "drop-without-change" && old !== undefined ? [{ kind, old }] : [];
  });
  if (targets.length === 0) return [];
  const changes = Object.fromEntries(
    targets.map(({ kind, old }) => [
      old.replaceAll(/[^\w-]/g, "-"),
      { kind, old, owner: "@acme/replay", sunset: "2099-12-31" },
    ]),
  );
  const judged = judge(changes, { sha, date });
  if (judged.error !== undefined) return [{ commit: sha, date, verdict: "failed", message: judged.error }];
  const rules = getSquawkRules(files);
  return Object.entries(changes).map(([id, { kind, old }]) => {
    const own = judged.findings.filter(({ change, verdict }) => change === id && verdict !== undefined);
    const isAllowed = judged.allowed.some(({ change }) => change === id);
    const verdict = own.some((one) => one.verdict === "blocked")
      ? "blocked"
      : own.length > 0
        ? "unknown"
        : "allowed";
    return {
      ...{ commit: sha, date, deployed: judged.deployed?.name, kind, old },
      verdict: own.length === 0 && !isAllowed ? "none" : verdict,
      rules: own.map(({ rule, message, file, line, evidence }) => ({
        ...{ rule, message, place: `${file}:${line}` },
        evidence: evidence
          .slice(0, 5)
          .map((one) =>
            one.kind === "reference" ? `${one.file}:${one.line} ${one.access} ${one.text}` : one,
          ),
      })),
      ...(isAllowed && { evidence: judged.allowed.find(({ change }) => change === id).evidence }),
      squawk: rules,
    };
  });
}

/** What the clone does not have (a filtered one lacks large files) is not there afterwards. */
function checkOut(sha) {
  git("update-ref", "--no-deref", "HEAD", sha);
  git("read-tree", sha);
  spawnSync("git", ["checkout-index", "-a", "-f", "-q"], { cwd: root });
  git("clean", "-fdxq");
}

function judge(changes, { sha, date }) {
  const tag = pattern && findTag(sha);
  const manifest = { ...(tag && { deployed: { ref: tag } }), changes };
  writeFileSync(join(root, "expand-contract.json"), JSON.stringify(manifest));
  const args = [
    "ratchet",
    "--base",
    `${sha}^`,
    "--today",
    date,
    "--format",
    "json",
    "--quiet",
    "--cache-dir",
    join(work, "cache"),
  ];
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 1 << 30,
  });
  return status === 0 || status === 1 ? JSON.parse(stdout) : { error: stderr.trim().slice(0, 500) };
}

/** The newest release that the parent has. */
function findTag(sha) {
  const { status, stdout } = spawnSync(
    "git",
    ["describe", "--tags", "--abbrev=0", "--match", pattern, `${sha}^`],
    { cwd: root, encoding: "utf8" },
  );
  return status === 0 ? stdout.trim() : undefined;
}

function getSquawkRules(files) {
  const { SQUAWK } = process.env;
  const scripts = files.filter((path) => path.endsWith(".sql") && existsSync(join(root, path)));
  if (SQUAWK === undefined || scripts.length === 0) return undefined;
  const { stdout } = spawnSync(SQUAWK, ["--reporter", "json", ...scripts], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 1 << 30,
  });
  const found = JSON.parse(stdout || "[]");
  return [...new Set(found.map(({ rule_name: rule }) => rule))].sort();
}
