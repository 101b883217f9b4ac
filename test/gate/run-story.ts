import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { WORKING_TREE, type GateInput } from "../../src/gate/gate-input.js";
import type { GateResult } from "../../src/gate/gate-result.js";
import { openRepo } from "../../src/gate/refs/repo.js";
import { runGate } from "../../src/gate/run-gate.js";
import { withScannedTrees } from "../../src/gate/scanned-trees.js";
import { parseManifest } from "../../src/manifest/parse-manifest.js";
import { openOperationsCache } from "../../src/scan/operations-cache.js";
import { openGitTree } from "../../src/trees/git-tree.js";
import { openWorkingTree } from "../../src/trees/working-tree.js";
import type { GitStory } from "./git-story.js";
import { scanSqlLines } from "./scan-sql-lines.js";

export const MANIFEST = "expand-contract.json";

type Options = Partial<Pick<GateInput, "base" | "env" | "today" | "scan" | "others">>;

/** Runs the gate as the command would, on the story's working tree. */
export async function runStory(story: Pick<GitStory, "root">, options: Options = {}): Promise<GateResult> {
  const input = await createGateInput(story, options);
  return withScannedTrees(input, (trees) => runGate(input, trees));
}

export async function createGateInput(
  { root }: Pick<GitStory, "root">,
  options: Options = {},
): Promise<GateInput> {
  const git = await openRepo(root);
  const ratchet = join(root, "ratchet.json");
  return {
    manifest: parseManifest(readFileSync(join(root, MANIFEST), "utf8"), MANIFEST),
    manifestPath: MANIFEST,
    ratchetPath: "ratchet.json",
    ...(existsSync(ratchet) && { ratchetText: readFileSync(ratchet, "utf8") }),
    today: "2026-06-30",
    env: {},
    others: { names: [], files: [], maxAgeHours: 72 },
    ...(git && { git }),
    openTree: async (ref) => (ref === WORKING_TREE ? openWorkingTree(root) : openGitTree(root, ref)),
    scan: scanSqlLines,
    operations: openOperationsCache(),
    ...options,
  };
}

/** `users.name` on its way to `users.full_name`, with a week's window. */
export function createManifest(more: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({
    migrations: [{ dir: "db/migrations" }],
    changes: {
      "user-full-name": {
        kind: "column",
        old: "users.name",
        new: "users.full_name",
        owner: "@acme/identity",
        sunset: "2026-12-31",
        window: "7d",
      },
    },
    ...more,
  });
}

export const READ = 'export const find = (db) => db.query("select name from users");\n';
export const WRITE = 'export const save = (db) => db.query("update users set name = $1");\n';
export const FIXED = 'export const find = (db) => db.query("select full_name from users");\n';
export const CREATE = "create table users (id int primary key, name text, full_name text);\n";
export const DROP = "alter table users drop column name;\n";

/** The rules that failed, in order. */
export function getRules({ findings }: GateResult): string[] {
  return findings.map(({ rule }) => rule);
}
