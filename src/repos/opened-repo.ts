import type { Repo } from "../manifest/manifest.js";
import type { Tree } from "../trees/tree.js";

/** A repo whose files can be read: a local path's, or a mirror's at its `ref`. */
export interface OpenedRepo {
  readonly repo: Repo;
  readonly tree: Tree;
  /** The folder that keys its cache: the local path, or the mirror's. */
  readonly folder: string;
  /** The commit that is read; absent for the working tree of a local path. */
  readonly commit?: string;
  /** True for a mirror without its large blobs: `openGitTree` must know. */
  readonly isFiltered?: boolean;
}

/** Why a repo could not be read, for people, without any credential. */
export interface FailedRepo {
  readonly repo: Repo;
  readonly kind:
    "gone" | "no-access" | "empty" | "no-such-ref" | "timed-out" | "refused-url" | "broken" | "disk";
  /** What happened and what to do about it, one or two sentences. */
  readonly message: string;
}

export function isFailed(opened: OpenedRepo | FailedRepo): opened is FailedRepo {
  return "message" in opened;
}
