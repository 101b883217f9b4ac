import { MAX_FILE_BYTES } from "./tree.js";

/** Why a file is not read, in the words of a report. */
export const SKIP_REASONS = {
  link: "symbolic link",
  submodule: "submodule",
  repository: "a git repository of its own",
  special: "not a regular file",
  name: "its name is not valid UTF-8",
  size: `larger than ${MAX_FILE_BYTES / 1024 / 1024} MB`,
} as const;

/** Names that are not UTF-8 lose bytes when they are decoded: two of them may look alike. */
export function hasBrokenName(path: string): boolean {
  return path.includes("\uFFFD");
}

/** For sorting by path, the same on every machine. */
export function comparePaths(a: { readonly path: string }, b: { readonly path: string }): number {
  if (a.path === b.path) return 0;
  return a.path < b.path ? -1 : 1;
}
