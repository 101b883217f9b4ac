/** All commands, as they are typed. */
export const COMMAND_PATHS = [
  "scan",
  "scan merge",
  "ratchet",
  "ratchet tighten",
  "ratchet accept",
  "ratchet merge-driver",
  "status",
  "migrations",
  "init",
  "completion",
] as const;

/** The command that the words of a command line begin with: `["ratchet", "tighten", "--base", "x"]` → `ratchet tighten`; "" where it is none. */
export function getCommandPath(words: readonly string[]): string {
  const candidates = [words.slice(0, 2), words.slice(0, 1)].map((some) => some.join(" "));
  return candidates.find((path) => COMMAND_PATHS.some((known) => known === path)) ?? "";
}

/** What may follow: `ratchet` → `tighten`, `accept`, `merge-driver`; "" → `scan`, `ratchet` … */
export function getSubcommands(path: string): readonly string[] {
  const start = path === "" ? "" : `${path} `;
  return COMMAND_PATHS.filter((known) => known.startsWith(start))
    .map((known) => known.slice(start.length))
    .filter((name) => !name.includes(" "));
}
