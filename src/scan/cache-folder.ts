import { join } from "node:path";

export interface CacheFolderInput {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  /** The user's home folder. */
  readonly home: string;
}

/** The folder in which a user's programs keep what they can make again: `$XDG_CACHE_HOME`, `%LOCALAPPDATA%`, else `~/.cache`. */
export function getCacheFolder({ env, platform, home }: CacheFolderInput): string {
  const base = platform === "win32" ? env["LOCALAPPDATA"] : env["XDG_CACHE_HOME"];
  return join(base === undefined || base === "" ? join(home, ".cache") : base, "expand-contract");
}
