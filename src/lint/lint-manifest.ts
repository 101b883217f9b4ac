import { readFileSync, statSync } from "node:fs";
import { UserError } from "../errors.js";
import type { Manifest } from "../manifest/manifest.js";
import { parseManifest } from "../manifest/parse-manifest.js";

interface Entry {
  readonly mtimeMs: number;
  readonly size: number;
  readonly text: string;
  /** What parsing the text gave: a manifest, or what it threw. */
  readonly parse: () => Manifest;
}

const entries = new Map<string, Entry>();

/** Within this time of its last change a file may change again without a new mtime: some file systems count in seconds. */
const RACY_MS = 2_500;

/**
 * The manifest at an absolute path, read anew only after it changed: a running editor sees an edit on the next lint.
 * Throws a UserError when it is missing, unreadable or broken.
 */
export function readLintManifest(path: string, now: number): Manifest {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) {
    throw new UserError(
      `settings["expand-contract"].manifest names ${path}, which does not exist. Correct the path; it is relative to ESLint's working directory.`,
    );
  }
  const known = entries.get(path);
  const isSame = known?.mtimeMs === stats.mtimeMs && known.size === stats.size;
  if (isSame && now - stats.mtimeMs > RACY_MS) return known.parse();
  const text = readText(path);
  const parse = known?.text === text ? known.parse : parseOnce(text, path);
  entries.set(path, { mtimeMs: stats.mtimeMs, size: stats.size, text, parse });
  return parse();
}

/** Absolute paths of the manifests that this process has read. */
export function getReadManifests(): readonly string[] {
  return [...entries.keys()];
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UserError(`${path} can't be read: ${reason}.`, { cause });
  }
}

function parseOnce(text: string, path: string): () => Manifest {
  try {
    const manifest = parseManifest(text, path);
    return () => manifest;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}
