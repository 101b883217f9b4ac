import type { Manifest } from "./manifest.js";
import { parseManifest } from "./parse-manifest.js";
import { readManifestText } from "./read-manifest-text.js";

/** Reads and parses a manifest. Missing and unreadable are a UserError each; malformed is a BrokenFileError. `file` is what messages call it. */
export function readManifest(path: string, file: string = path): Manifest {
  return parseManifest(readManifestText(path, file), file);
}
