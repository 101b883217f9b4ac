import type { Repo } from "../manifest/manifest.js";
import { openPath } from "./open-path.js";
import { type OpenUrlOptions, openUrl } from "./open-url.js";
import type { FailedRepo, OpenedRepo } from "./opened-repo.js";
import { createFailedRepo, RepoFailure } from "./repo-failure.js";

export interface OpenRepoOptions extends OpenUrlOptions {
  /** The manifest's folder: a repo's `path` is relative to it. */
  readonly root: string;
}

/**
 * Opens another repo for reading: a local path as it lies there, or at its `ref`; a URL by a mirror in the cache, brought up to date.
 * Nothing is checked out and nothing of theirs runs. The caller closes the tree. Throws the signal's reason when it is aborted.
 */
export async function openRepo(repo: Repo, options: OpenRepoOptions): Promise<OpenedRepo | FailedRepo> {
  try {
    if (repo.path !== undefined) return await openPath(repo, repo.path, options.root);
    if (repo.url !== undefined) return await openUrl(repo, repo.url, options);
    throw new RepoFailure("refused-url", 'it has neither "url" nor "path": add one in the manifest.');
  } catch (error) {
    if (error instanceof RepoFailure) return createFailedRepo(repo, error);
    throw error;
  }
}
