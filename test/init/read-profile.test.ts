import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findCi } from "../../src/init/find-ci.js";
import { findDeployedHint } from "../../src/init/find-deployed-hint.js";
import { findLintConfig } from "../../src/init/find-eslint-config.js";
import { findHooks } from "../../src/init/find-hooks.js";
import { findSchemaPath } from "../../src/init/find-schema-path.js";
import { findPackageManager } from "../../src/init/package-manager.js";
import { openSurroundings } from "../../src/trees/surroundings.js";
import { TemporaryRepo } from "../trees/temporary-repo.js";

let repo: TemporaryRepo;
beforeEach(() => {
  repo = new TemporaryRepo().init();
});
afterEach(() => {
  repo.remove();
});

const look = (folder = ".") => openSurroundings(repo.path(folder));
const write = (files: Readonly<Record<string, string>>) => {
  for (const [path, text] of Object.entries(files)) repo.write(path, text);
};

describe("the package manager", () => {
  const find = (folder?: string) => {
    const { exec, install, isPnp } = findPackageManager(look(folder));
    return { exec, install, isPnp };
  };
  const install = (command: string) => `${command} eslint-plugin-expand-contract`;

  it("is npm where nothing says", () => {
    expect(find()).toEqual({ exec: "npx", install: install("npm install --save-dev"), isPnp: false });
  });

  it("is told by packageManager before lock files", () => {
    write({ "package.json": '{ "packageManager": "bun@1.2.0" }', "package-lock.json": "{}" });
    expect(find()).toEqual({ exec: "bunx", install: install("bun add -d"), isPnp: false });
  });

  it("is told by the lock file above a package, and installs into the package", () => {
    write({ "pnpm-lock.yaml": "", "pnpm-workspace.yaml": "", "packages/a/package.json": "{}" });
    expect(find("packages/a").install).toBe(install("pnpm add -D"));
    expect(find().install).toBe(install("pnpm add -D -w"));
  });

  it("is Yarn 1 or a later one, which asks no questions at the root of workspaces", () => {
    write({ "yarn.lock": "", "package.json": '{ "workspaces": ["packages/*"] }' });
    expect(find()).toEqual({ exec: "yarn", install: install("yarn add -D -W"), isPnp: false });
    write({ ".yarnrc.yml": "", ".pnp.cjs": "" });
    expect(find()).toEqual({ exec: "yarn", install: install("yarn add -D"), isPnp: true });
  });

  it("says where the schema is: where it is installed, else where it will be, else in the registry's mirror", () => {
    const schema = (folder: string) => findSchemaPath(look(folder), findPackageManager(look(folder)));
    write({ "packages/a/package.json": "{}", "yarn.lock": "" });
    expect(schema("packages/a")).toBe("./node_modules/eslint-plugin-expand-contract/schema.json");
    write({ "node_modules/eslint-plugin-expand-contract/schema.json": "{}" });
    expect(schema("packages/a")).toBe("../../node_modules/eslint-plugin-expand-contract/schema.json");
    write({ ".pnp.cjs": "" });
    expect(schema("packages/a")).toMatch(
      /^https:\/\/unpkg\.com\/eslint-plugin-expand-contract@\d[^/]*\/schema\.json$/,
    );
  });
});

