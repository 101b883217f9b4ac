import { randomBytes } from "node:crypto";
import { existsSync, readdirSync, renameSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { runGit } from "../trees/git-process.js";
import { fetchRef } from "./fetch-ref.js";
import { getGitDir } from "./mirror-folder.js";
import { type MirrorRecord, readMirrorRecord, writeMirrorRecord } from "./mirror-record.js";
import type { Remote } from "./remote.js";
import type { RemoteRef } from "./remote-refs.js";
import { RepoFailure } from "./repo-failure.js";

export interface MirrorInput {
  readonly mirror: string;
  readonly remote: Remote;
  /** What was asked for: `HEAD` for nothing. */
  readonly wanted: string;
  readonly target: RemoteRef;
  readonly depth: number;
}

/** Brings the mirror to what the server has now. Whoever calls holds its lock. */
export async function updateMirror(input: MirrorInput): Promise<MirrorRecord> {
  const { mirror, wanted, target, depth } = input;
  removeLeftovers(mirror);
  const record = readMirrorRecord(mirror);
  if (record === undefined) return makeMirror(input);
  const known = record.refs[wanted];
  if (known?.id === target.id && known.depth >= depth) return record;
  try {
    return await fetchInto(mirror, input, record);
  } catch (error) {
    // The server's fault or the mirror's: a new one tells.
    if (!(error instanceof RepoFailure) || error.kind !== "broken") throw error;
    return await makeMirror(input);
  } finally {
    removeLeftovers(mirror);
  }
}

/** Beside the old one, which it replaces when it is whole. */
async function makeMirror(input: MirrorInput): Promise<MirrorRecord> {
  const { mirror, target } = input;
  const made = `${mirror}${NEW}${randomBytes(4).toString("hex")}`;
  try {
    const format = target.id.length === 64 ? ["--object-format=sha256"] : [];
    const gitDir = getGitDir(made);
    // No templates: the user's may have hooks.
    const output = await runGit(dirname(mirror), [
      "init",
      "--quiet",
      "--bare",
      "--template=",
      ...format,
      gitDir,
    ]);
    if (output.status !== 0) throw input.remote.getFailure(output);
    const record = await fetchInto(made, input, undefined);
    const old = `${mirror}${OLD}${randomBytes(4).toString("hex")}`;
    if (existsSync(mirror)) renameSync(mirror, old);
    renameSync(made, mirror);
    rmSync(old, { recursive: true, force: true });
    return record;
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
}

async function fetchInto(
  mirror: string,
  { remote, target, wanted, depth }: MirrorInput,
  known: MirrorRecord | undefined,
): Promise<MirrorRecord> {
  const fetched = await fetchRef(mirror, remote, { target, depth });
  const record = {
    isFiltered: fetched.isFiltered || known?.isFiltered === true,
    refs: { ...known?.refs, [wanted]: { id: fetched.id, commit: fetched.commit, depth } },
  };
  return writeMirrorRecord(mirror, record);
}

const NEW = ".new-";
const OLD = ".old-";

/** What a run that was killed left: nobody else can be at work on it. */
function removeLeftovers(mirror: string): void {
  const name = basename(mirror);
  for (const sibling of readNames(dirname(mirror))) {
    if (sibling.startsWith(`${name}${NEW}`) || sibling.startsWith(`${name}${OLD}`)) {
      rmSync(join(dirname(mirror), sibling), { recursive: true, force: true });
    }
  }
  const gitDir = getGitDir(mirror);
  for (const folder of [".", "objects/pack", "refs/mirror"]) {
    for (const file of readNames(join(gitDir, folder))) {
      if (/\.lock$|^(?:tmp_|\.tmp-)/.test(file)) rmSync(join(gitDir, folder, file), { force: true });
    }
  }
}

function readNames(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
