import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { lstat, open, readlink, rename, rm } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { UserError } from "../errors.js";
import { explainSystemError } from "./explain-system-error.js";

/**
 * Replaces a file's content in one step: whoever reads it, and whatever kills this process, finds the old text or the new one, never a part.
 * Keeps the mode of an existing file and writes through a symbolic link. Throws a UserError; the old file is then as it was.
 */
export async function writeFileAtomically(path: string, text: string): Promise<void> {
  try {
    const target = await findLinkTarget(path);
    await replaceFile(target, text);
  } catch (error) {
    const reason = explainSystemError(error);
    throw new UserError(`Can't write ${path}: ${reason}. Nothing was changed.`, { cause: error });
  }
}

/** A link may point at a file that does not exist yet, so `realpath` is no help. */
async function findLinkTarget(path: string, depth = 0): Promise<string> {
  const stats = await lstatIfThere(path);
  if (!stats?.isSymbolicLink() || depth > 40) return path;
  return findLinkTarget(resolve(dirname(path), await readlink(path)), depth + 1);
}

async function replaceFile(target: string, text: string): Promise<void> {
  const mode = (await lstatIfThere(target))?.mode;
  // In the same folder, because a rename is atomic only within one file system.
  const temporary = `${target}.${process.pid}-${randomBytes(4).toString("hex")}.tmp`;
  const remove = () => rmSync(temporary, { force: true });
  // Ctrl-C ends the process wherever it is.
  process.once("exit", remove);
  try {
    const handle = await open(temporary, "wx");
    try {
      if (mode !== undefined) await handle.chmod(mode & 0o7777);
      await handle.writeFile(text);
      // Without it some file systems bring the rename to disk before the content.
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  } finally {
    process.off("exit", remove);
  }
}

async function lstatIfThere(path: string) {
  try {
    return await lstat(path);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
