import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { makeRepo, makeRepos } from "../fixtures/org/make-repos.mjs";
import { MIGRATION_FORMATS } from "../src/migrations/formats/index.js";
import { runCommand } from "./support/run-command.js";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "expand-contract-docs-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Commit ids are the fixture's; the rest of an output must be the command's to the letter. */
function hideCommits(text: string): string {
  return text.replaceAll(/\b[0-9a-f]{7}\b/g, "0000000");
}

it("shows in the README what the command really says of a drop too early", async () => {
  const api = makeRepo(folder, "api", { until: "2026-08-11" });
  execFileSync("git", ["checkout", "--quiet", "drop-name"], { cwd: api });
  const { stdout } = await runCommand(api, ["ratchet", "--base", "main", "--today", "2026-08-11"]);
  const [shown = ""] = stdout.split("\nnote:");
  expect(hideCommits(readFileSync("README.md", "utf8"))).toContain(hideCommits(shown));
});

it("shows in the page on migrations what the command really says of them", async () => {
  const api = makeRepo(folder, "api", { until: "2026-08-09" });
  const { stdout } = await runCommand(api, ["migrations"]);
  expect(readFileSync("docs/migrations.md", "utf8")).toContain(stdout);
});

it("names in the page on migrations every format with its order", () => {
  const page = readFileSync("docs/migrations.md", "utf8");
  const [, table = ""] = /^\| format +\| order[^\n]*\n(.*?)\n\n/ms.exec(page) ?? [];
  const named = [...table.matchAll(/^\| `([^`]+)`/gm)].map(([, name]) => name);
  expect(named.toSorted()).toEqual(MIGRATION_FORMATS.map((format) => format.name).toSorted());
});

it("shows in the page on many repositories what the command really says of one that is gone", async () => {
  const { api = "", web = "" } = makeRepos(folder, { until: "2026-08-09" });
  const scan = (...argv: readonly string[]) =>
    runCommand(api, ["scan", ...argv, "--cache-dir", join(folder, "cache")]);
  await scan("--repos");
  rmSync(web, { recursive: true });
  const { stdout } = await scan("--repo", "pricing", "--repo", "web");
  const page = readFileSync("docs/cross-repo.md", "utf8");
  const shown = [...page.matchAll(/```text\n(.*?)```/gs)].map(([, text = ""]) => text.trim());
  expect(shown).toHaveLength(2);
  for (const text of shown) expect(stdout.replaceAll(folder, "/src")).toContain(text);
});

it("shows in the manifest's page what the command really says of a broken one", async () => {
  const page = readFileSync("docs/manifest.md", "utf8");
  const [, broken = "", said = ""] = /```jsonc broken\n(.*?)```\n.*?```text\n(.*?)```/s.exec(page) ?? [];
  writeFileSync(join(folder, "expand-contract.json"), broken);
  expect((await runCommand(folder, ["scan"])).stderr).toBe(said);
});

it("names every runtime dependency with its reason", () => {
  const { dependencies } = JSON.parse(readFileSync("package.json", "utf8"));
  const page = readFileSync("docs/dependencies.md", "utf8");
  const named = [...page.matchAll(/^\| `([^`]+)`/gm)].map(([, name]) => name);
  expect(named.sort()).toEqual(Object.keys(dependencies).sort());
});
