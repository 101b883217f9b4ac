import { existsSync, realpathSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";

/** The top folder of the repository that `folder` is in, without links in its path; outside of git the folder itself. Starts no process. */
export function findRepoTop(folder: string): string {
  const start = realpathSync.native(folder);
  for (let at = start; ; at = dirname(at)) {
    // A folder, or in worktrees and submodules a file.
    if (existsSync(join(at, ".git"))) return at;
    if (at === dirname(at)) return start;
  }
}

/** From the top to a folder: `packages/api/`; empty for the top itself. */
export function getPathPrefix(top: string, folder: string): string {
  const path = relative(top, realpathSync.native(folder));
  return path === "" ? "" : `${path.split(sep).join("/")}/`;
}
