import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join, relative } from "node:path";
import * as typescriptParser from "@typescript-eslint/parser";
import { ESLint, type Linter } from "eslint";
import { describe, expect, it } from "vitest";
import { makeRepos } from "../fixtures/org/make-repos.mjs";
import plugin from "../src/index.js";
import { readManifest } from "../src/manifest/read-manifest.js";
import { isScript } from "../src/scan/file-kind.js";
import { scanTree } from "../src/scan/scan-tree.js";
import { openWorkingTree } from "../src/trees/working-tree.js";
import { writeProject } from "./lint/lint-text.js";

const FIXTURES = join(import.meta.dirname, "../fixtures");

/** Every folder of the fixtures that has a manifest of its own. */
const projects = readdirSync(FIXTURES, { recursive: true, withFileTypes: true })
  .filter(({ name }) => name === "expand-contract.json")
  .map(({ parentPath }) => relative(FIXTURES, parentPath))
  .sort();

/** What the scan finds in scripts, less what rules never report; and what it says of comments. */
async function scan(root: string): Promise<string[]> {
  const manifest = readManifest(join(root, "expand-contract.json"));
  const { references, problems } = await scanTree(openWorkingTree(root), manifest);
  const found = references
    .filter(({ file, certainty }) => isScript(file) && certainty !== "unresolved")
    .map(({ file, change, ...place }) => formatPlace(file, place, change));
  const comments = problems.map(({ file, line, message }) => `${file} ${line} ${message}`);
  return [...found, ...comments].sort();
}

interface Place {
  readonly line: number;
  readonly column: number;
  readonly endLine?: number | undefined;
  readonly endColumn?: number | undefined;
}

function formatPlace(file: string, { line, column, endLine, endColumn }: Place, change: string): string {
  return `${file} ${line}:${column}-${endLine}:${endColumn} ${change}`;
}

const OPTIONS = { implicit: true, mappings: true };
const RULES: Linter.RulesRecord = {
  "expand-contract/no-deprecated-symbol": "error",
  "expand-contract/no-deprecated-column": ["error", OPTIONS],
  "expand-contract/no-deprecated-config": "error",
  "expand-contract/no-deprecated-endpoint": ["error", { mappings: true }],
  "expand-contract/no-deprecated-event": ["error", { mappings: true }],
  // It repeats those of the others.
  "expand-contract/no-reference-past-sunset": "off",
};

/** The same of what the rules report, with both options on. */
async function lint(root: string, files: string, languageOptions: Linter.LanguageOptions): Promise<string[]> {
  const { changes } = readManifest(join(root, "expand-contract.json"));
  const idByOld = new Map(changes.map(({ id, old }) => [old.text, id]));
  const eslint = new ESLint({
    cwd: root,
    overrideConfigFile: true,
    // `eslint-disable` silences the linter alone.
    allowInlineConfig: false,
    overrideConfig: [
      { files: [files], languageOptions },
      { ...plugin.configs.strict, rules: RULES },
    ],
    errorOnUnmatchedPattern: false,
  });
  const results = await eslint.lintFiles([files]);
  return results
    .flatMap(({ filePath, messages }) =>
      messages.map(({ message, line, column, endLine, endColumn }) => {
        const file = relative(root, filePath);
        const [, old] = /^This [a-z -]+ ((?:[A-Z]+ )?\S+), which goes away/.exec(message) ?? [];
        if (old === undefined) return `${file} ${line} ${message}`;
        return formatPlace(file, { line, column, endLine, endColumn }, idByOld.get(old) ?? old);
      }),
    )
    .sort();
}

const ALL = "**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx}";
const TYPESCRIPT: Linter.LanguageOptions = {
  parser: typescriptParser,
  parserOptions: { ecmaFeatures: { jsx: true } },
};

describe.each(projects)("fixtures/%s", (name) => {
  const root = join(FIXTURES, name);

  it("holds the same references for linter and scanner", async () => {
    expect(await lint(root, ALL, TYPESCRIPT)).toEqual(await scan(root));
  });

  it("holds them for espree's tree of JavaScript, too", async () => {
    const espree: Linter.LanguageOptions = { parserOptions: { ecmaFeatures: { jsx: true } } };
    const inScript = (found: string) => /^\S+\.[mc]?jsx? /.test(found);
    expect(await lint(root, "**/*.{js,mjs,cjs,jsx}", espree)).toEqual((await scan(root)).filter(inScript));
  });
});

describe("each commit of the organisation", async () => {
  const repos = makeRepos(writeProject({}));
  const git = (root: string, ...args: string[]) => execFileSync("git", args, { cwd: root, encoding: "utf8" });
  const commits = Object.entries(repos).flatMap(([name, root]) =>
    git(root, "log", "--all", "--reverse", "--format=%h %s")
      .trim()
      .split("\n")
      .map((commit) => ({ name, root, commit })),
  );

  // Each in a folder of its own: the linter does not look at a repo anew for every file.
  it.each(commits)("$name $commit", async ({ root, commit }) => {
    const folder = join(writeProject({}), "checkout");
    git(root, "worktree", "add", "--quiet", "--detach", folder, commit.split(" ")[0] ?? "");
    expect(await lint(folder, ALL, TYPESCRIPT)).toEqual(await scan(folder));
  });
});

it("compares more than nothing", async () => {
  expect(projects).toContain("lint/scripts");
  expect((await scan(join(FIXTURES, "lint/scripts"))).length).toBeGreaterThan(30);
});
