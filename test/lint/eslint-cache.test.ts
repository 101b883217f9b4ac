import { spawnSync } from "node:child_process";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import plugin from "../../src/index.js";
import { buildPackage } from "../support/build-package.js";
import { formatManifest, writeFiles, writeProject } from "./lint-text.js";

const MODULES = join(import.meta.dirname, "../../node_modules");
const DSN = { kind: "config", old: "LEGACY_DSN", sunset: "2026-12-31" };
const HOST = { kind: "config", old: "LEGACY_HOST", sunset: "2026-12-31" };

/** Beside our rules one that says which files are linted and not taken from the cache. */
const CONFIG = `import expandContract from "eslint-plugin-expand-contract";
import { defineConfig } from "eslint/config";
import { writeSync } from "node:fs";

const witness = { create: ({ filename }) => (writeSync(2, "linted " + filename.split(/[\\\\/]/).at(-1) + "\\n"), {}) };
export default defineConfig(
  { plugins: { own: { rules: { witness } } }, rules: { "own/witness": "error" } },
  { extends: [expandContract.configs.recommended], settings: SETTINGS },
);
`;

interface Version {
  readonly eslint: string;
  readonly root: string;
}

let built = "";

beforeAll(() => {
  built = join(writeProject({}), "package");
  buildPackage(built);
});

function createProject(eslint: string): Version {
  const root = writeProject({
    "expand-contract.json": formatManifest({ dsn: DSN }),
    "packages/api/expand-contract.json": formatManifest({ host: HOST }),
    "eslint.config.mjs": formatConfig({}),
    "packages/web/connect.js": "connect(process.env.LEGACY_DSN, process.env.LEGACY_HOST);\n",
    "packages/api/connect.js": "connect(process.env.LEGACY_DSN, process.env.LEGACY_HOST);\n",
    "node_modules/.keep": "",
  });
  symlinkSync(built, join(root, "node_modules/eslint-plugin-expand-contract"));
  symlinkSync(join(MODULES, eslint), join(root, "node_modules/eslint"));
  return { eslint, root };
}

function formatConfig(settings: object): string {
  return CONFIG.replace(
    "SETTINGS",
    JSON.stringify({ "expand-contract": { today: "2026-12-01", ...settings } }),
  );
}

/** What a run of the command reports, and which files it looked at. */
function lint({ eslint, root }: Version, ...args: readonly string[]) {
  const bin = join(MODULES, eslint, "bin/eslint.js");
  const all = [bin, "--format", "json", ...args, "packages"];
  const { stdout, stderr } = spawnSync(process.execPath, all, { cwd: root, encoding: "utf8" });
  if (!stdout.startsWith("[")) throw new Error(stdout + stderr);
  const results: { readonly filePath: string; readonly messages: readonly { readonly message: string }[] }[] =
    JSON.parse(stdout);
  const messages = results.flatMap(({ filePath, messages }) =>
    messages.map(({ message }) => `${filePath.slice(root.length + 1)}: ${message.split(",")[0]}`),
  );
  const linted = stderr.split("\n").flatMap((line) => (line.startsWith("linted ") ? [line.slice(7)] : []));
  return { messages, linted: linted.length, results };
}

describe.each(["eslint", "eslint-9"])("%s --cache", (eslint) => {
  it("takes results from the cache until a manifest or what is past its sunset changes", () => {
    const project = createProject(eslint);
    const first = lint(project, "--cache");
    expect(first).toMatchObject({
      linted: 2,
      messages: [
        "packages/api/connect.js: This reads LEGACY_HOST",
        "packages/web/connect.js: This reads LEGACY_DSN",
      ],
    });
    expect(lint(project, "--cache")).toEqual({ ...first, linted: 0 });

    writeFiles(project.root, { "expand-contract.json": formatManifest({ host: HOST }) });
    expect(lint(project, "--cache")).toMatchObject({
      linted: 2,
      messages: [
        "packages/api/connect.js: This reads LEGACY_HOST",
        "packages/web/connect.js: This reads LEGACY_HOST",
      ],
    });

    // One that stands nearer to some of the files.
    writeFiles(project.root, { "packages/api/expand-contract.json": formatManifest({ dsn: DSN }) });
    expect(lint(project, "--cache").messages[0]).toBe("packages/api/connect.js: This reads LEGACY_DSN");

    // A broken one is no old one.
    writeFiles(project.root, { "expand-contract.json": "{" });
    expect(lint(project, "--cache").messages[1]).toContain("packages/web/connect.js: Nothing is checked: ");
  }, 300_000);

  it("with --concurrency gives what a plain run gives", () => {
    const project = createProject(eslint);
    const plain = lint(project);
    const both = ["--cache", "--concurrency", "2"];
    expect(lint(project, ...both).results).toEqual(plain.results);
    expect(lint(project, ...both)).toEqual({ ...plain, linted: 0 });
    writeFiles(project.root, { "expand-contract.json": formatManifest({ host: HOST }) });
    expect(lint(project, ...both).messages).toEqual([
      "packages/api/connect.js: This reads LEGACY_HOST",
      "packages/web/connect.js: This reads LEGACY_HOST",
    ]);
  }, 300_000);
});

describe("the settings of our configs, as ESLint hashes them", () => {
  const settings = plugin.configs.recommended.settings["expand-contract"];
  const format = (more: object) => JSON.stringify({ ...settings, ...more });
  const root = writeProject({
    "a.json": formatManifest({ dsn: DSN }),
    "b.json": formatManifest({ host: HOST }),
  });

  it("follow the manifest that the user's settings name", () => {
    const a = format({ manifest: join(root, "a.json") });
    expect(a).toBe(format({ manifest: join(root, "a.json") }));
    writeFiles(root, { "b.json": `${formatManifest({ host: HOST })}\n` });
    expect(a).toBe(format({ manifest: join(root, "a.json") }));
    writeFiles(root, { "a.json": `${formatManifest({ dsn: DSN })}\n` });
    expect(a).not.toBe(format({ manifest: join(root, "a.json") }));
  });

  it("follow the day on which a sunset passes, and no other", () => {
    const getKey = (today: string) => JSON.parse(format({ manifest: join(root, "b.json"), today })).cacheKey;
    expect(getKey("2026-12-01")).toBe(getKey("2026-12-31"));
    expect(getKey("2026-12-31")).not.toBe(getKey("2027-01-01"));
    expect(getKey("2027-01-01")).toBe(getKey("2027-01-02"));
  });

  it("of a manifest that is not there are a hash, too", () => {
    expect(JSON.parse(format({ manifest: "none.json" })).cacheKey).toMatch(/^[\w-]{43}$/);
  });
});
