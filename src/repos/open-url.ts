import type { Repo } from "../manifest/manifest.js";
import { getRepoUrlProblem } from "../manifest/repo-url.js";
import { explainSystemError } from "../trees/explain-system-error.js";
import { openGitTree } from "../trees/git-tree.js";
import { makeFolder } from "../trees/make-folder.js";
import { getMirrorFolder, getMirrorsFolder } from "./mirror-folder.js";
import { takeLock } from "./mirror-lock.js";
import type { OpenedRepo } from "./opened-repo.js";
import type { Environment } from "./remote-environment.js";
import { createRemote } from "./remote.js";
import { findRemoteRef, isFullId } from "./remote-refs.js";
import { RepoFailure } from "./repo-failure.js";
import { findHeld, type Held, updateMirror } from "./update-mirror.js";

export interface OpenUrlOptions {
  /** Folder of all caches: mirrors lie in its `repos`. */
  readonly cacheFolder: string;
  readonly env: Environment;
  /** Milliseconds for all that one repo takes; 10 minutes if absent. */
  readonly timeout?: number;
  /** Milliseconds without a sign of life of the server; 60 s if absent. */
  readonly stallTimeout?: number;
  readonly signal?: AbortSignal;
  /** What is done now, for a line that is written over. */
  readonly onProgress?: (text: string) => void;
  /** Commits of history, 1 if absent. */
  readonly depth?: number;
  /** For servers that tests start on this machine. */
  readonly allowsLoopback?: boolean;
}

const TIMEOUT_MS = 10 * 60 * 1000;
const STALL_MS = 60 * 1000;

/** A repo on a server: its mirror, brought to what the server has now. */
export async function openUrl(repo: Repo, url: string, options: OpenUrlOptions): Promise<OpenedRepo> {
  const problem = getRepoUrlProblem(url, options);
  if (problem !== undefined) throw new RepoFailure("refused-url", `its "url" ${problem}.`);
  const mirror = getMirrorFolder(options.cacheFolder, repo.name, url);
  try {
    makeFolder(getMirrorsFolder(options.cacheFolder), 0o700);
    const held = findPinned(mirror, repo, options) ?? (await bringUpToDate(mirror, { repo, url, options }));
    return await openMirror(repo, mirror, held);
  } catch (error) {
    throw isSystemError(error) ? getDiskFailure(options.cacheFolder, error) : error;
  }
}

/** A commit that is named by its id never changes: no server is asked for one that is there. */
function findPinned(mirror: string, { ref }: Repo, { depth = 1 }: OpenUrlOptions): Held | undefined {
  return ref !== undefined && isFullId(ref) ? findHeld(mirror, ref, { id: ref, depth }) : undefined;
}

interface UpdateInput {
  readonly repo: Repo;
  readonly url: string;
  readonly options: OpenUrlOptions;
}

async function bringUpToDate(mirror: string, { repo, url, options }: UpdateInput): Promise<Held> {
  const { signal, onProgress, depth = 1 } = options;
  const deadline = Date.now() + (options.timeout ?? TIMEOUT_MS);
  const shared = { ...(signal && { signal }), ...(onProgress && { onProgress }) };
  const remote = await createRemote({
    ...options,
    url,
    folder: getMirrorsFolder(options.cacheFolder),
    deadline,
    stallTimeout: options.stallTimeout ?? STALL_MS,
  });
  const target = await findRemoteRef(remote, repo.ref);
  const wanted = repo.ref ?? "HEAD";
  const held = findHeld(mirror, wanted, { id: target.id, depth });
  if (held !== undefined) return held;
  const release = await takeLock(`${mirror}.lock`, {
    deadline,
    ...shared,
    onWait: () => onProgress?.("waiting for another run"),
  });
  if (release === undefined) {
    throw new RepoFailure(
      "timed-out",
      "another run held its mirror all the time. Run again when that has ended.",
    );
  }
  try {
    return await updateMirror({ mirror, remote, wanted, target, depth });
  } finally {
    release();
  }
}

async function openMirror(repo: Repo, mirror: string, { commit, isFiltered }: Held): Promise<OpenedRepo> {
  const tree = await openGitTree(mirror, commit, { isFiltered });
  const name = repo.ref === undefined || isFullId(repo.ref) ? tree.name : `${repo.ref} ${tree.name}`;
  return { repo, folder: mirror, commit, isFiltered, tree: { ...tree, name } };
}

function isSystemError(error: unknown): boolean {
  return error instanceof Error && "syscall" in error;
}

function getDiskFailure(cacheFolder: string, error: unknown): RepoFailure {
  const reason = explainSystemError(error);
  const message = `the cache folder ${cacheFolder} can't be written: ${reason}. Choose another one with --cache-dir.`;
  return new RepoFailure("disk", message, { cause: error });
}
