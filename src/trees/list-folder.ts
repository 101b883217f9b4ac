import { createRequire } from "node:module";
import type * as FastGlob from "fast-glob";
import { UserError } from "../errors.js";
import { explainSystemError } from "./explain-system-error.js";

const IGNORED = ["**/node_modules/**", "**/.git/**", "**/.hg/**", "**/.svn/**", "**/.jj/**"];

/** Paths of all files in a folder that is in no git repository; not those of packages and of version control. */
export function listFolder(root: string): string[] {
  // By `require`, because rules can't wait, and only here: most trees are git's.
  const { globSync } = createRequire(import.meta.url)("fast-glob") as typeof FastGlob;
  try {
    return globSync("**", { cwd: root, dot: true, followSymbolicLinks: false, ignore: IGNORED });
  } catch (error) {
    throw new UserError(`Can't list the files of ${root}: ${explainSystemError(error)}.`, { cause: error });
  }
}
