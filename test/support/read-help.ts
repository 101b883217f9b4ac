import { main } from "../../src/cli/main.js";

/** What `expand-contract <path> --help` prints on a terminal of that many columns. */
export async function readHelp(path: string, columns: number): Promise<string> {
  let stdout = "";
  await main([...(path === "" ? [] : path.split(" ")), "--help"], {
    cwd: ".",
    env: {},
    home: ".",
    platform: "linux",
    stdout: { write: (text) => (stdout += text), columns },
    stderr: { write: (text) => (stdout += text) },
    now: () => new Date("2026-08-09T12:00:00Z"),
  });
  return stdout;
}

/** The commands under "Examples:", as they are pasted: without the lines that say what for. */
export function listExamples(help: string): string[] {
  const [, after = ""] = help.split("\nExamples:\n");
  const [section = ""] = after.split("\n\n");
  return section
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
}
