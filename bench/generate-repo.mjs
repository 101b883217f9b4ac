// Writes a git repository of realistic TypeScript files, the same for the same seed.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const VERBS =
  "load save find list create update remove merge format parse check apply build collect render".split(" ");
const NOUNS =
  "order invoice customer address parcel shipment price discount voucher basket session ticket report payment refund supplier article warehouse contract region".split(
    " ",
  );
const FIELDS = "id code title amount currency status region createdAt updatedAt note weight priority".split(
  " ",
);

/** A small generator of random numbers (mulberry32): Math.random can't be seeded. */
export function createRandom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const SYMBOLS = 20;
const COLUMNS = 20;
const KEYS = 10;
const CHANGES = SYMBOLS + COLUMNS + KEYS;

/** Fifty changes of the kinds that need no types. */
export function createChanges() {
  const changes = {};
  const add = (id, kind, old) => (changes[id] = { kind, old, owner: "@acme/bench", sunset: "2099-12-31" });
  for (let i = 0; i < SYMBOLS; i++)
    add(`symbol-${i}`, "symbol", `./packages/core/src/legacy-${i}.ts#legacyHelper${i}`);
  for (let i = 0; i < COLUMNS; i++) add(`column-${i}`, "column", `bench_accounts_${i}.old_column_${i}`);
  for (let i = 0; i < KEYS; i++) add(`config-${i}`, "config", `LEGACY_SETTING_${i}`);
  return changes;
}

/** Creates the repository in an empty folder; `files` TypeScript files, of which `share` mention an old name. */
export function generateRepo(root, { files = 4000, share = 0.03, seed = 7 } = {}) {
  const random = createRandom(seed);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const write = (path, text) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const packages = ["core", ...Array.from({ length: 15 }, (_, i) => `service-${i}`)];
  for (const name of packages) {
    write(
      `packages/${name}/package.json`,
      `${JSON.stringify({ name: `@bench/${name}`, main: "src/index.ts" })}\n`,
    );
    write(`packages/${name}/tsconfig.json`, `{ "extends": "../../tsconfig.json", "include": ["src"] }\n`);
  }
  write("package.json", `${JSON.stringify({ name: "bench", private: true, workspaces: ["packages/*"] })}\n`);
  write("tsconfig.json", `{ "compilerOptions": { "strict": true, "module": "nodenext" } }\n`);
  write(
    "expand-contract.json",
    `${JSON.stringify({ migrations: [{ dir: "db/migrations" }], changes: createChanges() }, null, 2)}\n`,
  );
  write(".env", `LEGACY_SETTING_0=1\nPORT=3000\n`);
  for (let i = 0; i < COLUMNS; i++) {
    const sql = `CREATE TABLE bench_accounts_${i} (id bigint primary key, old_column_${i} text, new_column_${i} text);\n`;
    write(`db/migrations/${String(i).padStart(4, "0")}_create_accounts_${i}.sql`, sql);
  }
  for (let i = 0; i < SYMBOLS; i++) {
    write(
      `packages/core/src/legacy-${i}.ts`,
      `export function legacyHelper${i}(value: number): number {\n  return value * ${i + 2};\n}\n`,
    );
  }
  const mentioning = Math.round(files * share);
  const step = files / mentioning;
  let next = 0;
  for (let i = 0; i < files - SYMBOLS; i++) {
    const mentions = i >= next * step && next < mentioning;
    const mention = mentions ? createMention(next++ % CHANGES) : undefined;
    const path = `packages/${packages[i % packages.length]}/src/${pick(NOUNS)}/${pick(VERBS)}-${pick(NOUNS)}-${i}.ts`;
    write(path, createSource({ random, pick, index: i, mention }));
  }
  const git = (...args) =>
    execFileSync("git", args, { cwd: root, stdio: "ignore", env: { ...process.env, ...IDENTITY } });
  git("init", "-q", "-b", "main");
  // Many objects make git tidy up in the background, and our own `gc` would meet its lock.
  git("config", "gc.auto", "0");
  git("add", ".");
  git("commit", "-qm", "Bench");
  git("gc", "-q");
}

const IDENTITY = {
  GIT_AUTHOR_NAME: "bench",
  GIT_AUTHOR_EMAIL: "bench@example.com",
  GIT_COMMITTER_NAME: "bench",
  GIT_COMMITTER_EMAIL: "bench@example.com",
  GIT_AUTHOR_DATE: "2026-01-01T00:00:00Z",
  GIT_COMMITTER_DATE: "2026-01-01T00:00:00Z",
};

/** The import and the statement by which a file depends on the old shape of change number `n`. */
function createMention(n) {
  if (n < SYMBOLS) {
    return {
      head: `import { legacyHelper${n} } from "../../../core/src/legacy-${n}.js";`,
      body: `  total += legacyHelper${n}(total);`,
    };
  }
  if (n < SYMBOLS + COLUMNS) {
    const i = n - SYMBOLS;
    return {
      head: "",
      body: `  await db.query("SELECT a.id, a.old_column_${i} FROM bench_accounts_${i} a WHERE a.id = $1", [total]);`,
    };
  }
  return { head: "", body: `  if (process.env.LEGACY_SETTING_${n - SYMBOLS - COLUMNS}) total += 1;` };
}

/** About 4.5 kB of code as a back end has it: imports, a type, functions, a class, one statement of SQL. */
function createSource({ random, pick, index, mention }) {
  const noun = pick(NOUNS);
  const type = `${noun[0].toUpperCase()}${noun.slice(1)}${index}`;
  const number = () => Math.floor(random() * 1000);
  const fields = FIELDS.map(
    (field) => `  readonly ${field}: ${pick(["string", "number", "Date | null", "readonly string[]"])};`,
  );
  const functions = Array.from({ length: 8 }, (_, i) => {
    const verb = pick(VERBS);
    const field = pick(FIELDS);
    return `
/** ${verb}s the ${noun}s whose ${field} changed since the last run. */
export async function ${verb}${type}${i}(db: Db, items: readonly ${type}[], limit = ${number()}): Promise<number> {
  let total = 0;
  for (const item of items.filter((entry) => entry.id !== null).slice(0, limit)) {
    const label = \`${noun}-\${item.id}:\${String(item.${field})}\`;
    if (label.length > ${number()}) continue;
    total += label.length * ${number()};
  }
${i === 4 && mention ? mention.body : `  log.debug("${verb} ${noun}", { total, limit });`}
  return total;
}`;
  });
  return `import { createHash } from "node:crypto";
import { log } from "../../../core/src/log.js";
import type { Db } from "../../../core/src/db.js";
${mention?.head ?? ""}

export interface ${type} {
${fields.join("\n")}
}
${functions.join("\n")}

export class ${type}Store {
  constructor(private readonly db: Db) {}

  async find(id: string): Promise<${type} | undefined> {
    const rows = await this.db.query("SELECT id, code, title FROM bench_${noun}s WHERE id = $1 AND code <> $2", [id, "${number()}"]);
    return rows[0];
  }

  key(item: ${type}): string {
    return createHash("sha256").update(String(item.id)).digest("hex").slice(0, ${8 + (index % 8)});
  }
}
`;
}

if (process.argv[1] === import.meta.filename) {
  const [root, files = "4000"] = process.argv.slice(2);
  if (root === undefined) throw new Error("usage: node bench/generate-repo.mjs DIR [FILES]");
  mkdirSync(root, { recursive: true });
  generateRepo(root, { files: Number(files) });
}
