import { UserError } from "../errors.js";
import { BatchParser } from "./batch-parser.js";
import { getExit, getGitError, runGit, runGitSync, startGit, type GitOutput } from "./git-process.js";

/** Bytes of one blob. Starts a process for it: for the few files that a sparse checkout leaves out. */
export function readBlobSync(root: string, id: string): Buffer {
  const parser = new BatchParser();
  const output = runGitSync(root, ["cat-file", "--batch"], { input: `${id}\n` });
  parser.push(output.stdout);
  const bytes = parser.next()?.bytes;
  if (bytes === undefined) throw getMissingError(output.stderr);
  return bytes;
}

/** Sizes in bytes; a blob that is not there has none. */
export async function readBlobSizes(root: string, ids: readonly string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  return parseSizes(await runGit(root, ["cat-file", "--batch-check"], { input: `${ids.join("\n")}\n` }));
}

/** The same for callers that can't wait. */
export function readBlobSizesSync(root: string, ids: readonly string[]): Map<string, number> {
  if (ids.length === 0) return new Map();
  return parseSizes(runGitSync(root, ["cat-file", "--batch-check"], { input: `${ids.join("\n")}\n` }));
}

function parseSizes(output: GitOutput): Map<string, number> {
  if (output.status !== 0) throw getReadError(output);
  const sizes = new Map<string, number>();
  for (const line of output.stdout.toString("latin1").split("\n")) {
    const [id, , size] = line.split(" ");
    if (id !== undefined && size !== undefined) sizes.set(id, Number(size));
  }
  return sizes;
}

/** One `git cat-file --batch` that answers all requests for blobs of a repository, and another one only while it is busy. Starts with the first request. */
export class GitBlobs {
  readonly #root: string;
  readonly #idle: BatchProcess[] = [];

  constructor(root: string) {
    this.#root = root;
  }

  /** Bytes of each blob, in the order of the ids. Throws a UserError for a blob that is not there. */
  async *read(ids: readonly string[]): AsyncGenerator<Buffer> {
    if (ids.length === 0) return;
    const process = this.#idle.pop() ?? startProcess(this.#root);
    let isDone = false;
    try {
      process.child.stdin.write(`${ids.join("\n")}\n`);
      for (let count = 0; count < ids.length;) {
        const object = process.parser.next();
        if (object === undefined) {
          await fill(process);
          continue;
        }
        if (object.bytes === undefined) throw getMissingError("");
        count += 1;
        isDone = count === ids.length;
        yield object.bytes;
      }
    } finally {
      // Answers that nobody reads would be taken for those to the next request.
      if (isDone) this.#idle.push(process);
      else await stop(process);
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#idle.splice(0).map(stop));
  }
}

type BatchProcess = ReturnType<typeof startProcess>;

async function fill({ chunks, parser, getError }: BatchProcess): Promise<void> {
  const chunk = await chunks.next();
  if (chunk.done) throw await getError();
  parser.push(chunk.value);
}

async function stop({ child, exit }: BatchProcess): Promise<void> {
  child.stdin.end();
  child.stdout.destroy();
  child.kill();
  await exit.catch(() => undefined);
}

function startProcess(root: string) {
  const child = startGit(root, ["cat-file", "--batch"]);
  const said: Buffer[] = [];
  child.stderr.on("data", (chunk: Buffer) => said.push(chunk));
  child.stdin.on("error", () => undefined);
  const exit = getExit(root, child);
  exit.catch(() => undefined);
  const getError = async () => {
    const status = await exit;
    const stderr = Buffer.concat(said).toString();
    return getReadError({ status, stderr });
  };
  const chunks: AsyncIterator<Buffer> = child.stdout[Symbol.asyncIterator]();
  return { child, chunks, parser: new BatchParser(), exit, getError };
}

/** The error for a git that ended while it read objects. In a partial clone it ends when it may not fetch; elsewhere it answers that an object is missing. */
export function getReadError(output: Pick<GitOutput, "status" | "stderr">): UserError {
  const isMissing = /promisor|lazy fetch|not allowed|unable to read|bad object/.test(output.stderr);
  return isMissing ? getMissingError(output.stderr) : getGitError("read its objects", output);
}

/** A partial clone: whoever can do without the content says so. */
export class MissingContentError extends UserError {}

function getMissingError(stderr: string): UserError {
  const said = stderr.trim() === "" ? "" : `\ngit said: ${stderr.trim()}`;
  return new MissingContentError(
    `This clone does not have the content of all its files (a partial clone). Fetch it with: git fetch --refetch --no-filter origin${said}`,
  );
}
