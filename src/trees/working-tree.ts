import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { decodeText } from "./decode-text.js";
import { Disk } from "./disk.js";
import { findFilterOverrides } from "./filter-overrides.js";
import { readBlobSizesSync, readBlobSync } from "./git-blobs.js";
import { type GitOutput, getGitError, GitMissingError, runGit, runGitSync } from "./git-process.js";
import { listFolder } from "./list-folder.js";
import { type IndexedFile, LS_FILES, parseLsFiles } from "./parse-ls-files.js";
import { getWorkingTreeState } from "./working-tree-state.js";
import { comparePaths, hasBrokenName, SKIP_REASONS } from "./skipped-file.js";
import {
  type ListOptions,
  MAX_FILE_BYTES,
  type SkippedFile,
  type Tree,
  type TreeEntry,
  type TreeFiles,
} from "./tree.js";

/** A tree that also answers at once, for ESLint's rules. */
export interface WorkingTree extends Tree {
  listSync(options?: ListOptions): TreeFiles;
  /** Text of one file; undefined for a binary one. Throws a UserError when it can't be read. */
  readSync(entry: TreeEntry): string | undefined;
}

/**
 * The files on disk under `root` (which may be a folder of a repository): tracked ones and those that git does not ignore; outside git
 * all but packages. Throws a UserError when the folder or git can't be read.
 */
export function openWorkingTree(root: string): WorkingTree {
  const disk = new Disk(resolve(root));
  const context: TreeContext = { root: resolve(root), disk, sparse: new Set() };
  // What git said for the state serves the list that follows it.
  let asked: Promise<GitOutput | undefined> | undefined;
  const readSync = (entry: TreeEntry) => decodeText(readBytes(context, entry));
  return {
    name: "working tree",
    getState: async (loadFilter) => {
      asked = askGit(context.root);
      return getWorkingTreeState(await asked, disk, loadFilter);
    },
    list: async (options = {}) => {
      const output = await (asked ?? askGit(context.root));
      asked = undefined;
      return collectFiles(context, getIndexed(context.root, output), options);
    },
    listSync: (options = {}) =>
      collectFiles(context, getIndexed(context.root, askGitSync(context.root)), options),
    async *read(entries) {
      for (const entry of entries) yield [entry, readSync(entry)] as const;
    },
    readSync,
    close: async () => undefined,
  };
}

interface TreeContext {
  readonly root: string;
  readonly disk: Disk;
  /** Paths whose content is only in git's objects. */
  readonly sparse: Set<string>;
}

async function askGit(root: string): Promise<GitOutput | undefined> {
  try {
    return await runGit(root, [...findFilterOverrides(root), ...LS_FILES]);
  } catch (error) {
    forgiveMissingGit(root, error);
    return undefined;
  }
}

function askGitSync(root: string): GitOutput | undefined {
  try {
    return runGitSync(root, [...findFilterOverrides(root), ...LS_FILES]);
  } catch (error) {
    forgiveMissingGit(root, error);
    return undefined;
  }
}

function forgiveMissingGit(root: string, error: unknown): void {
  if (!(error instanceof GitMissingError) || isInRepository(root)) throw error;
}

function isInRepository(folder: string): boolean {
  if (existsSync(join(folder, ".git"))) return true;
  const parent = dirname(folder);
  return parent !== folder && isInRepository(parent);
}

/** Undefined outside git, and in a folder that the repository around it ignores: there git knows no files, but they are there. */
function getIndexed(root: string, output: GitOutput | undefined): IndexedFile[] | undefined {
  if (output === undefined) return undefined;
  if (output.status !== 0) {
    if (output.stderr.includes("not a git repository") && !isInRepository(root)) return undefined;
    throw getGitError(`list the files of ${root}`, output);
  }
  if (output.stdout.length > 0) return parseLsFiles(output.stdout.toString());
  const isIgnored = runGitSync(root, ["check-ignore", "--quiet", "."]).status === 0;
  return isIgnored ? undefined : [];
}

function collectFiles(
  context: TreeContext,
  indexed: IndexedFile[] | undefined,
  options: ListOptions,
): TreeFiles {
  const all = indexed ?? listFolder(context.root).map((path) => ({ path, state: "disk" as const }));
  const { isWanted } = options;
  const files = isWanted === undefined ? all : all.filter(({ path }) => isWanted(path));
  const entries: TreeEntry[] = [];
  const skipped: SkippedFile[] = [];
  const isSmallBlob = createBlobCheck(context, files, options);
  for (const file of files) {
    const { path } = file;
    const found = hasBrokenName(path)
      ? { reason: SKIP_REASONS.name }
      : examine(file, context, { isSmallBlob, options });
    if (found === undefined) continue;
    if ("reason" in found) skipped.push({ path, reason: found.reason });
    else entries.push({ path, id: found.id });
  }
  return { entries: entries.sort(comparePaths), skipped: skipped.sort(comparePaths) };
}

type Found = { readonly id: string } | { readonly reason: string } | undefined;

interface Examination {
  readonly isSmallBlob: (id: string) => boolean;
  readonly options: ListOptions;
}

function examine(file: IndexedFile, context: TreeContext, { isSmallBlob, options }: Examination): Found {
  const { disk, sparse } = context;
  if (file.state === "clean") {
    if (options.isKnown?.(file)) return { id: file.id };
    const there = disk.inspect(file.path);
    if (there.type === "gone") return undefined;
    return there.type === "file" ? { id: file.id } : { reason: there.reason };
  }
  if (file.state !== "disk" && file.state !== "sparse") return { reason: SKIP_REASONS[file.state] };
  const there = disk.inspect(file.path);
  if (there.type === "skipped") return { reason: there.reason };
  if (there.type === "file") return { id: disk.getContentId(file.path) };
  if (file.state === "disk") return undefined;
  sparse.add(file.path);
  return isSmallBlob(file.id) ? { id: file.id } : { reason: SKIP_REASONS.size };
}

/** Sizes of what is not on disk, asked of git all at once. */
function createBlobCheck({ root }: TreeContext, files: readonly IndexedFile[], { isKnown }: ListOptions) {
  const ids = files.flatMap((file) => (file.state === "sparse" && !isKnown?.(file) ? [file.id] : []));
  const sizes = readBlobSizesSync(root, ids);
  return (id: string) => (sizes.get(id) ?? 0) <= MAX_FILE_BYTES;
}

function readBytes({ root, disk, sparse }: TreeContext, { path, id }: TreeEntry): Buffer {
  return sparse.has(path) ? readBlobSync(root, id) : disk.readBytes(path);
}
