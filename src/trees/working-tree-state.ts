import { createHash } from "node:crypto";
import type { Disk } from "./disk.js";
import type { GitOutput } from "./git-process.js";
import { parseLsFiles } from "./parse-ls-files.js";
import type { PathFilter } from "./tree.js";

/** A record of anything but an unmodified file or a deleted one. */
const CHANGED = /(?:^|\0)[^HR\0] /;

/**
 * A short text for what `git ls-files` said of a working tree and for the content of the wanted files that only the disk knows; undefined when git
 * said nothing. Equal files, equal states; mostly nothing but git's words is looked at.
 */
export async function getWorkingTreeState(
  output: GitOutput | undefined,
  disk: Disk,
  loadFilter: () => Promise<PathFilter>,
): Promise<string | undefined> {
  if (output?.status !== 0 || output.stdout.length === 0) return undefined;
  const hash = createHash("sha1").update(output.stdout);
  if (CHANGED.test(output.stdout.toString("latin1"))) {
    const isWanted = await loadFilter();
    for (const { path, state } of parseLsFiles(output.stdout.toString())) {
      if ((state !== "disk" && state !== "sparse") || !isWanted(path)) continue;
      const there = disk.inspect(path);
      hash.update(there.type === "file" ? disk.getContentId(path) : JSON.stringify(there));
    }
  }
  return hash.digest("hex");
}
