import { readFileSync } from "node:fs";
import { UserError } from "../errors.js";
import type { Manifest } from "./manifest.js";
import { parseManifest } from "./parse-manifest.js";

/** Reads and parses a manifest. Missing and unreadable are a UserError each; malformed is a BrokenFileError. `file` is what messages call it. */
export function readManifest(path: string, file: string = path): Manifest {
  return parseManifest(readManifestText(path, file), file);
}

function readManifestText(path: string, file: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
    if (code === "ENOENT" || code === "ENOTDIR")
      throw new UserError(`${file} does not exist. Write a first one: expand-contract init`, { cause });
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UserError(`${file} can't be read: ${reason}`, { cause });
  }
}
