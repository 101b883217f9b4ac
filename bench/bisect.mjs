// How often the gate looks at commits to say since when nothing uses a column, over 2,000 commits: node bench/bisect.mjs
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildBench } from "./build-bench.mjs";

const COMMITS = 2000;
const FILES = 400;
const NOON = Date.UTC(2026, 8, 1, 12) / 1000;
const DAY = 86_400;

/** `stop`: commits ago; four commits a day. In a busy one each edits a line that names the table: all are likely to matter. */
const STORIES = [
  { name: "stopped 1,300 commits ago, window 7 days", stop: 1300, window: "7d", isBusy: true },
  { name: "stopped 40 commits ago, window 7 days", stop: 40, window: "7d", isBusy: true },
  { name: "stopped 40 commits ago, quiet since, window 7 days", stop: 40, window: "7d", isBusy: false },
  {
    name: "stopped 1,300 commits ago, quiet since, window 300 days",
    stop: 1300,
    window: "300d",
    isBusy: false,
  },
  { name: "never used, window 7 days", stop: COMMITS + 1, window: "7d", isBusy: true },
];

const DIR = await buildBench();
for (const story of STORIES) measure(story);

function measure(story) {
  const root = mkdtempSync(join(tmpdir(), "bisect-"));
  try {
    execFileSync("git", ["init", "-q", "-b", "main"], { cwd: root });
    execFileSync("git", ["fast-import", "--quiet"], { cwd: root, input: tell(story), maxBuffer: 1e9 });
    execFileSync("git", ["reset", "-q", "--hard"], { cwd: root });
    writeFileSync(join(root, "db/migrations/0002_drop.sql"), "alter table users drop column nick_name;\n");
    const [cold, warm] = [run(root), run(root)];
    const evidence = warm.findings[0]?.message ?? JSON.stringify(warm.allowed[0]?.evidence[0]);
    console.log(
      `${story.name} (${4 * Number.parseInt(story.window)} commits): ${cold.looks} looks, ${cold.ms} ms cold, ${warm.ms} ms warm\n    ${evidence.slice(0, 160)}`,
    );
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** Each tree that is opened is one `git ls-tree`; head, base and what tells migrations are some of them. */
function run(root) {
  const trace = join(root, ".git/trace");
  writeFileSync(trace, "");
  const env = { ...process.env, GIT_TRACE: trace, XDG_CACHE_HOME: join(root, ".git/cache") };
  const args = [
    join(DIR, "src/bin.js"),
    "ratchet",
    "--base",
    "main",
    "--format",
    "json",
    "--today",
    "2026-09-01",
  ];
  const start = performance.now();
  const { stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: root,
    env,
    encoding: "utf8",
    maxBuffer: 1e9,
  });
  const ms = Math.round(performance.now() - start);
  if (stdout === "") throw new Error(stderr);
  const listed = readFileSync(trace, "utf8").match(/ls-tree .*[0-9a-f]{40}$/gm) ?? [];
  const commits = new Set(listed.map((line) => line.slice(-40)));
  return { ...JSON.parse(stdout), ms, looks: commits.size };
}

function tell({ stop, window, isBusy }) {
  const change = { kind: "column", old: "users.nick_name", owner: "@acme", sunset: "2027-01-01", window };
  const files = {
    "expand-contract.json": JSON.stringify({
      migrations: [{ dir: "db/migrations" }],
      changes: { nick: change },
    }),
    "db/migrations/0001_init.sql": "create table users (id int primary key, nick_name text, email text);\n",
  };
  for (let file = 0; file < FILES; file++) files[`src/f${file}.ts`] = getText(file, 0, isBusy);
  const isUsedAt = (ago) => ago > stop && stop <= COMMITS;
  const commits = [];
  for (let ago = COMMITS; ago >= 0; ago--) {
    const first = ago === COMMITS;
    const file = ago % FILES;
    const changed = first ? files : { [`src/f${file}.ts`]: getText(file, ago, isBusy) };
    changed["src/user.ts"] = getUser(isUsedAt(ago));
    commits.push(
      `commit refs/heads/main\ncommitter Ada <ada@example.com> ${NOON - Math.floor((ago * DAY) / 4)} +0000\n${getData(`${ago} ago`)}`,
      ...Object.entries(changed).map(([path, text]) => `M 100644 inline ${path}\n${getData(text)}`),
    );
  }
  return commits.join("");
}

/** A busy file's changed line names the table. */
function getText(file, ago, isBusy) {
  const column = isBusy ? `select id, email from users where id = ${ago}` : `select ${ago}`;
  return `export const f${file} = (db) => db.query("${column}");\n`;
}

function getUser(isUsed) {
  return `export const find = (db) => db.query("select id, ${isUsed ? "nick_name" : "email"} from users");\n`;
}

function getData(text) {
  return `data ${Buffer.byteLength(text)}\n${text}\n`;
}
