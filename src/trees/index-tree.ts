import { UserError } from "../errors.js";
import { addSizes, type BlobRecord, getRecordsState, toTreeFiles } from "./blob-records.js";
import { decodeText } from "./decode-text.js";
import { GitBlobs } from "./git-blobs.js";
import { getGitError, runGit } from "./git-process.js";
import type { StagedIndex } from "./staged-index.js";
import type { Tree, TreeEntry } from "./tree.js";

/** The files that the next commit would have, read from git's objects. */
export interface IndexTree extends Tree {
  /** Text of one file; undefined where the index has none. Links and submodules are none. */
  findText(path: string): Promise<string | undefined>;
}

/**
 * What is staged under `root`. Nothing is written. Files that are only announced (`git add -N`) are in no commit, and those that a sparse checkout
 * leaves out are in all. Throws a UserError while files are in conflict.
 */
export async function openIndexTree(root: string, index: Pick<StagedIndex, "file">): Promise<IndexTree> {
  const records = await readRecords(root, index);
  const blobs = new GitBlobs(root);
  const read = async function* (entries: readonly TreeEntry[]) {
    let place = 0;
    for await (const bytes of blobs.read(entries.map(({ id }) => id))) {
      const entry = entries[place++];
      if (entry !== undefined) yield [entry, decodeText(bytes)] as const;
    }
  };
  return {
    name: "index",
    getState: async () => getRecordsState(records),
    list: async ({ isWanted, isKnown } = {}) => {
      const wanted = isWanted === undefined ? records : records.filter(({ path }) => isWanted(path));
      return toTreeFiles(await addSizes(root, wanted, { ...(isKnown && { isKnown }) }));
    },
    read,
    async findText(path) {
      const entry = records.find((record) => record.path === path && record.mode.startsWith("100"));
      if (entry === undefined) return undefined;
      for await (const [, text] of read([entry])) return text ?? "";
      return undefined;
    },
    close: () => blobs.close(),
  };
}

async function readRecords(root: string, { file }: Pick<StagedIndex, "file">): Promise<BlobRecord[]> {
  const run = file === undefined ? {} : { indexFile: file };
  const output = await runGit(root, ["ls-files", "-s", "-z"], run);
  if (output.status !== 0) throw getGitError(`list what is staged in ${root}`, output);
  const lines = output.stdout.toString().split("\0");
  const staged = lines.filter((line) => line !== "").map(parseRecord);
  const unmerged = [...new Set(staged.filter(({ stage }) => stage !== "0").map(({ path }) => path))];
  if (unmerged.length > 0) throw getConflictError(unmerged);
  if (!staged.some(isEmpty)) return staged;
  const announced = await findAnnounced(root, staged.filter(isEmpty), run);
  return staged.filter((record) => !announced.has(record.path));
}

/** `<mode> <id> <stage>\t<path>` */
function parseRecord(line: string): BlobRecord & { readonly stage: string } {
  const tab = line.indexOf("\t");
  const [mode = "", id = "", stage = ""] = line.slice(0, tab).split(" ");
  return { mode, id, stage, size: 0, path: line.slice(tab + 1) };
}

const MAX_NAMED = 5;

function getConflictError(paths: readonly string[]): UserError {
  const named = paths.slice(0, MAX_NAMED).map((path) => `  ${path}`);
  const more = paths.length > MAX_NAMED ? [`  and ${paths.length - MAX_NAMED} more`] : [];
  return new UserError(
    ["What is staged can't be judged while files are in conflict:", ...named, ...more].join("\n") +
      "\nSettle them, git add them, then run it again.",
  );
}

/** The blob and the tree without content, as SHA-1 and SHA-256 name them; git knows all four without having them. */
const EMPTY: Readonly<Record<string, string>> = {
  e69de29bb2d1d6434b8b29ae775ad8c2e48c5391: "4b825dc642cb6eb9a060e54bf8d69288fbee4904",
  "473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813":
    "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321",
};

function isEmpty({ id }: BlobRecord): boolean {
  return Object.hasOwn(EMPTY, id);
}

/** Few enough for any command line. */
const MAX_PATHS = 100;

/**
 * What `git add -N` announced has the empty blob in the list, like a file that is empty. Compared with nothing at all, and told not to show what is
 * announced, git tells the two apart (git-diff, `--ita-invisible-in-index`).
 */
async function findAnnounced(
  root: string,
  empty: readonly BlobRecord[],
  run: { readonly indexFile?: string },
): Promise<ReadonlySet<string>> {
  const paths = empty.map(({ path }) => path);
  const tree = EMPTY[empty[0]?.id ?? ""] ?? "";
  const output = await runGit(
    root,
    [
      ...["--literal-pathspecs", "diff-index", "--cached", "--relative", "--name-only", "-z"],
      ...["--no-renames", "--ita-invisible-in-index", tree],
      ...(paths.length > MAX_PATHS ? [] : ["--", ...paths]),
    ],
    run,
  );
  if (output.status !== 0) throw getGitError(`tell which empty files are staged in ${root}`, output);
  const there = new Set(output.stdout.toString().split("\0"));
  return new Set(paths.filter((path) => !there.has(path)));
}
