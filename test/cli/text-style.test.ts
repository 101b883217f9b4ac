import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { main } from "../../src/cli/main.js";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "expand-contract-style-"));
  const dsn = { kind: "config", old: "LEGACY_DSN", owner: "@acme/api", sunset: "2026-12-31" };
  writeFileSync(join(folder, "expand-contract.json"), JSON.stringify({ changes: { dsn } }));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface Terminal {
  readonly isTTY?: boolean;
  readonly env?: Readonly<Record<string, string>>;
}

async function isColored(argv: readonly string[], { isTTY = false, env = {} }: Terminal): Promise<boolean> {
  let stdout = "";
  await main(["scan", "--no-cache", ...argv], {
    ...{ cwd: folder, env, home: folder, platform: "linux", now: () => new Date("2026-08-09T12:00:00Z") },
    stdout: { write: (text) => (stdout += text), columns: 80, isTTY },
    stderr: { write: () => undefined },
  });
  return stdout.includes("\u001B[");
}

describe("colour", () => {
  it.each([
    ["on a terminal", [], { isTTY: true }, true],
    ["in a pipe or a log", [], {}, false],
    ["in a CI service's log", [], { env: { CI: "true", GITHUB_ACTIONS: "true" } }, false],
    ["with --color", ["--color"], {}, true],
    ["with --color, whatever NO_COLOR says", ["--color"], { env: { NO_COLOR: "1" } }, true],
    ["with --no-color", ["--no-color"], { isTTY: true, env: { FORCE_COLOR: "1" } }, false],
    ["with NO_COLOR", [], { isTTY: true, env: { NO_COLOR: "1" } }, false],
    ["with an empty NO_COLOR", [], { isTTY: true, env: { NO_COLOR: "" } }, true],
    ["with FORCE_COLOR", [], { env: { FORCE_COLOR: "1" } }, true],
    ["with FORCE_COLOR=0", [], { isTTY: true, env: { FORCE_COLOR: "0" } }, false],
    ["with both", [], { isTTY: true, env: { FORCE_COLOR: "1", NO_COLOR: "1" } }, false],
    ["on a dumb terminal", [], { isTTY: true, env: { TERM: "dumb" } }, false],
  ] as const)("%s", async (_, argv, terminal, expected) => {
    expect(await isColored(argv, terminal)).toBe(expected);
  });

  it("is none in a file", async () => {
    await isColored(["--output", "out.txt"], { isTTY: true, env: { FORCE_COLOR: "1" } });
    expect(readFileSync(join(folder, "out.txt"), "utf8")).not.toContain("\u001B[");
  });
});
