import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { UserError } from "../errors.js";
import { explainSystemError } from "./explain-system-error.js";

export interface GitOutput {
  readonly status: number | null;
  readonly stdout: Buffer;
  readonly stderr: string;
}

export interface GitRun {
  /** What git reads from stdin. */
  readonly input?: string;
  /** Another index than the repository's own: see `findStagedIndex`. */
  readonly indexFile?: string;
}

/** Hooks set these for the repository that they run in; a tree is the one of its root. */
const REPOSITORY_VARIABLES: ReadonlySet<string> = new Set([
  "GIT_DIR",
  "GIT_WORK_TREE",
  "GIT_INDEX_FILE",
  "GIT_COMMON_DIR",
  "GIT_NAMESPACE",
  "GIT_PREFIX",
]);

/** Nothing of the repository's own may run: the monitor of the file system is a hook. */
const SAFE_OPTIONS = ["-c", "core.fsmonitor=false"];

/** Runs git to its end. Only a git that can't be started throws; a failed one has a `status`. */
export async function runGit(root: string, args: readonly string[], run: GitRun = {}): Promise<GitOutput> {
  const child = startGit(root, args, run);
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => stdout.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
  // A git that ends early closes the pipe; its status tells why.
  child.stdin.on("error", () => undefined);
  child.stdin.end(run.input);
  const status = await getExit(root, child);
  return { status, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString() };
}

/** The same for callers that can't wait, as ESLint rules. */
export function runGitSync(root: string, args: readonly string[], { input }: GitRun = {}): GitOutput {
  const result = spawnSync("git", [...SAFE_OPTIONS, ...args], {
    ...getSpawnOptions(root),
    maxBuffer: Number.POSITIVE_INFINITY,
    ...(input !== undefined && { input }),
  });
  if (result.error) throw getStartError(root, result.error);
  return { status: result.status, stdout: result.stdout, stderr: result.stderr.toString() };
}

/** A git that runs on, with pipes. */
export function startGit(root: string, args: readonly string[], run: GitRun = {}) {
  return spawn("git", [...SAFE_OPTIONS, ...args], { ...getSpawnOptions(root, run), stdio: "pipe" });
}

/** The exit status, null after a signal. */
export function getExit(root: string, child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once("error", (error) => reject(getStartError(root, error)));
    child.once("close", resolve);
  });
}

function getSpawnOptions(root: string, { indexFile }: GitRun = {}) {
  const own = Object.entries(process.env).filter(([name]) => !REPOSITORY_VARIABLES.has(name));
  // A missing object is an error with a remedy, never one download for each file of a partial clone.
  const added = {
    LC_ALL: "C",
    GIT_OPTIONAL_LOCKS: "0",
    GIT_NO_LAZY_FETCH: "1",
    GIT_ALLOW_PROTOCOL: "none",
    GIT_TERMINAL_PROMPT: "0",
    ...(indexFile !== undefined && { GIT_INDEX_FILE: indexFile }),
  };
  return { cwd: root, env: { ...Object.fromEntries(own), ...added }, windowsHide: true };
}

/** Node reports a missing program and a missing folder in the same way. */
function getStartError(root: string, error: Error): UserError {
  const options = { cause: error };
  if (!existsSync(root)) return new UserError(`There is no folder ${root}.`, options);
  const isMissing = "code" in error && error.code === "ENOENT";
  if (isMissing) return new GitMissingError(options);
  return new UserError(`git can't be started: ${explainSystemError(error)}.`, options);
}

/** Outside a repository nobody needs git: the caller decides whether this matters. */
export class GitMissingError extends UserError {
  constructor(options?: ErrorOptions) {
    super("git is not installed or not on the PATH. Install it: https://git-scm.com/downloads", options);
  }
}

/** What git said on the way out, for a failure that has no words of our own. */
export function getGitError(
  what: string,
  { status, stderr }: Pick<GitOutput, "status" | "stderr">,
): UserError {
  const said = stderr.trim();
  const text = said === "" ? `It ended with status ${status ?? "unknown"} and said nothing.` : said;
  return new UserError(`git can't ${what}:\n${text}`);
}
