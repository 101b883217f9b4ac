import { getCacheFile, readCacheFile, writeCacheFile } from "./cache-file.js";
import type { FileOutcome } from "./detect-file.js";
import type { FileFacts } from "./facts.js";
import type { SchemaFacts } from "./schema-facts.js";
import type { ProjectTrace } from "./trace-project.js";

export interface CachedOutcome {
  /** Key of the project in which it was found. */
  readonly project: string;
  /** Key of the catalog, which detectors see as a whole. */
  readonly catalog: string;
  readonly trace: ProjectTrace;
  readonly outcome: FileOutcome;
}

/** What scans of one repo with one manifest have learned. Everything is keyed by content, so entries never go wrong, only out of use. */
export interface CachedScan {
  /** The words that the facts were searched for. */
  words: readonly string[];
  /** By blob id and kind of file; 0 for none. */
  facts: Record<string, FileFacts | 0>;
  /** Migration files, by the list of all paths. */
  layouts: Record<string, CachedLayout>;
  schemas: Record<string, SchemaFacts>;
  /** The words that count, by project. */
  projects: Record<string, readonly string[]>;
  /** By path and blob id. */
  outcomes: Record<string, CachedOutcome>;
}

export interface CachedLayout {
  readonly dirs: readonly { readonly dir: string; readonly format?: string; readonly dialect?: string }[];
  readonly files: readonly string[];
}

export interface ScanCacheOptions {
  /** Folder of all caches: see `getCacheFolder`. */
  readonly folder: string;
  /** The repo's folder, or its mirror's. */
  readonly root: string;
  /** Hash of the manifest. */
  readonly manifestHash: string;
}

/** Holds what scans learn, between the scans of a run and between runs. Nothing that goes wrong with it stops a scan: then it is as if it were empty. */
export interface ScanCache {
  read(): CachedScan;
  /** Says that something was added. */
  touch(): void;
  /** Keeps what was added. */
  write(): void;
}

/** A cache for this process only. */
export function createMemoryCache(): ScanCache {
  const cached = createEmptyScan();
  return { read: () => cached, touch: () => undefined, write: () => undefined };
}

/** A cache in the file system. */
export function openScanCache({ folder, root, manifestHash }: ScanCacheOptions): ScanCache {
  const file = getCacheFile(folder, "scans", [manifestHash, root]);
  let cached: CachedScan | undefined;
  let isTouched = false;
  const read = () => (cached ??= readScan(file) ?? createEmptyScan());
  return {
    read,
    touch: () => {
      isTouched = true;
    },
    write: () => {
      if (isTouched) writeCacheFile(file, read());
      isTouched = false;
    },
  };
}

export function createEmptyScan(): CachedScan {
  return { words: [], facts: {}, layouts: {}, schemas: {}, projects: {}, outcomes: {} };
}

function readScan(file: string): CachedScan | undefined {
  const value = readCacheFile(file);
  return isCachedScan(value) ? value : undefined;
}

/** The file is written whole or not at all, by this version of the code alone: its outline tells enough. */
function isCachedScan(value: unknown): value is CachedScan {
  if (typeof value !== "object" || value === null) return false;
  return Object.keys(createEmptyScan()).every((key) => key in value);
}
