import { resolve } from "node:path";
import { UserError } from "../errors.js";
import { decodeText } from "./decode-text.js";
import { addSizes, type BlobRecord, FILTERED_SIZE, getRecordsState, toTreeFiles } from "./blob-records.js";
import { getReadError, GitBlobs } from "./git-blobs.js";
import { getGitError, runGit } from "./git-process.js";
import type { ListOptions, Tree, TreeFiles } from "./tree.js";

/** The files of a commit, read from git's objects. */
export interface GitTree extends Tree {
  /** Full id of the commit. */
  readonly commit: string;
}

export interface GitTreeOptions {
  /** True when blobs over the limit were left out on purpose: one that is not there is skipped for its size. */
  readonly isFiltered?: boolean;
  /** True where the list is needed anyway: the state is that of the files then, as the index has it that became this commit. */
  readonly hasFilesState?: boolean;
}

/**
 * The files of commit `ref` under `root`, which is a repository (bare ones too) or a folder of one. Nothing is checked out and nothing fetched.
 * Throws a UserError with the command to run when git does not have the commit or a file's content.
 */
export async function openGitTree(
  root: string,
  ref: string,
  { isFiltered = false, hasFilesState = false }: GitTreeOptions = {},
): Promise<GitTree> {
  const folder = resolve(root);
  const commit = await findCommit(folder, ref);
  const short = commit.slice(0, 7);
  const blobs = new GitBlobs(folder);
  let listed: Promise<BlobRecord[]> | undefined;
  const getRecords = () => (listed ??= readRecords(folder, commit, { isFiltered, hasSizes: false }));
  return {
    commit,
    name: commit.startsWith(ref) ? short : `${ref} ${short}`,
    getState: async () => (hasFilesState ? getRecordsState(await getRecords()) : commit),
    list: async (options = {}) =>
      hasFilesState
        ? chooseFiles(folder, await getRecords(), { ...options, isFiltered, hasSizes: false })
        : listFiles(folder, commit, { ...options, isFiltered }),
    async *read(entries) {
      let index = 0;
      for await (const bytes of blobs.read(entries.map(({ id }) => id))) {
        const entry = entries[index++];
        if (entry !== undefined) yield [entry, decodeText(bytes)] as const;
      }
    },
    close: () => blobs.close(),
  };
}

/** A full id needs no look-up: one that git does not have fails when its files are listed. */
async function findCommit(root: string, ref: string): Promise<string> {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(ref) ? ref : lookUpCommit(root, ref);
}

async function lookUpCommit(root: string, ref: string): Promise<string> {
  if (ref === "" || ref.startsWith("-")) throw new UserError(`"${ref}" is no name of a commit.`);
  const output = await runGit(root, ["rev-parse", "--verify", "--quiet", `${ref}^{commit}`]);
  if (output.status === 0) return output.stdout.toString().trim();
  if (output.stderr.trim() !== "") throw getGitError(`find the commit "${ref}"`, output);
  const advice =
    ref === "HEAD" ? "The repository has no commit yet." : `Fetch it with: ${getFetchCommand(ref)}`;
  throw new UserError(`There is no commit "${ref}" in ${root}. ${advice}`);
}

/** A clone of a single branch knows the other ones only when told where to put them. */
function getFetchCommand(ref: string): string {
  const [, remote, branch] = /^(?:refs\/remotes\/)?(origin|upstream)\/([^~^:@]+)/.exec(ref) ?? [];
  if (remote !== undefined && branch !== undefined) {
    return `git fetch ${remote} ${branch}:refs/remotes/${remote}/${branch}`;
  }
  if (/^(?:refs\/tags\/|v?\d+\.)/.test(ref)) return "git fetch origin --tags";
  return /^[0-9a-f]{7,64}$/.test(ref) ? `git fetch origin ${ref}` : `git fetch origin ${ref}:${ref}`;
}

type Listing = ListOptions & GitTreeOptions;

async function listFiles(root: string, commit: string, options: Listing): Promise<TreeFiles> {
  const hasSizes = options.isKnown === undefined;
  return chooseFiles(root, await readRecords(root, commit, { ...options, hasSizes }), {
    ...options,
    hasSizes,
  });
}

async function chooseFiles(
  root: string,
  records: readonly BlobRecord[],
  { isWanted, hasSizes, ...options }: Listing & { readonly hasSizes: boolean },
): Promise<TreeFiles> {
  const wanted = isWanted === undefined ? records : records.filter(({ path }) => isWanted(path));
  return toTreeFiles(hasSizes ? wanted : await addSizes(root, wanted, options));
}

async function readRecords(
  root: string,
  commit: string,
  { hasSizes, isFiltered = false }: GitTreeOptions & { readonly hasSizes: boolean },
): Promise<BlobRecord[]> {
  const output = await runGit(root, ["ls-tree", "-r", "-z", ...(hasSizes ? ["-l"] : []), commit]);
  if (output.status !== 0) {
    await lookUpCommit(root, commit);
    throw getReadError(output);
  }
  const lines = output.stdout.toString().split("\0");
  return lines.filter((line) => line !== "").map((line) => parseRecord(line, isFiltered));
}

const MODE_LENGTH = 6;

/** `<mode> <type> <id>\t<path>`, or with a padded size after the id, which is `BAD` for a blob that is not there. */
function parseRecord(record: string, isFiltered: boolean): BlobRecord {
  const tab = record.indexOf("\t");
  const idStart = record.indexOf(" ", MODE_LENGTH + 1) + 1;
  const space = record.indexOf(" ", idStart);
  const idEnd = space === -1 || space > tab ? tab : space;
  const size = idEnd === tab ? 0 : parseSize(record.slice(idEnd, tab).trim(), isFiltered);
  return {
    mode: record.slice(0, MODE_LENGTH),
    id: record.slice(idStart, idEnd),
    size,
    path: record.slice(tab + 1),
  };
}

/** Without a filter, one that is not there fails when it is read. */
function parseSize(text: string, isFiltered: boolean): number {
  return isFiltered && text === "BAD" ? FILTERED_SIZE : Number(text) || 0;
}
