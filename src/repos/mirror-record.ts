import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../errors.js";
import { MAX_FILE_BYTES } from "../trees/tree.js";
import { writeFileAtomically } from "../trees/write-file-atomically.js";
import { getGitDir } from "./mirror-folder.js";
import { RepoFailure } from "./repo-failure.js";

/** What a mirror holds, written after each fetch that went well. */
export interface MirrorRecord {
  readonly version: 1;
  /** The size in bytes over which blobs were left out, if they were. */
  readonly limit: number;
  /** True when large blobs were left on the server. */
  readonly isFiltered: boolean;
  readonly packs: PackList;
  /** By the ref that was asked for, `HEAD` for none. */
  readonly refs: Readonly<Record<string, FetchedRef>>;
}

export interface FetchedRef {
  /** What the server has under that name: for an annotated tag, the tag. */
  readonly id: string;
  readonly commit: string;
  readonly depth: number;
}

/** By name: size in bytes and time of the last change in milliseconds. */
type PackList = Readonly<Record<string, readonly [size: number, time: number]>>;

/** `touched`: all packs are there, but not as they were left; whether they are damaged only reading them tells. */
export type MirrorState = "whole" | "touched" | "damaged";

const FILE = "mirror.json";

/** Undefined when there is no mirror, or none that can be read: then it is made anew. */
export function readMirrorRecord(mirror: string): MirrorRecord | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(join(mirror, FILE), "utf8"));
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is MirrorRecord {
  if (typeof value !== "object" || value === null || !("version" in value)) return false;
  if (value.version !== 1 || !("limit" in value) || value.limit !== MAX_FILE_BYTES) return false;
  return "packs" in value && "refs" in value && "isFiltered" in value;
}

/** Throws a RepoFailure when the disk does not take it. */
export async function writeMirrorRecord(
  mirror: string,
  record: Pick<MirrorRecord, "isFiltered" | "refs">,
): Promise<MirrorRecord> {
  const { isFiltered, refs } = record;
  const whole: MirrorRecord = {
    version: 1,
    limit: MAX_FILE_BYTES,
    isFiltered,
    refs,
    packs: listPacks(mirror),
  };
  try {
    await writeFileAtomically(join(mirror, FILE), `${JSON.stringify(whole, undefined, 2)}\n`);
  } catch (error) {
    if (error instanceof UserError) throw new RepoFailure("disk", error.message, { cause: error });
    throw error;
  }
  return whole;
}

/**
 * Compares a mirror with its record. Where large blobs are left out, git can't tell a blob that never came from one that was lost: the packs
 * must be those that it wrote.
 */
export function getMirrorState(mirror: string, { packs }: MirrorRecord): MirrorState {
  const gitDir = getGitDir(mirror);
  if (!["HEAD", "config", "objects", "refs"].every((name) => existsSync(join(gitDir, name))))
    return "damaged";
  const there = listPacks(mirror);
  let state: MirrorState = "whole";
  for (const [name, [size, time]] of Object.entries(packs)) {
    const pack = there[name];
    if (pack?.[0] !== size) return "damaged";
    if (pack[1] !== time) state = "touched";
  }
  return state;
}

/** Paths of the indexes, relative to the mirror. */
export function listPackIndexes({ packs }: MirrorRecord): string[] {
  const names = Object.keys(packs).filter((name) => name.endsWith(".idx"));
  return names.map((name) => `.git/objects/pack/${name}`);
}

function listPacks(mirror: string): PackList {
  const folder = join(getGitDir(mirror), "objects", "pack");
  try {
    const names = readdirSync(folder).filter((name) => /^pack-[0-9a-f]+\.(?:pack|idx)$/.test(name));
    return Object.fromEntries(
      names.sort().map((name) => {
        const { size, mtimeMs } = statSync(join(folder, name));
        return [name, [size, Math.trunc(mtimeMs)]];
      }),
    );
  } catch {
    return {};
  }
}
