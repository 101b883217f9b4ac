import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { simpleGit } from "simple-git";
import { UserError } from "../errors.js";

export interface Commit {
  /** Full id. */
  readonly sha: string;
  /** Committer date, `YYYY-MM-DD`, in UTC. */
  readonly date: string;
}

export interface TouchingOptions {
  /** Words of which a changed line holds one. */
  readonly words: readonly string[];
  /** Only commits after this one. */
  readonly after?: string;
}

/** What the gate asks git. No answer changes the repository, and none needs the network. */
export interface GitRepo {
  findCommit(ref: string): Promise<Commit | undefined>;
  findMergeBase(a: string, b: string): Promise<string | undefined>;
  isShallow(): Promise<boolean>;
  /** True with uncommitted or untracked files. */
  isDirty(): Promise<boolean>;
  /** `origin/main`, for a branch that follows one. */
  findUpstream(): Promise<string | undefined>;
  /** By version order, a prerelease before its release. `pattern` is git's: `v*`. */
  findNewestTag(pattern: string): Promise<string | undefined>;
  /** The commit and its first parents, newest first. */
  listFirstParents(sha: string): Promise<Commit[]>;
  /** Of the commit and its first parents those with a changed line that holds one of the words, newest first. */
  listTouching(sha: string, options: TouchingOptions): Promise<string[]>;
  /** A file's text at a commit; `path` is relative to the root. */
  findText(sha: string, path: string): Promise<string | undefined>;
}

/** The repository that `root` is in; undefined outside of git. Throws a UserError when git is there and can't answer. */
export async function openRepo(root: string): Promise<GitRepo | undefined> {
  const ask = createAsk(root);
  try {
    await ask("rev-parse", "--git-dir");
  } catch (error) {
    if (isInRepository(root)) throw error;
    return undefined;
  }
  return createRepo(ask);
}

type Ask = (...args: readonly string[]) => Promise<string>;

/** simple-git takes `GIT_DIR` and the like out of the environment: a hook that runs us sets them for another folder. */
function createAsk(root: string): Ask {
  const git = simpleGit({ baseDir: root });
  return async (...args) => {
    try {
      return await git.raw([...args]);
    } catch (error) {
      const said = error instanceof Error ? error.message.trim() : String(error);
      throw new UserError(`git ${args[0]} failed in ${root}:\n${said}`, { cause: error });
    }
  };
}

function isInRepository(folder: string): boolean {
  if (existsSync(join(folder, ".git"))) return true;
  return dirname(folder) !== folder && isInRepository(dirname(folder));
}

const LOG_FORMAT = "--format=%H %ct";

function createRepo(ask: Ask): GitRepo {
  return {
    async findCommit(ref) {
      if (ref === "" || ref.startsWith("-")) return undefined;
      const sha = (await ask("rev-parse", "--verify", "--quiet", `${ref}^{commit}`)).trim();
      return sha === "" ? undefined : parseCommits(await ask("log", "-1", LOG_FORMAT, sha))[0];
    },
    async findMergeBase(a, b) {
      return (await ask("merge-base", a, b)).trim() || undefined;
    },
    isShallow: async () => (await ask("rev-parse", "--is-shallow-repository")).trim() === "true",
    isDirty: async () => (await ask("status", "--porcelain", "-z")) !== "",
    async findUpstream() {
      try {
        const name = await ask("rev-parse", "--abbrev-ref", "--symbolic-full-name", "@{upstream}");
        return name.trim() || undefined;
      } catch {
        // A detached head, or a branch that follows none: git has no other way to say so.
        return undefined;
      }
    },
    async findNewestTag(pattern) {
      const args = ["tag", "--list", "--sort=-version:refname", pattern];
      const tags = await ask("-c", "versionsort.suffix=-", ...args);
      return tags === "" ? undefined : tags.split("\n")[0];
    },
    listFirstParents: async (sha) => parseCommits(await ask("log", "--first-parent", LOG_FORMAT, sha)),
    async listTouching(sha, { words, after }) {
      const pattern = `-G${words.map(escapeWord).join("|")}`;
      const range = after === undefined ? [sha] : [sha, `^${after}`];
      // Renames and attributes off: more commits than needed are fine, one too few is not.
      const args = ["--first-parent", "-m", "--no-renames", "--text", "--no-ext-diff", "--no-textconv"];
      const found = await ask("log", ...args, "--extended-regexp", pattern, LOG_FORMAT, ...range);
      return parseCommits(found).map((commit) => commit.sha);
    },
    async findText(sha, path) {
      const entry = await ask("ls-tree", sha, "--", `./${path}`);
      return entry === "" ? undefined : ask("cat-file", "blob", `${sha}:./${path}`);
    },
  };
}

function parseCommits(text: string): Commit[] {
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => {
      const [sha = "", seconds = "0"] = line.split(" ");
      return { sha, date: new Date(Number(seconds) * 1000).toISOString().slice(0, 10) };
    });
}

function escapeWord(word: string): string {
  return word.replace(/[\\^$.|?*+()[\]{}]/g, String.raw`\$&`);
}
