import { existsSync } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve } from "node:path";

export const MANIFEST_NAME = "expand-contract.json";

/** Absolute path of the nearest manifest, from a folder upward to the root of the file system. The folder itself need not exist. */
export function findManifest(startDir: string): string | undefined {
  for (let dir = resolve(startDir); ; dir = dirname(dir)) {
    const path = join(dir, MANIFEST_NAME);
    if (existsSync(path)) return path;
    if (dirname(dir) === dir) return undefined;
  }
}

/**
 * The repo's folder that a manifest speaks of: its own. One that was named and does not stand above the folder where we work
 * (`conf/expand-contract.json`) speaks of that folder.
 */
export function getManifestRoot(path: string, workFolder: string): string {
  const below = relative(dirname(path), workFolder);
  return below.split(/[\\/]/)[0] === ".." || isAbsolute(below) ? workFolder : dirname(path);
}
