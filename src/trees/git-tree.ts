import { resolve } from "node:path";
import { UserError } from "../errors.js";
import { decodeText } from "./decode-text.js";
import { getReadError, GitBlobs, readBlobSizes } from "./git-blobs.js";
import { getGitError, runGit } from "./git-process.js";
import { comparePaths, hasBrokenName, SKIP_REASONS } from "./skipped-file.js";
import {
  type ListOptions,
  MAX_FILE_BYTES,
  type SkippedFile,
  type Tree,
  type TreeEntry,
  type TreeFiles,
} from "./tree.js";

/** The files of a commit, read from git's objects. */
export interface GitTree extends Tree {
  /** Full id of the commit. */
  readonly commit: string;
}

export interface GitTreeOptions {
  /** True when blobs over the limit were left out on purpose: one that is not there is skipped for its size. */
  readonly isFiltered?: boolean;
}

/**
 * The files of commit `ref` under `root`, which is a repository (bare ones too) or a folder of one. Nothing is checked out and nothing fetched.
 * Throws a UserError with the command to run when git does not have the commit or a file's content.
 */
export async function openGitTree(
  root: string,
  ref: string,
  { isFiltered = false }: GitTreeOptions = {},
): Promise<GitTree> {
  const folder = resolve(root);
  const commit = await findCommit(folder, ref);
  const short = commit.slice(0, 7);
  const blobs = new GitBlobs(folder);
  return {
    commit,
    name: commit.startsWith(ref) ? short : `${ref} ${short}`,
    getState: async () => commit,
    list: (options = {}) => listFiles(folder, commit, { ...options, isFiltered }),
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

async function listFiles(
  root: string,
  commit: string,
  options: ListOptions & GitTreeOptions,
): Promise<TreeFiles> {
  const files = await readRecords(root, commit, options);
  const entries: TreeEntry[] = [];
  const skipped: SkippedFile[] = [];
  for (const file of files) {
    const reason = getSkipReason(file);
    if (reason === undefined) entries.push({ path: file.path, id: file.id });
    else skipped.push({ path: file.path, reason });
  }
  return { entries: entries.sort(comparePaths), skipped: skipped.sort(comparePaths) };
}

/** Sizes cost git more than the list itself: few unknown ones are asked for by name. */
async function readRecords(
  root: string,
  commit: string,
  { isWanted, isKnown, isFiltered = false }: ListOptions & GitTreeOptions,
): Promise<TreeRecord[]> {
  const options = isKnown === undefined ? ["-l"] : [];
  const output = await runGit(root, ["ls-tree", "-r", "-z", ...options, commit]);
  if (output.status !== 0) {
    await lookUpCommit(root, commit);
    throw getReadError(output);
  }
  const records: TreeRecord[] = [];
  for (const line of output.stdout.toString().split("\0")) {
    if (line === "") continue;
    const record = parseRecord(line, isFiltered);
    if (isWanted === undefined || isWanted(record.path)) records.push(record);
  }
  if (isKnown === undefined) return records;
  const unknown = records.filter((record) => isFileMode(record.mode) && !isKnown(record));
  const sizes = await readBlobSizes(
    root,
    unknown.map(({ id }) => id),
  );
  const asked = new Set(unknown);
  return records.map((record) => {
    const size = sizes.get(record.id) ?? (isFiltered && asked.has(record) ? FILTERED_SIZE : undefined);
    return size === undefined ? record : { ...record, size };
  });
}

interface TreeRecord {
  readonly mode: string;
  readonly id: string;
  /** 0: nobody asked, because the content is known. */
  readonly size: number;
  readonly path: string;
}

const MODE_LENGTH = 6;
const FILTERED_SIZE = Number.POSITIVE_INFINITY;

/** `<mode> <type> <id>\t<path>`, or with a padded size after the id, which is `BAD` for a blob that is not there. */
function parseRecord(record: string, isFiltered: boolean): TreeRecord {
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

function isFileMode(mode: string): boolean {
  return mode.startsWith("100");
}

function getSkipReason({
  path,
  mode,
  size,
}: {
  path: string;
  mode: string;
  size: number;
}): string | undefined {
  if (mode === "160000") return SKIP_REASONS.submodule;
  if (mode === "120000") return SKIP_REASONS.link;
  if (!isFileMode(mode)) return SKIP_REASONS.special;
  if (hasBrokenName(path)) return SKIP_REASONS.name;
  return size > MAX_FILE_BYTES ? SKIP_REASONS.size : undefined;
}