describe("continuous integration", () => {
  it("is the workflow that lints pull requests, not one that deploys or writes docs", () => {
    write({
      ".github/workflows/a-docs.yml":
        "on: pull_request\njobs: { docs: { steps: [{ run: npm run lint }] } }\n",
      ".github/workflows/checks.yml":
        'on: { pull_request: {} }\njobs:\n  unit: { steps: [{ run: npm test }] }\n  style: { steps: [{ uses: "actions/checkout@v4" }, { run: npm run lint }] }\n',
      ".github/workflows/stale.yml":
        "on: { schedule: [] }\njobs: { lint: { steps: [{ run: npm run lint }] } }\n",
      ".github/workflows/broken.yml": "on: [pull_request\n",
    });
    expect(findCi(look())).toEqual([
      { service: "GitHub", file: ".github/workflows/checks.yml", job: "style", isSetUp: false },
    ]);
  });

  it("says of a workflow that pushes alone start it, and nothing where pull requests do", () => {
    write({ ".github/workflows/ci.yml": "on: [push]\njobs: { build: { steps: [{ run: npm test }] } }\n" });
    const own = { service: "GitHub", file: ".github/workflows/ci.yml", job: "build", isSetUp: false };
    expect(findCi(look())).toEqual([{ ...own, isForPushes: true }]);
    write({
      ".github/workflows/ci.yml":
        "on: [push, pull_request]\njobs: { build: { steps: [{ run: npm test }] } }\n",
    });
    expect(findCi(look())).toEqual([own]);
  });

  it("is whatever file a service reads, and may be set up", () => {
    write({
      ".gitlab-ci.yml": "gate: { script: [npx expand-contract ratchet] }\n",
      "bitbucket-pipelines.yml": "",
      ".circleci/config.yml": "",
      "azure-pipelines.yml": "",
      Jenkinsfile: "",
      ".buildkite/pipeline.yml": "",
    });
    expect(findCi(look()).map(({ service, isSetUp }) => `${service} ${isSetUp}`)).toEqual([
      "GitLab true",
      "Bitbucket false",
      "CircleCI false",
      "Azure false",
      "Jenkins false",
      "Buildkite false",
    ]);
  });
});

describe("hooks", () => {
  it("are those of the tool whose file is there", () => {
    expect(findHooks(look())).toBeUndefined();
    write({ "package.json": '{ "simple-git-hooks": { "pre-commit": "npm test" } }' });
    expect(findHooks(look())).toEqual({ tool: "simple-git-hooks", file: "package.json", isSetUp: false });
    write({ ".pre-commit-config.yaml": "repos: []" });
    expect(findHooks(look())?.tool).toBe("pre-commit");
    write({ "lefthook.yml": "" });
    expect(findHooks(look())?.tool).toBe("lefthook");
    write({ ".husky/pre-commit": "npx expand-contract ratchet --staged\n" });
    expect(findHooks(look())).toEqual({ tool: "husky", file: ".husky/pre-commit", isSetUp: true });
  });
});

describe("the linter", () => {
  it("is ESLint with a list, or with what a call makes of its arguments", () => {
    write({ "eslint.config.js": "export default [];\n" });
    expect(findLintConfig(look())).toEqual({
      ...{ form: "flat", file: "eslint.config.js", isCommonJs: false, isSetUp: false },
    });
    write({ "eslint.config.js": "const config = tseslint.config({});\nexport default config;\n" });
    expect(findLintConfig(look())).toMatchObject({ call: "tseslint.config" });
    write({ "eslint.config.js": "module.exports = defineConfig([]);\n" });
    expect(findLintConfig(look())).toMatchObject({ call: "defineConfig", isCommonJs: true });
    write({ "eslint.config.js": "export default {{\n" });
    expect(findLintConfig(look())).toMatchObject({ form: "flat", isCommonJs: false });
  });

  it("is one of before, or another one", () => {
    write({ "biome.json": "{}" });
    expect(findLintConfig(look())).toEqual({ form: "other", name: "Biome", file: "biome.json" });
    write({ ".eslintrc.json": "{}" });
    expect(findLintConfig(look())).toEqual({ form: "legacy", file: ".eslintrc.json" });
  });
});

describe("what is deployed", () => {
  it("is a branch that is called so, else the newest tag that looks like a release", () => {
    const tags = [
      { name: "backup", date: "2026-08-01" },
      { name: "v1.4.0", date: "2026-05-31" },
    ];
    expect(findDeployedHint({ tags, remoteBranches: ["origin/main"] })).toEqual({
      ...{ deployed: { tag: "v*" }, because: "The newest tag is v1.4.0, of 2026-05-31" },
    });
    expect(findDeployedHint({ tags, remoteBranches: ["origin/production"] })?.deployed).toEqual({
      ref: "origin/production",
    });
    expect(
      findDeployedHint({ tags: tags.slice(0, 1), remoteBranches: ["origin/feature/production"] }),
    ).toBeUndefined();
  });
});
