import { createHash } from "node:crypto";
import type { PathFilter } from "../../trees/tree.js";
import type { Step } from "./find-soak.js";
import type { ChangedFile, GitRepo } from "../refs/repo.js";

export interface StepsQuestion {
  readonly git: Pick<GitRepo, "listChanges" | "readBlobs">;
  /** The commit that the history ends with. */
  readonly sha: string;
  /** Of how many commits the history is. */
  readonly length: number;
  /** Whether a file decides what is used. */
  readonly isWanted: PathFilter;
  /** Where the usage changes, a line with one of these is likely to change. */
  readonly words: readonly string[];
}

/** Reads the steps of a history, newest first, as far back as somebody asks: no commit twice. */
export function createStepReader(question: StepsQuestion): (count: number) => Promise<readonly Step[]> {
  let steps: Promise<readonly Step[]> = Promise.resolve([]);
  let asked = 0;
  let state = 0n;
  const readMore = async (known: readonly Step[], count: number): Promise<readonly Step[]> => {
    const changes = await question.git.listChanges(question.sha, count);
    const fresh = changes
      .slice(known.length)
      .map((files) => files.filter(({ path }) => question.isWanted(path)));
    // The oldest of all has no parent to differ from: all that it has is new there, and nobody goes further back.
    if (changes.length >= question.length) fresh.splice(-1, 1, []);
    const lines = await readLines(question, fresh.flat());
    const read = fresh.map((files): Step => {
      const step = { state: state.toString(36), isLikely: files.some((file) => isLikely(file, lines)) };
      for (const file of files) state += getDifference(file);
      return step;
    });
    return [...known, ...read];
  };
  return (count) => {
    if (count > asked) {
      asked = count;
      steps = steps.then((known) => readMore(known, count));
    }
    return steps;
  };
}

/** From a commit to its parent. The sum over files does not depend on their order: equal files, equal sums. */
function getDifference({ path, before, after }: ChangedFile): bigint {
  return getNumber(path, before) - getNumber(path, after);
}

function getNumber(path: string, id: string | undefined): bigint {
  if (id === undefined) return 0n;
  return BigInt(`0x${createHash("sha1").update(`${path}\0${id}`).digest("hex")}`);
}

/** A schema says in lines without any name what its models map: `@@ignore`. */
function isLikely({ path, before, after }: ChangedFile, lines: ReadonlyMap<string, string>): boolean {
  if (path.endsWith(".prisma")) return true;
  const [old, next] = [before, after].map((id) => (id === undefined ? "" : lines.get(id)));
  return old === undefined || next === undefined || old !== next;
}

/** Of each blob the lines that hold a word, in any order; none for a blob that this clone does not have. */
async function readLines(
  { git, words }: StepsQuestion,
  files: readonly ChangedFile[],
): Promise<ReadonlyMap<string, string>> {
  const ids = files.flatMap(({ before, after }) => [before, after].filter((id) => id !== undefined));
  const lines = new Map<string, string>();
  for await (const [id, text] of git.readBlobs([...new Set(ids)])) lines.set(id, getLines(text, words));
  return lines;
}

function getLines(text: string, words: readonly string[]): string {
  if (!words.some((word) => text.includes(word))) return "";
  const lines = text.split("\n").filter((line) => words.some((word) => line.includes(word)));
  return lines
    .map((line) => line.trim())
    .toSorted()
    .join("\n");
}
