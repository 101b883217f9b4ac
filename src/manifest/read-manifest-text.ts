import { readFileSync } from "node:fs";
import { UserError } from "../errors.js";

/** Text of a manifest. Missing and unreadable are a UserError each. `file` is what messages call it. */
export function readManifestText(path: string, file: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
    if (code === "ENOENT" || code === "ENOTDIR")
      throw new UserError(`${file} does not exist. Write a first one: expand-contract init`, { cause });
    if (code === "EISDIR") throw new UserError(`${file} is a folder, and a manifest is a file`, { cause });
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UserError(`${file} can't be read: ${reason}`, { cause });
  }
}
