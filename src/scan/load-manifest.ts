import { createHash } from "node:crypto";
import type { Manifest } from "../manifest/manifest.js";
import { mayHoldCredential } from "../manifest/repo-url.js";
import { getCacheFile, readCacheFile, writeCacheFile } from "./cache-file.js";

/**
 * `parseManifest`, except that a text that was sound before is not checked again: loading the checks takes longer than a scan that the cache answers.
 * `folder` is the cache's. Throws a BrokenFileError.
 */
export async function loadManifest(
  text: string,
  file: string,
  folder: string | undefined,
): Promise<Manifest> {
  const hash = createHash("sha256").update(text).digest("hex");
  const cacheFile = folder === undefined ? undefined : getCacheFile(folder, "manifests", [hash, file]);
  const cached = cacheFile === undefined ? undefined : readCacheFile(cacheFile);
  if (isManifest(cached, hash)) return cached;
  const { parseManifest } = await import("../manifest/parse-manifest.js");
  const manifest = parseManifest(text, file);
  // Caches are copied about, by CI for one: a password that stands in the manifest stays there.
  const isSecret = manifest.repos.some(({ url }) => url !== undefined && mayHoldCredential(url));
  if (cacheFile !== undefined && !isSecret) writeCacheFile(cacheFile, manifest);
  return manifest;
}

/** Written by `loadManifest` alone, and found by the hash of its text. */
function isManifest(value: unknown, hash: string): value is Manifest {
  return (
    typeof value === "object" &&
    value !== null &&
    "changes" in value &&
    "hash" in value &&
    value.hash === hash
  );
}
