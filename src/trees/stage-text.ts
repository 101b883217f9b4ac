import { readFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../errors.js";
import { explainSystemError } from "./explain-system-error.js";
import { getGitError, runGit } from "./git-process.js";
import type { StagedIndex } from "./staged-index.js";
import { writeFileAtomically } from "./write-file-atomically.js";

export interface StagedText {
  /** POSIX, relative to the root. */
  readonly path: string;
  /** As it is staged now. */
  readonly before: string;
  readonly after: string;
}

/** Where the new text did not go, because something else stands there. */
export interface StagedPlaces {
  /** The index of the time after `git commit -- path` has another version. */
  readonly isNextLeft: boolean;
  /** The file on disk has changes that are not staged, or is not there. */
  readonly isDiskLeft: boolean;
}

/**
 * Stages another text for a file: in the index that the commit is made of; in the one that follows it; on disk. The latter two keep what is theirs.
 * git replaces an index in one step, so whatever ends this process leaves a whole one. Throws a UserError; then nothing later was written.
 */
export async function stageText(
  root: string,
  index: StagedIndex,
  { path, before, after }: StagedText,
): Promise<StagedPlaces> {
  const text = keepLineEnds(after, before);
  const args = ["hash-object", "-w", "--stdin"];
  const id = (await ask(root, "keep what is to be staged", { args, input: text })).trim();
  const target = { root, path, id };
  const was = await findEntry(target, index.file);
  if (was === undefined) throw new UserError(`${path} is no longer staged. Nothing was changed.`);
  await updateEntry(target, was, index.file);
  const next = index.nextFile === undefined ? undefined : await findEntry(target, index.nextFile);
  const isNextSame = next?.id === was.id;
  if (next && isNextSame) await updateEntry(target, next, index.nextFile);
  return {
    isNextLeft: next !== undefined && !isNextSame && next.id !== id,
    isDiskLeft: !(await writeToDisk(join(root, path), before, after)),
  };
}

interface Entry {
  readonly mode: string;
  readonly id: string;
}

interface Target {
  readonly root: string;
  readonly path: string;
  /** Of the new blob. */
  readonly id: string;
}

async function findEntry({ root, path }: Target, indexFile: string | undefined): Promise<Entry | undefined> {
  const args = ["--literal-pathspecs", "ls-files", "-s", "-z", "--", path];
  const line = await ask(root, `look up ${path}`, { args, indexFile });
  const [mode, id] = line.split(" ");
  return mode === undefined || id === undefined ? undefined : { mode, id };
}

/** git takes this path from the top, wherever it runs. */
async function updateEntry({ root, path, id }: Target, { mode }: Entry, indexFile: string | undefined) {
  const prefix = await ask(root, "tell where it is", { args: ["rev-parse", "--show-prefix"] });
  const input = `${mode} ${id}\t${prefix.replace(/\n$/, "")}${path}\0`;
  await ask(root, `stage ${path}`, { args: ["update-index", "-z", "--index-info"], input, indexFile });
}

interface Question {
  readonly args: readonly string[];
  readonly input?: string;
  readonly indexFile?: string | undefined;
}

async function ask(root: string, what: string, { args, input, indexFile }: Question): Promise<string> {
  const output = await runGit(root, args, {
    ...(input !== undefined && { input }),
    ...(indexFile !== undefined && { indexFile }),
  });
  if (output.status !== 0) throw getGitError(what, output);
  return output.stdout.toString();
}

/** True when the file has the new text now. A checkout with CRLF says the same as what is staged. */
async function writeToDisk(file: string, before: string, after: string): Promise<boolean> {
  const text = readIfThere(file);
  if (text === undefined) return false;
  const isEqual = (other: string) => toLineFeeds(text) === toLineFeeds(other);
  if (isEqual(after)) return true;
  if (!isEqual(before)) return false;
  await writeFileAtomically(file, keepLineEnds(after, text));
  return true;
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw new UserError(`Can't read ${file}: ${explainSystemError(error)}.`, { cause: error });
  }
}

function keepLineEnds(text: string, like: string): string {
  return like.includes("\r\n") ? toLineFeeds(text).replaceAll("\n", "\r\n") : text;
}

function toLineFeeds(text: string): string {
  return text.replaceAll("\r\n", "\n");
}
