import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { CI_SERVICES } from "../../src/gate/refs/ci-services.js";
import { getFetchCommand } from "../../src/gate/refs/get-fetch-command.js";
import { linkCommand } from "../ratchet/driver-story.js";
import { type PageRun, runPage } from "./run-page.js";

const PAGE = "docs/ratchet.md";

let folder: string;
let run: PageRun;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "expand-contract-page-"));
  const repo = join(folder, "repo");
  mkdirSync(repo);
  // What `git merge` asks.
  linkCommand(repo);
  run = await runPage(readFileSync(PAGE, "utf8"), repo);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

it("has commands that end as the page says", () => {
  expect(run.wrongExits).toEqual([]);
});

it("shows what they print", async () => {
  await expect(run.text).toMatchFileSnapshot(`../../${PAGE}`);
});

it("names every CI service, with the variables that are read and what its configuration needs", () => {
  const rows = run.text.split("\n").filter((line) => line.startsWith("| "));
  const read = readFileSync("src/gate/refs/ci-services.ts", "utf8");
  const [, ...parts] = read.split(/^ {4}name: "/m);
  const services = parts.map((part) => ({ name: part.slice(0, part.indexOf('"')), part }));
  expect(services.map(({ name }) => name)).toEqual(CI_SERVICES.map(({ name }) => name));
  for (const { name } of CI_SERVICES)
    expect(rows.filter((row) => row.startsWith(`| ${name} `))).toHaveLength(1);
  const variables = new Set(
    read.match(/\b(?:BITBUCKET|SYSTEM|CHANGE|TRAVIS|DRONE|APPVEYOR|SEMAPHORE|BUILDKITE)_[A-Z_]+\b/g),
  );
  for (const variable of variables) expect(run.text).toContain(`\`${variable}\``);
  for (const { fullHistory = "" } of CI_SERVICES)
    expect(run.text).toContain(fullHistory.split("\n").at(-1)?.trim() ?? "");
});

it("gives the commands that messages give", () => {
  expect(run.text).toContain(`${getFetchCommand("origin/main", true)} `);
  expect(run.text).toContain(`${getFetchCommand("origin/main")} `);
});
