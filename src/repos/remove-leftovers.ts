import { readdirSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { getGitDir, NEW_SUFFIX, OLD_SUFFIX } from "./mirror-folder.js";

/** Files that git writes before it renames them, and its locks. */
const UNFINISHED = /\.lock$|^(?:tmp_|\.tmp-)/;

/** Removes what a run that was killed left. Whoever calls holds the mirror's lock: nobody else can be at work on it. */
export function removeLeftovers(mirror: string): void {
  const name = basename(mirror);
  for (const sibling of readNames(dirname(mirror))) {
    const isOurs = [NEW_SUFFIX, OLD_SUFFIX].some((suffix) => sibling.startsWith(name + suffix));
    if (isOurs) rmSync(join(dirname(mirror), sibling), { recursive: true, force: true });
  }
  for (const part of [".", "objects", "objects/pack", "refs/mirror"]) {
    const folder = join(getGitDir(mirror), part);
    const unfinished = readNames(folder).filter((file) => UNFINISHED.test(file));
    for (const file of unfinished) rmSync(join(folder, file), { recursive: true, force: true });
  }
}

function readNames(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
