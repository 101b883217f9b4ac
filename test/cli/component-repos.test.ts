import { existsSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { writeFiles } from "../lint/lint-text.js";
import { runCommand } from "../support/run-command.js";

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "expand-contract-components-")));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const REAL = createRequire(import.meta.url).resolve("vue-eslint-parser");

/** The real parser, which leaves a file behind when somebody loads it. */
function createParser(repo: string): Record<string, string> {
  const path = `${repo}/node_modules/vue-eslint-parser`;
  const mark = JSON.stringify(join(folder, `loaded-by-${repo}`));
  return {
    [`${path}/package.json`]: JSON.stringify({
      name: "vue-eslint-parser",
      version: "0.0.1",
      main: "main.js",
    }),
    [`${path}/main.js`]: `require("node:fs").writeFileSync(${mark}, "");\nmodule.exports = require(${JSON.stringify(REAL)});\n`,
  };
}

const MANIFEST = JSON.stringify({
  repos: [{ name: "web", path: "../web" }],
  changes: {
    "legacy-dsn": { kind: "config", old: "LEGACY_DSN", owner: "@acme/platform", sunset: "2026-11-30" },
  },
});
const COMPONENT =
  "<template>{{ dsn }}</template>\n<script setup>\nconst dsn = process.env.LEGACY_DSN;\n</script>\n";

/** The places that a scan of both repos finds in components. */
async function scanRepos(): Promise<readonly string[]> {
  const argv = ["scan", "--repos", "--format", "json", "--cache-dir", join(folder, "cache")];
  const { stdout } = await runCommand(join(folder, "home"), argv);
  const { references }: { references: readonly { repo: string; line: number; certainty: string }[] } =
    JSON.parse(stdout);
  return references.map(({ repo, line, certainty }) => `${repo} ${line} ${certainty}`);
}

test("components of all repos are read by the parser of the manifest's own, none of theirs is run", async () => {
  writeFiles(folder, {
    ...{ "home/expand-contract.json": MANIFEST, "home/package.json": "{}", "web/package.json": "{}" },
    ...{ "web/src/a.vue": COMPONENT, ...createParser("home"), ...createParser("web") },
  });
  expect(await scanRepos()).toEqual(["web 3 resolved"]);
  expect(existsSync(join(folder, "loaded-by-home"))).toBe(true);
  expect(existsSync(join(folder, "loaded-by-web"))).toBe(false);
});

test("theirs is not run either where the manifest's own repo has none", async () => {
  writeFiles(folder, {
    ...{ "home/expand-contract.json": MANIFEST, "home/package.json": "{}", "web/package.json": "{}" },
    ...{ "web/src/a.vue": COMPONENT, ...createParser("web") },
  });
  expect(await scanRepos()).toEqual(["web 3 resolved"]);
  expect(existsSync(join(folder, "loaded-by-web"))).toBe(false);
});
