import { readFileSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { BrokenFileError } from "../errors.js";
import type { Manifest } from "../manifest/manifest.js";
import { parseManifest } from "../manifest/parse-manifest.js";

/** A manifest as the linter holds it: usable, or the one message that says why not. */
export type LintManifest =
  | { readonly type: "manifest"; readonly manifest: Manifest; readonly root: string }
  | { readonly type: "broken"; readonly message: string };

interface Entry {
  readonly mtimeMs: number;
  readonly size: number;
  readonly text: string;
  readonly manifest: LintManifest;
}

const entries = new Map<string, Entry>();

/** Within this time of its last change a file may change again without a new mtime: some file systems count in seconds. */
const RACY_MS = 2_500;

/** Reads the manifest at an absolute path, anew only after it changed: a running editor sees an edit on the next lint. */
export function readLintManifest(path: string, now: number): LintManifest {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return getMissing(path);
  const known = entries.get(path);
  const isSame = known?.mtimeMs === stats.mtimeMs && known.size === stats.size;
  if (isSame && now - stats.mtimeMs > RACY_MS) return known.manifest;
  const read = readText(path);
  if ("message" in read) return { type: "broken", message: read.message };
  const { text } = read;
  const manifest = known?.text === text ? known.manifest : parse(text, path);
  entries.set(path, { mtimeMs: stats.mtimeMs, size: stats.size, text, manifest });
  return manifest;
}

function getMissing(path: string): LintManifest {
  const fix = "Correct the path, which is relative to ESLint's working directory";
  return {
    type: "broken",
    message: `settings["expand-contract"].manifest names ${path}, which does not exist. ${fix}.`,
  };
}

function readText(path: string): { readonly text: string } | { readonly message: string } {
  try {
    return { text: readFileSync(path, "utf8") };
  } catch (error) {
    return { message: `${path} cannot be read: ${error instanceof Error ? error.message : String(error)}` };
  }
}

function parse(text: string, path: string): LintManifest {
  try {
    return { type: "manifest", manifest: parseManifest(text, path), root: dirname(path) };
  } catch (error) {
    if (error instanceof BrokenFileError) return { type: "broken", message: error.message };
    throw error;
  }
}
