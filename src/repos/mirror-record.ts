import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { writeFileAtomically } from "../trees/write-file-atomically.js";
import { getGitDir } from "./mirror-folder.js";

/** What a mirror holds, written after each fetch that went well. */
export interface MirrorRecord {
  readonly version: 1;
  /** True when large blobs were left on the server. */
  readonly isFiltered: boolean;
  /** Bytes of each pack. */
  readonly packs: Readonly<Record<string, number>>;
  /** By the ref that was asked for, `HEAD` for none. */
  readonly refs: Readonly<Record<string, FetchedRef>>;
}

export interface FetchedRef {
  /** What the server has under that name: for an annotated tag, the tag. */
  readonly id: string;
  readonly commit: string;
  readonly depth: number;
}

const FILE = "mirror.json";

/** Undefined when there is no mirror, or not as it was left: then it is made anew. */
export function readMirrorRecord(mirror: string): MirrorRecord | undefined {
  const record = readRecord(mirror);
  if (record === undefined) return undefined;
  const gitDir = getGitDir(mirror);
  const isWhole = ["HEAD", "config", "objects", "refs"].every((name) => existsSync(join(gitDir, name)));
  if (!isWhole) return undefined;
  const there = listPacks(mirror);
  const isLost = Object.entries(record.packs).some(([name, size]) => there[name] !== size);
  return isLost ? undefined : record;
}

export async function writeMirrorRecord(
  mirror: string,
  record: Omit<MirrorRecord, "version" | "packs">,
): Promise<MirrorRecord> {
  const whole: MirrorRecord = { version: 1, ...record, packs: listPacks(mirror) };
  await writeFileAtomically(join(mirror, FILE), `${JSON.stringify(whole, undefined, 2)}\n`);
  return whole;
}

/** Names and sizes: reading all of them at each run would cost more than the scan. What is damaged within, git notices when it reads. */
export function listPacks(mirror: string): Record<string, number> {
  const folder = join(getGitDir(mirror), "objects", "pack");
  try {
    const names = readdirSync(folder).filter((name) => /^pack-[0-9a-f]+\.(?:pack|idx)$/.test(name));
    return Object.fromEntries(names.sort().map((name) => [name, statSync(join(folder, name)).size]));
  } catch {
    return {};
  }
}

function readRecord(mirror: string): MirrorRecord | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(join(mirror, FILE), "utf8"));
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is MirrorRecord {
  if (typeof value !== "object" || value === null) return false;
  return (
    "version" in value && value.version === 1 && "packs" in value && "refs" in value && "isFiltered" in value
  );
}
