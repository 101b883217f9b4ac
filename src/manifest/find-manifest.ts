import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

export const MANIFEST_NAME = "expand-contract.json";

/** Absolute path of the nearest manifest, from a folder upward to the root of the file system. The folder itself need not exist. */
export function findManifest(startDir: string): string | undefined {
  for (let dir = resolve(startDir); ; dir = dirname(dir)) {
    const path = join(dir, MANIFEST_NAME);
    if (existsSync(path)) return path;
    if (dirname(dir) === dir) return undefined;
  }
}
