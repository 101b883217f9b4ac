import { createHash } from "node:crypto";
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readFileSync,
  readSync,
  realpathSync,
  type Stats,
} from "node:fs";
import { dirname, join } from "node:path";
import { UserError } from "../errors.js";
import { explainSystemError } from "./explain-system-error.js";
import { SKIP_REASONS } from "./skipped-file.js";
import { MAX_FILE_BYTES } from "./tree.js";

/** What stands at a path now. */
export type DiskFile =
  | { readonly type: "file" }
  | { readonly type: "gone" }
  | { readonly type: "skipped"; readonly reason: string };

const FILE: DiskFile = { type: "file" };
const GONE: DiskFile = { type: "gone" };
/** Windows has no such flag (`undefined` counts as 0), and makes links only for administrators. */
const NO_FOLLOW = constants.O_RDONLY | constants.O_NOFOLLOW;

/** A folder of the disk; paths are POSIX and relative to it. No symbolic link leads out of it. */
export class Disk {
  readonly #root: string;
  readonly #realRoot: string;
  readonly #realFolders = new Map<string, boolean>();

  /** Throws a UserError when there is no such folder. */
  constructor(root: string) {
    this.#root = root;
    this.#realRoot = getRealPath(root);
  }

  inspect(path: string): DiskFile {
    const stats = getStats(join(this.#root, path));
    if (stats === undefined || stats.isDirectory()) return GONE;
    if (stats.isSymbolicLink()) return { type: "skipped", reason: SKIP_REASONS.link };
    if (!stats.isFile()) return { type: "skipped", reason: SKIP_REASONS.special };
    if (stats.size > MAX_FILE_BYTES) return { type: "skipped", reason: SKIP_REASONS.size };
    return this.#isInside(dirname(path)) ? FILE : GONE;
  }

  /** Id of a file that git has no id for. One that can't be read fails when it is read, not before: it may be out of scope. */
  getContentId(path: string): string {
    try {
      return `wt:${createHash("sha1")
        .update(readFileSync(join(this.#root, path)))
        .digest("hex")}`;
    } catch {
      return "wt:unreadable";
    }
  }

  /** Throws a UserError for a file that can't be read: its count would be a guess. */
  readBytes(path: string): Buffer {
    try {
      const file = openSync(`${this.#root}/${path}`, NO_FOLLOW);
      try {
        return readOpenFile(file);
      } finally {
        closeSync(file);
      }
    } catch (error) {
      const reason = explainSystemError(error);
      throw new UserError(`Can't read ${path}: ${reason}. Run again once it can be read.`, { cause: error });
    }
  }

  /** False when a folder on the way is a symbolic link: what is behind it is not of this tree. */
  #isInside(folder: string): boolean {
    const known = this.#realFolders.get(folder);
    if (known !== undefined) return known;
    const isInside = getRealPath(join(this.#root, folder)) === join(this.#realRoot, folder);
    this.#realFolders.set(folder, isInside);
    return isInside;
  }
}

/** `readFileSync` asks for the size once more and reads until nothing comes: twice the calls for a small file. */
function readOpenFile(file: number): Buffer {
  const stats = fstatSync(file);
  if (!stats.isFile()) throw new Error(SKIP_REASONS.special);
  const bytes = Buffer.allocUnsafe(stats.size);
  const count = readSync(file, bytes, 0, stats.size, 0);
  return count === stats.size ? bytes : readFileSync(file);
}

function getStats(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch {
    // A file where a folder was: nothing stands at the path.
    return undefined;
  }
}

function getRealPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch (error) {
    throw new UserError(`Can't open the folder ${path}: ${explainSystemError(error)}.`, { cause: error });
  }
}
