import { lstatSync, realpathSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { UserError } from "../errors.js";
import { findNearest } from "../manifest/find-nearest.js";
import { countOf } from "../report/style.js";
import { runGit } from "../trees/git-process.js";
import { UsageError } from "./usage-error.js";

/** The files that a partial run is about. */
export interface ChosenFiles {
  /** `path` is POSIX and relative to the root. */
  has(path: string): boolean;
  /** What the answer says of them. */
  readonly note: string;
}

export interface FileWords {
  /** As they were typed, or as another tool handed them over. */
  readonly words: readonly string[];
  /** Where relative ones start. */
  readonly folder: string;
  readonly root: string;
  /** Of whom the words may be misspelt: `tighten`, `accept` … */
  readonly commands: readonly string[];
  /** True for files that the baseline has, relative to the root. */
  readonly isInBaseline?: (path: string) => boolean;
}

/**
 * Files and folders by name, undefined where none were named. Those outside of the root don't matter; those that are gone do, as long as git or the
 * baseline still knows them. Throws a UserError for a word that is neither.
 */
export async function findChosenFiles(question: FileWords): Promise<ChosenFiles | undefined> {
  const { words, folder, root } = question;
  if (words.length === 0) return undefined;
  const named = words.map((word) => {
    const file = resolve(folder, word);
    const stats = lstatSync(file, { throwIfNoEntry: false });
    return {
      word,
      path: getPath(root, file),
      isThere: stats !== undefined,
      isFolder: stats?.isDirectory() === true,
    };
  });
  for (const { word, path, isThere } of named)
    if (!isThere && !(await isKnown(path, question))) throw getUnknownError(word, question);
  const inside = new Map(named.filter(({ path }) => !isOutside(path)).map((one) => [one.path, one]));
  const starts = [...inside.keys()].map((path) => (path === "" ? "" : `${path}/`));
  return {
    has: (path) => inside.has(path) || starts.some((start) => path.startsWith(start)),
    note: describe([...inside.values()]),
  };
}

interface NamedPath {
  readonly path: string;
  readonly isFolder: boolean;
}

const MAX_NAMED = 3;

function describe(inside: readonly NamedPath[]): string {
  if (inside.length === 0) return "What was named is outside of this repo: nothing was looked at.";
  const folders = inside.filter(({ isFolder }) => isFolder).length;
  const counts = [
    ...(inside.length > folders ? [countOf(inside.length - folders, "file")] : []),
    ...(folders > 0 ? [countOf(folders, "folder")] : []),
  ];
  const some = inside.slice(0, MAX_NAMED).map(({ path }) => path || ".");
  const more = inside.length > MAX_NAMED ? ` and ${inside.length - MAX_NAMED} more` : "";
  const were = inside.length === 1 ? "was" : "were";
  return `Only ${counts.join(" and ")} ${were} looked at: ${some.join(", ")}${more}.`;
}

function isOutside(path: string): boolean {
  return path === ".." || path.startsWith("../");
}

/** Other tools name files by the real path of the repository. */
function getPath(root: string, file: string): string {
  const path = toPosix(relative(root, file));
  return isOutside(path) ? toPosix(relative(getRealPath(root), getRealPath(file))) : path;
}

function toPosix(path: string): string {
  return path.split(sep).join("/");
}

/** Of the nearest folder that is there. */
function getRealPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return dirname(path) === path ? path : join(getRealPath(dirname(path)), basename(path));
  }
}

/** `--with-tree`: also what is gone from the index since that commit. */
async function isKnown(path: string, { root, isInBaseline }: FileWords): Promise<boolean> {
  if (isOutside(path) || isInBaseline?.(path)) return true;
  const args = ["--literal-pathspecs", "ls-files", "-z", "--with-tree=HEAD", "--", path];
  const { status, stdout } = await runGit(root, args);
  return status === 0 && stdout.length > 0;
}

function getUnknownError(word: string, { folder }: FileWords): UserError {
  return new UserError(`${word} is no file, neither in ${folder} nor in git.`);
}

/** Throws for a word that is most likely a misspelt command. Before all else: whoever typed it may be in any folder. */
export async function checkFileWords({
  words,
  folder,
  commands,
}: Pick<FileWords, "words" | "folder" | "commands">): Promise<void> {
  for (const word of words) {
    if (/[./\\]/.test(word) || findNearest(word, commands) === undefined) continue;
    if (lstatSync(resolve(folder, word), { throwIfNoEntry: false }) !== undefined) continue;
    if (!(await isKnown(word, { words, folder, commands, root: folder })))
      throw new UsageError(`Unknown command: ${word}`);
  }
}
