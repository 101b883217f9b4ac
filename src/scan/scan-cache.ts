import { getCacheFile, readCacheFile, writeCacheFile } from "./cache-file.js";
import type { FileOutcome } from "./detect-file.js";
import type { FileFacts } from "./facts.js";
import type { MigrationLayout } from "./migration-layout.js";
import type { ScanProblem, ScanResult } from "./scan-result.js";
import type { SchemaFacts } from "./schema-facts.js";
import type { ProjectTrace } from "./trace-project.js";

export interface CachedOutcome {
  /** Key of the project in which it was found. */
  readonly project: string;
  /** Key of the catalog, which detectors see as a whole. */
  readonly catalog: string;
  readonly trace: ProjectTrace;
  /** Whether SQL and models were looked at: see `createTableTest`. */
  readonly namesTables: boolean;
  readonly outcome: FileOutcome;
  /** True when only types could tell more: then the outcome of a program counts. */
  readonly needsTypes?: boolean;
}

/** What one TypeScript program told of the files that need it. */
export interface CachedProgram {
  /** Path and blob id of each file that it read. */
  readonly files: readonly string[];
  readonly outcomes: Readonly<Record<string, FileOutcome>>;
  readonly problems: readonly ScanProblem[];
  /** Stamps of the files of installed packages that it read, by path. */
  readonly outside?: Readonly<Record<string, string>>;
}

/** What scans of one repo with one manifest have learned. Everything is keyed by content, so entries never go wrong, only out of use. */
export interface CachedScan {
  /** The words that the facts were searched for. */
  words: readonly string[];
  /** Whether the facts were asked what modules show of a Prisma client's types. */
  hasPrisma: boolean;
  /** By kind of file and blob id; 0 for none. */
  facts: Record<string, Record<string, FileFacts | 0>>;
  /** Migration files, by the list of all paths that matter. */
  layouts: Record<string, MigrationLayout>;
  schemas: Record<string, SchemaFacts>;
  /** The words that count, by project. */
  projects: Record<string, readonly string[]>;
  /** By path and blob id. */
  outcomes: Record<string, CachedOutcome>;
  /** By project and the files that it was made for. */
  programs: Record<string, CachedProgram>;
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
  /** The result of an earlier scan of a tree in this state. */
  findResult(state: string): ScanResult | undefined;
  writeResult(state: string, result: ScanResult): void;
  /** Says that something was added. */
  touch(): void;
  /** Keeps what was added. */
  write(): void;
  /** Where other caches of the repo are kept; undefined for one of this process only. */
  readonly place: { readonly folder: string; readonly root: string } | undefined;
}

/** A cache for this process only. */
export function createMemoryCache(): ScanCache {
  const cached = createEmptyScan();
  return {
    read: () => cached,
    findResult: () => undefined,
    writeResult: () => undefined,
    touch: () => undefined,
    write: () => undefined,
    place: undefined,
  };
}

/** A cache in the file system. */
export function openScanCache({ folder, root, manifestHash }: ScanCacheOptions): ScanCache {
  const file = getCacheFile(folder, "scans", [manifestHash, root]);
  const getResultFile = (state: string) => getCacheFile(folder, "results", [manifestHash, root, state]);
  let cached: CachedScan | undefined;
  let isTouched = false;
  const read = () => (cached ??= readScan(file) ?? createEmptyScan());
  return {
    read,
    findResult: (state) => {
      const value = readCacheFile(getResultFile(state));
      return isScanResult(value) ? value : undefined;
    },
    writeResult: (state, result) => writeCacheFile(getResultFile(state), result),
    touch: () => {
      isTouched = true;
    },
    write: () => {
      if (isTouched) writeCacheFile(file, read());
      isTouched = false;
    },
    place: { folder, root },
  };
}

export function createEmptyScan(): CachedScan {
  return {
    words: [],
    hasPrisma: false,
    facts: {},
    layouts: {},
    schemas: {},
    projects: {},
    outcomes: {},
    programs: {},
  };
}

function isScanResult(value: unknown): value is ScanResult {
  return typeof value === "object" && value !== null && "references" in value && "problems" in value;
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
