import { statSync } from "node:fs";
import { appendFile, mkdir } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { UserError } from "../errors.js";
import { explainSystemError } from "../trees/explain-system-error.js";
import { writeFileAtomically } from "../trees/write-file-atomically.js";

/**
 * Writes an answer where it was sent. A missing folder is made, as other tools do: in CI a folder for reports is seldom there before the first one.
 * A pipe or a device takes the text and stays what it is. Throws a UserError.
 */
export async function writeAnswer(path: string, text: string): Promise<void> {
  try {
    if (isStream(path)) {
      await appendFile(path, text);
      return;
    }
    await mkdir(dirname(path), { recursive: true });
  } catch (error) {
    throw new UserError(`Can't write ${path}: ${explainSystemError(error)}.`, { cause: error });
  }
  await writeFileAtomically(path, text);
}

/** `/dev/stdout` may lead to a file; whoever sends the answer there wants it behind what that file has. */
function isStream(path: string): boolean {
  if (/^\/(?:dev|proc)\//.test(resolve(path))) return true;
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats !== undefined && !stats.isFile() && !stats.isDirectory();
}
