// Measures the gate on a pull request of a generated repository with many migrations, as a ratio to the warm scan in the same run.
//   node bench/gate.mjs [FILES] [MIGRATIONS] [ROUNDS]
import { execFileSync } from "node:child_process";
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildBench } from "./build-bench.mjs";
import { generateRepo } from "./generate-repo.mjs";
import { measureInTurns, run } from "./measure.mjs";

const BENCH = { name: "bench", email: "bench@example.com", date: "2026-01-02T00:00:00Z" };
const IDENTITY = Object.fromEntries(
  ["AUTHOR", "COMMITTER"].flatMap((role) =>
    Object.entries(BENCH).map(([key, value]) => [`GIT_${role}_${key.toUpperCase()}`, value]),
  ),
);

const [files = "4000", migrations = "500", rounds = "5"] = process.argv.slice(2);
const bin = join(await buildBench(), "src/bin.js");
const work = mkdtempSync(join(tmpdir(), "expand-contract-bench-"));
try {
  for (const form of ["sql", "knex"]) {
    const root = join(work, form);
    const cache = join(work, `cache-${form}`);
    mkdirSync(root);
    generateRepo(root, { files: Number(files) });
    createPullRequest(root, form);
    const ask = (...args) => ({
      program: process.execPath,
      args: [bin, ...args, "--quiet", "--format", "json", "--cache-dir", cache, "--today", "2026-06-01"],
      cwd: root,
      statuses: [0, 1],
    });
    const scan = ask("scan");
    const gate = ask("ratchet", "--base", "main");
    const warmUp = () => (run(scan), run(gate));
    const rules = JSON.parse(run(gate).stdout).findings.map(({ rule }) => rule);
    warmUp();
    const medians = measureInTurns(
      [
        { name: "scan", ...scan },
        { name: "gate", ...gate },
      ],
      Number(rounds),
    );
    const [scanTime, gateTime] = [medians.get("scan"), medians.get("gate")];
    console.log(
      `${form}: warm scan ${scanTime.toFixed(0)} ms, gate ${gateTime.toFixed(0)} ms: ${(gateTime / scanTime).toFixed(1)} ×   (at most 3; findings: ${rules.join(", ")})`,
    );
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}

/** A release, work on main since, and a branch that drops a column which code still uses and another that none uses. */
function createPullRequest(root, form) {
  const git = (...args) =>
    execFileSync("git", args, { cwd: root, stdio: "ignore", env: { ...process.env, ...IDENTITY } });
  const count = Number(migrations);
  for (let i = 20; i < count; i++) writeMigration(root, form, i, `bench_things_${i}`);
  const manifest = JSON.parse(readFileSync(join(root, "expand-contract.json"), "utf8"));
  const added = form === "sql" ? [] : [{ dir: "db/knex", format: "knex" }];
  const edited = {
    ...manifest,
    migrations: [...manifest.migrations, ...added],
    deployed: { tag: "v*" },
    changes: {
      ...manifest.changes,
      thing: {
        kind: "column",
        old: `bench_things_${count - 1}.note`,
        owner: "@acme/bench",
        sunset: "2099-12-31",
      },
    },
  };
  writeFileSync(join(root, "expand-contract.json"), JSON.stringify(edited, null, 2));
  commit(git, "Migrations");
  git("tag", "v1.0.0");
  appendFileSync(join(root, "packages/core/src/legacy-0.ts"), "export const edited = 1;\n");
  commit(git, "Work on main");
  git("checkout", "-q", "-b", "drop");
  const drops = [`bench_things_${count - 1}`, "note", "bench_accounts_0", "old_column_0"];
  const path =
    form === "sql" ? `db/migrations/${String(count).padStart(4, "0")}_drop.sql` : `db/knex/${count}_drop.ts`;
  writeFileSync(
    join(root, path),
    form === "sql"
      ? `ALTER TABLE ${drops[0]} DROP COLUMN ${drops[1]};\nALTER TABLE ${drops[2]} DROP COLUMN ${drops[3]};\n`
      : `export async function up(knex) {\n  await knex.schema.alterTable("${drops[0]}", (t) => t.dropColumn("${drops[1]}"));\n  await knex.schema.alterTable("${drops[2]}", (t) => t.dropColumn("${drops[3]}"));\n}\n`,
  );
  commit(git, "Drop");
}

function commit(git, message) {
  git("add", "-A");
  git("commit", "-qm", message);
}

function writeMigration(root, form, index, table) {
  const name = `${String(index).padStart(4, "0")}_create_${table}`;
  if (form === "sql") {
    const sql = `CREATE TABLE ${table} (id bigint PRIMARY KEY, note text, amount int NOT NULL DEFAULT 0);
ALTER TABLE ${table} ADD COLUMN created_at timestamptz NOT NULL DEFAULT now();
CREATE INDEX ${table}_created_at ON ${table} (created_at);
`;
    writeFileSync(join(root, `db/migrations/${name}.sql`), sql);
    return;
  }
  mkdirSync(join(root, "db/knex"), { recursive: true });
  const script = `import type { Knex } from "knex";

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable("${table}", (table) => {
    table.bigIncrements("id").primary();
    table.text("note");
    table.integer("amount").notNullable().defaultTo(0);
  });
  await knex.schema.alterTable("${table}", (table) => {
    table.timestamp("created_at").notNullable().defaultTo(knex.fn.now());
    table.index(["created_at"]);
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable("${table}");
}
`;
  writeFileSync(join(root, `db/knex/${name}.ts`), script);
}
