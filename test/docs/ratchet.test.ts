import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { CI_SERVICES } from "../../src/gate/refs/ci-services.js";
import { getFetchCommand } from "../../src/gate/refs/get-fetch-command.js";
import { linkCommand } from "../ratchet/driver-story.js";
import { testPage } from "./page-run.js";

// What `git merge` asks.
const getRun = testPage("docs/ratchet.md", linkCommand);

it("names every CI service, with the variables that are read and what its configuration needs", () => {
  const rows = getRun()
    .text.split("\n")
    .filter((line) => line.startsWith("| "));
  const read = readFileSync("src/gate/refs/ci-services.ts", "utf8");
  const [, ...parts] = read.split(/^ {4}name: "/m);
  const services = parts.map((part) => ({ name: part.slice(0, part.indexOf('"')), part }));
  expect(services.map(({ name }) => name)).toEqual(CI_SERVICES.map(({ name }) => name));
  for (const { name } of CI_SERVICES)
    expect(rows.filter((row) => row.startsWith(`| ${name} `))).toHaveLength(1);
  const variables = new Set(
    read.match(/\b(?:BITBUCKET|SYSTEM|CHANGE|TRAVIS|DRONE|APPVEYOR|SEMAPHORE|BUILDKITE)_[A-Z_]+\b/g),
  );
  for (const variable of variables) expect(getRun().text).toContain(`\`${variable}\``);
  for (const { fullHistory = "" } of CI_SERVICES)
    expect(getRun().text).toContain(fullHistory.split("\n").at(-1)?.trim() ?? "");
});

it("gives the commands that messages give", () => {
  expect(getRun().text).toContain(`${getFetchCommand("origin/main", true)} `);
  expect(getRun().text).toContain(`${getFetchCommand("origin/main")} `);
});
