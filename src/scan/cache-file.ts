import { createHash, randomBytes } from "node:crypto";
import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { PACKAGE_VERSION } from "../package-version.js";
import { makeFolder } from "../trees/make-folder.js";

const KINDS = ["scans", "results", "manifests", "packages", "counts", "operations"] as const;
const MAX_AGE_DAYS = 30;
const MAX_FOLDER_BYTES = 256 * 1024 * 1024;
const DAY_MS = 24 * 60 * 60 * 1000;

/** The file for what depends on `keys` and on this tool. One that was built anew, as its developers do, is another tool. */
export function getCacheFile(folder: string, kind: (typeof KINDS)[number], keys: readonly string[]): string {
  const built = String(statSync(import.meta.filename).mtimeMs);
  const name = createHash("sha256")
    .update([PACKAGE_VERSION, built, ...keys].join("\0"))
    .digest("hex");
  return join(folder, kind, `${name}.json`);
}

/** Undefined when there is none or it can't be read: then it is made again. */
export function readCacheFile(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

/** Whole or not at all, and never an error: without it the next run is slower, and that is all. */
export function writeCacheFile(file: string, value: unknown): void {
  const folder = dirname(file);
  const temporary = `${file}.${process.pid}-${randomBytes(4).toString("hex")}.tmp`;
  try {
    makeFolder(folder);
    writeFileSync(temporary, JSON.stringify(value));
    renameSync(temporary, file);
    removeOldOnce(folder);
  } catch {
    removeQuietly(temporary);
  }
}

/** In a folder that can't be entered not even `force` is quiet. */
function removeQuietly(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // Nothing was written then.
  }
}

/** What threads of this process left that were ended while they wrote. */
export function removeUnfinished(folder: string): void {
  for (const kind of KINDS) {
    try {
      const left = readdirSync(join(folder, kind)).filter((name) => name.includes(`.${process.pid}-`));
      for (const name of left) removeQuietly(join(folder, kind, name));
    } catch {
      // There is no such folder.
    }
  }
}

const cleaned = new Set<string>();

/** A scan of many repos writes many files: looking at all of them for each would take longer than the scan. */
function removeOldOnce(folder: string): void {
  if (cleaned.has(folder)) return;
  cleaned.add(folder);
  removeOld(folder, Date.now());
}

/** Keeps the folder small: nothing older than a month, and not too much of the rest. */
function removeOld(folder: string, now: number): void {
  const files = readdirSync(folder)
    .map((name) => ({ path: join(folder, name), stats: statSync(join(folder, name)) }))
    .sort((a, b) => b.stats.mtimeMs - a.stats.mtimeMs);
  let total = 0;
  for (const { path, stats } of files) {
    total += stats.size;
    const isOld = now - stats.mtimeMs > MAX_AGE_DAYS * DAY_MS;
    if (isOld || total > MAX_FOLDER_BYTES) rmSync(path, { force: true });
  }
}
