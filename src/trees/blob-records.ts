import { createHash } from "node:crypto";
import { readBlobSizes } from "./git-blobs.js";
import { comparePaths, hasBrokenName, SKIP_REASONS } from "./skipped-file.js";
import {
  type ListOptions,
  MAX_FILE_BYTES,
  type SkippedFile,
  type TreeEntry,
  type TreeFiles,
} from "./tree.js";

/** One path of a commit or of the index. */
export interface BlobRecord {
  /** `100644`, `120000` … */
  readonly mode: string;
  readonly id: string;
  /** 0: nobody asked, because the content is known. */
  readonly size: number;
  readonly path: string;
}

/** Of a blob that a partial clone left out on purpose. */
export const FILTERED_SIZE = Number.POSITIVE_INFINITY;

interface SizeOptions extends Pick<ListOptions, "isKnown"> {
  readonly isFiltered?: boolean;
}

/** Sizes cost git more than the list itself: those of few unknown blobs are asked for by name. */
export async function addSizes(
  root: string,
  records: readonly BlobRecord[],
  { isKnown, isFiltered = false }: SizeOptions,
): Promise<BlobRecord[]> {
  const unknown = records.filter((record) => isFileMode(record.mode) && isKnown?.(record) !== true);
  const sizes = await readBlobSizes(
    root,
    unknown.map(({ id }) => id),
  );
  const asked = new Set(unknown);
  return records.map((record) => {
    const size = sizes.get(record.id) ?? (isFiltered && asked.has(record) ? FILTERED_SIZE : undefined);
    return size === undefined ? record : { ...record, size };
  });
}

/** Files, and what is none, each sorted by path. */
export function toTreeFiles(records: readonly BlobRecord[]): TreeFiles {
  const entries: TreeEntry[] = [];
  const skipped: SkippedFile[] = [];
  for (const record of records) {
    const reason = getSkipReason(record);
    if (reason === undefined) entries.push({ path: record.path, id: record.id });
    else skipped.push({ path: record.path, reason });
  }
  return { entries: entries.sort(comparePaths), skipped: skipped.sort(comparePaths) };
}

/** Equal for equal files, whether a commit or the index has them. git lists both in the same order. */
export function getRecordsState(records: readonly BlobRecord[]): string {
  const hash = createHash("sha1");
  hash.update(records.map(({ mode, id, path }) => `${mode} ${id} ${path}`).join("\0"));
  return `files:${hash.digest("hex")}`;
}

function isFileMode(mode: string): boolean {
  return mode.startsWith("100");
}

function getSkipReason({ path, mode, size }: BlobRecord): string | undefined {
  if (mode === "160000") return SKIP_REASONS.submodule;
  if (mode === "120000") return SKIP_REASONS.link;
  if (!isFileMode(mode)) return SKIP_REASONS.special;
  if (hasBrokenName(path)) return SKIP_REASONS.name;
  return size > MAX_FILE_BYTES ? SKIP_REASONS.size : undefined;
}
