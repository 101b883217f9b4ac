import { existsSync, readFileSync, realpathSync } from "node:fs";
import { basename, dirname, isAbsolute, join, resolve } from "node:path";
import { UserError } from "../errors.js";
import { getGitError, runGit } from "./git-process.js";

/** The index that a commit is made of. Paths are absolute. */
export interface StagedIndex {
  /** Top of the working tree. */
  readonly top: string;
  readonly gitDir: string;
  /** Absent: the repository's own. */
  readonly file?: string;
  /** What becomes the repository's index once the commit is made, where that is another file. */
  readonly nextFile?: string;
  /** Full id of `HEAD`; absent before the first commit. */
  readonly head?: string;
  /** While a merge is being concluded: the commits that are merged into `HEAD`. */
  readonly merged: readonly string[];
}

export interface HookEnvironment {
  /** Where the process runs: git starts hooks at the top of the working tree. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * The index of the repository around `folder`: the one that git names to its hooks, if they are this repository's (a hook may well run us for another
 * folder); else the repository's own. Throws a UserError outside of git.
 */
export async function findStagedIndex(folder: string, hook: HookEnvironment): Promise<StagedIndex> {
  const { stdout, status, stderr } = await runGit(folder, [
    ...["rev-parse", "--absolute-git-dir", "--show-toplevel", "HEAD"],
  ]);
  // Without a commit git prints the word and fails.
  const [gitDir, top, head] = stdout.toString().split("\n");
  if (gitDir === undefined || top === undefined || head === undefined || head === "")
    throw getPlaceError(folder, { status, stderr });
  const file = await findHookIndex({ gitDir, top }, hook);
  const nextFile = file && getNextFile(gitDir, file);
  return {
    top,
    gitDir,
    ...(head !== "HEAD" && { head }),
    merged: readMerged(gitDir),
    ...(file !== undefined && { file }),
    ...(nextFile !== undefined && { nextFile }),
  };
}

function getPlaceError(folder: string, { status, stderr }: { status: number | null; stderr: string }) {
  if (stderr.includes("not a git repository"))
    return new UserError(
      `--staged judges what the next commit holds, and ${folder} is in no git repository. Without it the files on disk are judged: expand-contract ratchet`,
    );
  if (stderr.includes("work tree"))
    return new UserError(`--staged needs a working tree, and ${folder} is in a bare repository.`);
  return getGitError(`tell the repository of ${folder}`, { status, stderr });
}

interface Repository {
  readonly gitDir: string;
  readonly top: string;
}

/** git sets `GIT_DIR` for hooks of a worktree; elsewhere they find the repository from where they run. */
async function findHookIndex({ gitDir, top }: Repository, { cwd, env }: HookEnvironment) {
  const named = env["GIT_INDEX_FILE"];
  if (!named) return undefined;
  const hookDir = env["GIT_DIR"] ? resolve(cwd, env["GIT_DIR"]) : await findGitDir(cwd);
  if (hookDir === undefined || getRealPath(hookDir) !== getRealPath(gitDir)) return undefined;
  // git works from the top.
  const file = isAbsolute(named) ? named : join(top, named);
  return getRealPath(file) === getRealPath(join(gitDir, "index")) ? undefined : file;
}

async function findGitDir(folder: string): Promise<string | undefined> {
  const { status, stdout } = await runGit(folder, ["rev-parse", "--absolute-git-dir"]);
  return status === 0 ? stdout.toString().trim() : undefined;
}

/**
 * `git commit -- path` makes the commit of `next-index-<pid>.lock` and puts `index.lock` in the place of the index afterwards; with `-a` the one file
 * is both (builtin/commit.c, `prepare_index`).
 */
function getNextFile(gitDir: string, file: string): string | undefined {
  const next = join(gitDir, "index.lock");
  const isPartial = /^next-index-\d+\.lock$/.test(basename(file)) && isSameFolder(dirname(file), gitDir);
  return isPartial && existsSync(next) ? next : undefined;
}

function isSameFolder(a: string, b: string): boolean {
  return getRealPath(a) === getRealPath(b);
}

/** One commit a line. */
function readMerged(gitDir: string): string[] {
  const file = join(gitDir, "MERGE_HEAD");
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "");
}

function getRealPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
