import { UserError } from "../errors.js";
import type { Repo } from "../manifest/manifest.js";
import { getCacheFile, readCacheFile, writeCacheFile } from "../scan/cache-file.js";
import { readRepoPackages, type RepoPackages } from "../scan/repo-packages.js";
import type { TreeFiles } from "../trees/tree.js";
import { keepListing } from "./kept-listing.js";
import { type FailedRepo, isFailed, type OpenedRepo } from "./opened-repo.js";
import { runLimited } from "./run-limited.js";

export type RepoOpener = (repo: Repo) => Promise<OpenedRepo | FailedRepo>;

/** A repo whose files can be read, and what it says of packages. */
export interface ReadyRepo extends OpenedRepo {
  readonly packages: RepoPackages;
  /** Of a commit, when they were listed for its packages and are not too many to keep. */
  readonly files?: TreeFiles;
}

export interface OpenReposInput {
  readonly open: RepoOpener;
  /** Folder of all caches; absent: nothing is remembered. */
  readonly cacheFolder?: string;
  readonly signal: AbortSignal;
}

/** Fetching waits for servers, and they for their disks: more at once is unkind, and no faster. */
const AT_ONCE = 8;
/** Some 20 MB. */
const MAX_KEPT_FILES = 100_000;

/** Opens repos and reads their `package.json` files. Leaves nothing open: who scans them opens their trees again. */
export async function openRepos(
  repos: readonly Repo[],
  input: OpenReposInput,
): Promise<(ReadyRepo | FailedRepo)[]> {
  let room = MAX_KEPT_FILES;
  return runLimited(repos, AT_ONCE, async (repo) => {
    input.signal.throwIfAborted();
    const opened = await input.open(repo);
    if (isFailed(opened)) return opened;
    // A working tree looks at each file that it lists.
    const tree = opened.commit === undefined ? undefined : keepListing(opened.tree);
    try {
      const packages = await getPackages({ ...opened, ...(tree && { tree }) }, input);
      const files = tree?.getFiles();
      if (files === undefined || files.entries.length > room) return { ...opened, packages };
      room -= files.entries.length;
      return { ...opened, packages, files };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return { repo, kind: "broken" as const, message: error.message };
    } finally {
      await opened.tree.close();
    }
  });
}

/** Those of a commit never change. */
async function getPackages(
  { repo, tree, folder, commit }: OpenedRepo,
  { cacheFolder }: OpenReposInput,
): Promise<RepoPackages> {
  if (cacheFolder === undefined || commit === undefined) return readRepoPackages(repo.name, tree);
  const file = getCacheFile(cacheFolder, "packages", [folder, commit]);
  const known = readCacheFile(file);
  if (isRepoPackages(known)) return { ...known, repo: repo.name };
  const packages = await readRepoPackages(repo.name, tree);
  writeCacheFile(file, packages);
  return packages;
}

/** Written by `getPackages` alone, by this version of the code. */
function isRepoPackages(value: unknown): value is RepoPackages {
  return typeof value === "object" && value !== null && "publishes" in value && "dependsOn" in value;
}
