/** A set of files to scan: the working tree, or a commit's objects. Both read alike. */
export interface TreeEntry {
  /** POSIX path relative to the tree's root. */
  readonly path: string;
  /** Identifies the content: git's blob id, or `wt:` and a hash for a file that differs from the index. Caches are keyed by it. */
  readonly id: string;
}

export interface SkippedFile {
  readonly path: string;
  readonly reason: string;
}

/** Both sorted by path. */
export interface TreeFiles {
  readonly entries: readonly TreeEntry[];
  readonly skipped: readonly SkippedFile[];
}

export type PathFilter = (path: string) => boolean;

/** What spares a tree work. Without them it looks at every file. */
export interface ListOptions {
  /** Files for which it is false are left out, of `skipped` too. */
  readonly isWanted?: PathFilter;
  /** True for content that a cache has seen: its size needs no second look. */
  readonly isKnown?: (entry: TreeEntry) => boolean;
}

export interface Tree {
  /** For messages: `working tree`, `origin/main 3f2c1ab`. */
  readonly name: string;
  /** Equal for equal files, as far as the filter goes, and cheaper than a list of them. Absent, or undefined: nobody knows. */
  getState?(loadFilter: () => Promise<PathFilter>): Promise<string | undefined>;
  /** All files, sorted by path; symbolic links, submodules and files over 2 MB are in `skipped`. */
  list(options?: ListOptions): Promise<TreeFiles>;
  /** Contents, in any order. A byte order mark is dropped, as ESLint does. Invalid UTF-8 is decoded with replacement characters; a binary file (NUL byte) yields `undefined` text. */
  read(entries: readonly TreeEntry[]): AsyncIterable<readonly [TreeEntry, string | undefined]>;
  /** Ends the git process, if any. */
  close(): Promise<void>;
}

export const MAX_FILE_BYTES = 2 * 1024 * 1024;
