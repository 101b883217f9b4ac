import { moveManifest } from "../manifest/move-manifest.js";
import type { Manifest } from "../manifest/manifest.js";
import { getMountPath } from "../manifest/mount-path.js";
import { openScanCache } from "../scan/scan-cache.js";
import type { ScanResult } from "../scan/scan-result.js";
import { type ScanOptions, scanTree } from "../scan/scan-tree.js";
import { openGitTree } from "../trees/git-tree.js";
import { mountTrees } from "../trees/mount-trees.js";
import type { Tree, TreeFiles } from "../trees/tree.js";
import { openWorkingTree } from "../trees/working-tree.js";
import { withListing } from "./kept-listing.js";
import { HOME } from "./repo-outcome.js";

/** Where an opened repo's files are: a commit of a repository, or a working tree. */
export interface TreePlace {
  readonly folder: string;
  readonly commit?: string;
  /** True for a mirror that lacks large files on purpose. */
  readonly isFiltered?: boolean;
}

/** One repo to scan. Plain data: another thread may do it. */
export interface ScanJob {
  readonly name: string;
  readonly place: TreePlace;
  /** Its files, where they are known already. */
  readonly files?: TreeFiles;
  /** The repos whose packages it depends on. */
  readonly mounts: readonly { readonly name: string; readonly place: TreePlace }[];
}

/** What all jobs of a run share. */
export interface JobContext {
  /** As this repo reads it. */
  readonly manifest: Manifest;
  /** Folder of all caches; absent: nothing is remembered. */
  readonly cacheFolder?: string;
  /** A `node_modules` folder for the types of packages that no repo publishes. */
  readonly typesFrom?: string;
}

/** Scans one repo, with those that it depends on mounted, and leaves nothing open. Throws a UserError when the repo can't be read. */
export async function runScanJob(
  { name, place, files, mounts }: ScanJob,
  { manifest, cacheFolder, typesFrom }: JobContext,
  onProgress: NonNullable<ScanOptions["onProgress"]>,
): Promise<ScanResult> {
  const opened: Tree[] = [];
  const open = async (at: TreePlace) => {
    const tree = await openTree(at);
    opened.push(tree);
    return tree;
  };
  const read = name === HOME ? manifest : moveManifest(manifest, getMountPath(HOME));
  try {
    const opening = await open(place);
    const own = files === undefined ? opening : withListing(opening, files);
    const mounted = mounts.map(async (mount) => ({
      at: getMountPath(mount.name),
      tree: await open(mount.place),
    }));
    const tree = mountTrees(own, await Promise.all(mounted));
    const cache =
      cacheFolder === undefined
        ? undefined
        : openScanCache({ folder: cacheFolder, root: place.folder, manifestHash: read.hash });
    return await scanTree(tree, read, {
      onProgress,
      ...(cache && { cache }),
      ...(typesFrom !== undefined && { typesFrom }),
    });
  } finally {
    await Promise.all(opened.map((tree) => tree.close()));
  }
}

async function openTree({ folder, commit, isFiltered = false }: TreePlace): Promise<Tree> {
  return commit === undefined ? openWorkingTree(folder) : openGitTree(folder, commit, { isFiltered });
}
