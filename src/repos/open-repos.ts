import { UserError } from "../errors.js";
import type { Repo } from "../manifest/manifest.js";
import { getCacheFile, readCacheFile, writeCacheFile } from "../scan/cache-file.js";
import { readRepoPackages, type RepoPackages } from "../scan/repo-packages.js";
import { type FailedRepo, isFailed, type OpenedRepo } from "./opened-repo.js";
import { runLimited } from "./run-limited.js";

export type RepoOpener = (repo: Repo) => Promise<OpenedRepo | FailedRepo>;

/** A repo whose files can be read, and what it says of packages. */
export interface ReadyRepo extends OpenedRepo {
  readonly packages: RepoPackages;
}

export interface OpenReposInput {
  readonly open: RepoOpener;
  /** Folder of all caches; absent: nothing is remembered. */
  readonly cacheFolder?: string;
  readonly signal: AbortSignal;
}

/** Fetching waits for servers, and they for their disks: more at once is unkind, and no faster. */
const AT_ONCE = 8;

/** Opens repos and reads their `package.json` files. Leaves nothing open: who scans them opens their trees again. */
export async function openRepos(
  repos: readonly Repo[],
  input: OpenReposInput,
): Promise<(ReadyRepo | FailedRepo)[]> {
  return runLimited(repos, AT_ONCE, async (repo) => {
    input.signal.throwIfAborted();
    const opened = await input.open(repo);
    if (isFailed(opened)) return opened;
    try {
      return { ...opened, packages: await getPackages(opened, input) };
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
