import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ExitCode } from "../../src/cli/exit-code.js";
import { main } from "../../src/cli/main.js";

export interface CommandAnswer {
  readonly exit: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
}

const CACHE = mkdtempSync(join(tmpdir(), "expand-contract-cache-"));

/** Runs the command in this process, as a terminal without colour and 140 columns would see it. */
export async function runCommand(
  cwd: string,
  argv: readonly string[],
  { env = {} }: { readonly env?: Readonly<Record<string, string>> } = {},
): Promise<CommandAnswer> {
  let stdout = "";
  let stderr = "";
  const exit = await main(argv, {
    cwd,
    env: { XDG_CACHE_HOME: CACHE, ...env },
    home: CACHE,
    platform: "linux",
    stdout: { write: (text) => (stdout += text), columns: 140 },
    stderr: { write: (text) => (stderr += text) },
    now: () => new Date("2026-08-09T12:00:00Z"),
  });
  return { exit, stdout, stderr };
}
