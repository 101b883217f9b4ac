import { randomBytes } from "node:crypto";
import { existsSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { runGit } from "../trees/git-process.js";
import { fetchRef } from "./fetch-ref.js";
import { getGitDir, NEW_SUFFIX, OLD_SUFFIX } from "./mirror-folder.js";
import {
  type FetchedRef,
  getMirrorState,
  listPackIndexes,
  type MirrorRecord,
  readMirrorRecord,
  writeMirrorRecord,
} from "./mirror-record.js";
import type { Remote } from "./remote.js";
import type { RemoteRef } from "./remote-refs.js";
import { removeLeftovers } from "./remove-leftovers.js";
import { RepoFailure } from "./repo-failure.js";

export interface MirrorInput {
  readonly mirror: string;
  readonly remote: Remote;
  /** What was asked for: `HEAD` for nothing. */
  readonly wanted: string;
  readonly target: RemoteRef;
  readonly depth: number;
}

/** A commit that a mirror holds. */
export type Held = FetchedRef & Pick<MirrorRecord, "isFiltered">;

/** What a mirror holds under a name; undefined when it does not, or is not as it was left. `id` is what the server has now. */
export function findHeld(mirror: string, wanted: string, { id, depth }: { id: string; depth: number }) {
  const record = readMirrorRecord(mirror);
  if (record === undefined || getMirrorState(mirror, record) !== "whole") return undefined;
  return getHeld(record, wanted, { id, depth });
}

function getHeld(
  { refs, isFiltered }: MirrorRecord,
  wanted: string,
  { id, depth }: { id: string; depth: number },
): Held | undefined {
  const known = refs[wanted];
  return known?.id === id && known.depth >= depth ? { ...known, isFiltered } : undefined;
}

/** Each fetch leaves a pack, and the files of old commits in the former ones. */
const MAX_PACKS = 50;

/** Brings the mirror to what the server has now. Whoever calls holds its lock. */
export async function updateMirror(input: MirrorInput): Promise<Held> {
  const { mirror, wanted, target, depth } = input;
  removeLeftovers(mirror);
  try {
    const record = await findSound(mirror);
    if (record === undefined || listPackIndexes(record).length >= MAX_PACKS) return await makeMirror(input);
    return getHeld(record, wanted, { id: target.id, depth }) ?? (await extendMirror(input, record));
  } finally {
    removeLeftovers(mirror);
  }
}

async function extendMirror(input: MirrorInput, record: MirrorRecord): Promise<Held> {
  try {
    return await fetchInto(input.mirror, input, record);
  } catch (error) {
    // The server's fault or the mirror's: a new one tells.
    if (error instanceof RepoFailure && error.kind === "broken") return makeMirror(input);
    throw error;
  }
}

/** The record of a mirror that is whole. A cache that was copied has other times: then git reads all packs once. */
async function findSound(mirror: string): Promise<MirrorRecord | undefined> {
  const record = readMirrorRecord(mirror);
  if (record === undefined) return undefined;
  const state = getMirrorState(mirror, record);
  if (state === "whole") return record;
  if (state === "damaged") return undefined;
  const { status } = await runGit(mirror, ["verify-pack", ...listPackIndexes(record)]);
  return status === 0 ? writeMirrorRecord(mirror, record) : undefined;
}

/** Beside the old one, which it replaces when it is whole. */
async function makeMirror(input: MirrorInput): Promise<Held> {
  const { mirror, target } = input;
  const made = `${mirror}${NEW_SUFFIX}${randomBytes(4).toString("hex")}`;
  try {
    const format = target.id.length === 64 ? ["--object-format=sha256"] : [];
    // No templates: the user's may have hooks.
    const args = ["init", "--quiet", "--bare", "--template=", ...format, getGitDir(made)];
    const output = await runGit(dirname(mirror), args);
    if (output.status !== 0) throw input.remote.getFailure(output);
    const held = await fetchInto(made, input);
    const old = `${mirror}${OLD_SUFFIX}${randomBytes(4).toString("hex")}`;
    if (existsSync(mirror)) renameSync(mirror, old);
    renameSync(made, mirror);
    return held;
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
}

async function fetchInto(
  mirror: string,
  { remote, target, wanted, depth }: MirrorInput,
  known?: MirrorRecord,
): Promise<Held> {
  const { id, commit, isFiltered } = await fetchRef(mirror, remote, { target, depth });
  const fetched = { id, commit, depth };
  const record = await writeMirrorRecord(mirror, {
    isFiltered: isFiltered || known?.isFiltered === true,
    refs: { ...known?.refs, [wanted]: fetched },
  });
  return { ...fetched, isFiltered: record.isFiltered };
}
