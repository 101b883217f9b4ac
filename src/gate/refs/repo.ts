import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { simpleGit } from "simple-git";
import { UserError } from "../../errors.js";
import { getReadError } from "../../trees/git-blobs.js";
import { getGitError, runGit } from "../../trees/git-process.js";
import { CHANGES_OPTIONS, parseChanges } from "./parse-changes.js";
import { readBlobTexts } from "./read-blob-texts.js";

export interface Commit {
  /** Full id. */
  readonly sha: string;
  /** Committer date, `YYYY-MM-DD`, in UTC. */
  readonly date: string;
}

/** A file that a commit changed, compared with its first parent. Both ids are those of blobs. */
export interface ChangedFile {
  readonly path: string;
  /** Absent: it is new. */
  readonly before?: string;
  /** Absent: it is gone. */
  readonly after?: string;
}

/** A tag, by the commit that it names. */
export interface Release {
  readonly name: string;
  readonly commit: Commit;
}

export interface ReleaseRange {
  /** Only tags of this commit and its history. */
  readonly mergedInto: string;
  /** Only tags whose history has this commit. */
  readonly containing?: string;
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
  /** What the newest `count` commits of that history changed, newest first. A renamed file is one that is gone and one that is new. */
  listChanges(sha: string, count: number): Promise<ChangedFile[][]>;
  /** Texts of blobs with their ids. Of those that are too large or binary nobody reads the text; those that this clone does not have are left out. */
  readBlobs(ids: readonly string[]): AsyncIterable<readonly [id: string, text: string]>;
  /** The tags of a pattern in the history of a commit, its own too, by version order: the oldest first. */
  listReleases(pattern: string, range: ReleaseRange): Promise<Release[]>;
  /** A file's text at a commit; `path` is relative to the root. */
  findText(sha: string, path: string): Promise<string | undefined>;
}

/** The repository that `root` is in; undefined outside of git. `isKnown`: somebody has asked git already. Throws a UserError when git is there and can't answer. */
export async function openRepo(root: string, { isKnown = false } = {}): Promise<GitRepo | undefined> {
  const ask = createAsk(root);
  if (isKnown) return createRepo(root, ask);
  try {
    await ask("rev-parse", "--git-dir");
  } catch (error) {
    if (isInRepository(root)) throw error;
    return undefined;
  }
  return createRepo(root, ask);
}

const TRUST_VARIABLE = /^GIT_(?:CONFIG_|CEILING_|DISCOVERY_|TEST_ASSUME_)/;

type Ask = (...args: readonly string[]) => Promise<string>;

/**
 * simple-git takes `GIT_DIR` and all of git's variables out of the environment: a hook that runs us sets them for another folder. Those that say where git
 * finds a repository and which one it trusts stay, as a container may set them; git has them for the trees, too.
 */
function createAsk(root: string): Ask {
  const settings = Object.keys(process.env).filter((name) => TRUST_VARIABLE.test(name));
  const unsafe = { allowUnsafeConfigEnvCount: true, allowUnsafeConfigPaths: true };
  const git = simpleGit({ baseDir: root, allowEnvironment: settings, unsafe });
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

const LOG_OPTIONS = ["--no-show-signature", "--format=%H %ct"];
const PRERELEASES_FIRST = "versionsort.suffix=-";
const VERSION_ORDER = "--sort=version:refname";
/** An annotated tag by what it names. */
const RELEASE_FORMAT =
  "--format=%(if)%(*objectname)%(then)%(*objectname) %(*committerdate:unix)%(else)%(objectname) %(committerdate:unix)%(end) %(refname:strip=2)";

function createRepo(root: string, ask: Ask): GitRepo {
  const known = new Map<string, Commit>();
  const lookUp = async (ref: string): Promise<Commit | undefined> => {
    const args = ["log", "-1", ...LOG_OPTIONS, `${ref}^{commit}`, "--"];
    const output = await runGit(root, args);
    if (output.status === 0) return parseCommits(output.stdout.toString())[0];
    const sha = (await ask("rev-parse", "--verify", "--quiet", `${ref}^{commit}`)).trim();
    if (sha !== "") throw getGitError(`read the commit ${ref}`, output);
    return undefined;
  };
  return {
    async findCommit(ref) {
      // No name of one commit: `log` would take a range, too.
      if (ref === "" || /^[-^]|\.\./.test(ref)) return undefined;
      const commit = known.get(ref) ?? (await lookUp(ref));
      // Branches may move; a commit stays what it is.
      if (commit !== undefined) known.set(commit.sha, commit);
      return commit;
    },
    async findMergeBase(a, b) {
      return (await ask("merge-base", a, b)).trim() || undefined;
    },
    isShallow: async () => (await ask("rev-parse", "--is-shallow-repository")).trim() === "true",
    async isDirty() {
      // Not by simple-git: this one may write the index and ask the repository's own monitor.
      const output = await runGit(root, ["status", "--porcelain", "-z"]);
      if (output.status !== 0) throw getGitError(`tell whether files changed in ${root}`, output);
      return output.stdout.length > 0;
    },
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
      const tags = await ask("-c", PRERELEASES_FIRST, ...args);
      return tags === "" ? undefined : tags.split("\n")[0];
    },
    listFirstParents: async (sha) => parseCommits(await ask("log", "--first-parent", ...LOG_OPTIONS, sha)),
    async listChanges(sha, count) {
      const output = await runGit(root, ["log", ...CHANGES_OPTIONS, `-${count}`, sha]);
      if (output.status !== 0) throw getGitError(`list what commits changed before ${sha}`, output);
      return parseChanges(output.stdout.toString());
    },
    async listReleases(pattern, { mergedInto, containing }) {
      const contains = containing === undefined ? [] : [`--contains=${containing}`];
      const args = ["--list", `--merged=${mergedInto}`, ...contains, VERSION_ORDER, RELEASE_FORMAT, pattern];
      return parseReleases(await ask("-c", PRERELEASES_FIRST, "tag", ...args));
    },
    readBlobs: (ids) => readBlobTexts(root, ids),
    async findText(sha, path) {
      const output = await runGit(root, ["cat-file", "blob", `${sha}:./${path}`]);
      if (output.status === 0) return output.stdout.toString();
      if ((await ask("ls-tree", sha, "--", `./${path}`)) === "") return undefined;
      throw getReadError(output);
    },
  };
}

function parseCommits(text: string): Commit[] {
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => {
      const [sha = "", seconds = "0"] = line.split(" ");
      return { sha, date: getDate(seconds) };
    });
}

/** A tag of a tree or a blob has no date, and is no release. */
function parseReleases(text: string): Release[] {
  return text.split("\n").flatMap((line) => {
    const [sha = "", seconds = "", name] = line.split(" ");
    return seconds === "" || name === undefined ? [] : [{ name, commit: { sha, date: getDate(seconds) } }];
  });
}

function getDate(seconds: string): string {
  return new Date(Number(seconds) * 1000).toISOString().slice(0, 10);
}
