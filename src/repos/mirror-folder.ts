import { createHash } from "node:crypto";
import { join } from "node:path";
import { redactUrl } from "./redact.js";

/** Where the mirrors of all repos lie. */
export function getMirrorsFolder(cacheFolder: string): string {
  return join(cacheFolder, "repos");
}

const MAX_NAME_LENGTH = 40;

/**
 * The folder of a repo's mirror: its name, as far as every file system takes it, and a hash of where it comes from. A password that changes
 * makes no new mirror.
 */
export function getMirrorFolder(cacheFolder: string, name: string, url: string): string {
  // Without dots: `..` leads out, and Windows takes `con.anything` for a device.
  const safe = name
    .replaceAll(/[^A-Za-z0-9_-]/g, "_")
    .slice(0, MAX_NAME_LENGTH)
    .toLowerCase();
  const hash = createHash("sha256").update(redactUrl(url)).digest("hex").slice(0, 16);
  return join(getMirrorsFolder(cacheFolder), `${safe}-${hash}`);
}

/** Git's folder is called `.git`, so that it is a repository also to a git that was told to trust no bare ones (`safe.bareRepository`). */
export function getGitDir(mirror: string): string {
  return join(mirror, ".git");
}

/** A ref of the mirror for a ref of the server: no two of those clash on a file system that does not know capitals, or as folder and file. */
export function getMirrorRef(remoteRef: string): string {
  return `refs/mirror/${createHash("sha256").update(remoteRef).digest("hex").slice(0, 16)}`;
}

/** What follows the mirror's name in that of a folder which becomes it, and of one that was it. */
export const NEW_SUFFIX = ".new-";
export const OLD_SUFFIX = ".old-";
