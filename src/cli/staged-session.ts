import { existsSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { BrokenFileError, UserError } from "../errors.js";
import { findManifest, getManifestRoot, MANIFEST_NAME } from "../manifest/find-manifest.js";
import type { Manifest } from "../manifest/manifest.js";
import { readManifestText } from "../manifest/read-manifest-text.js";
import { loadManifest } from "../scan/load-manifest.js";
import { type IndexTree, openIndexTree } from "../trees/index-tree.js";
import { findStagedIndex, type StagedIndex } from "../trees/staged-index.js";
import { findCacheFolder } from "./cache-folder.js";
import type { Io } from "./io.js";
import type { CommonArguments } from "./options.js";
import { getToday, getWorkFolder, type Session } from "./session.js";

/** A session on what is staged: the manifest, too, is the one of the next commit. */
export interface StagedSession extends Session {
  readonly staged: Staged;
}

export interface Staged {
  readonly index: StagedIndex;
  readonly tree: IndexTree;
}

/** Throws a UserError outside of git, while files are in conflict, and where the manifest is not staged or broken. */
export async function openStagedSession(io: Io, args: CommonArguments): Promise<StagedSession> {
  const folder = getWorkFolder(io, args);
  const given = args.manifest === undefined ? findManifest(folder) : resolve(folder, args.manifest);
  const found = await findStagedIndex(given ? getManifestRoot(given, folder) : folder, io);
  // None on disk: one that was deleted there may still be staged.
  const path = given ?? join(found.top, MANIFEST_NAME);
  const root = getManifestRoot(path, folder);
  const tree = await openIndexTree(root, found);
  try {
    const manifest = await loadStagedManifest(path, { root, tree, folder, cache: findCacheFolder(io, args) });
    return {
      root,
      manifest: { ...manifest, folder: root },
      today: getToday(io, args),
      staged: { index: found, tree },
    };
  } catch (error) {
    await tree.close();
    throw error;
  }
}

interface ManifestPlace {
  readonly root: string;
  readonly folder: string;
  readonly tree: IndexTree;
  readonly cache: string | undefined;
}

async function loadStagedManifest(path: string, place: ManifestPlace): Promise<Manifest> {
  const { root, folder, tree, cache } = place;
  const file = relative(folder, path) || path;
  const inRoot = relative(root, path).split(sep).join("/");
  // One that stands outside of the repo is in no commit of it.
  const isOutside = inRoot.startsWith("../");
  const text = isOutside ? readManifestText(path, file) : await tree.findText(inRoot);
  if (text === undefined) throw getMissingError(path, file);
  try {
    return await loadManifest(text, file, cache);
  } catch (error) {
    if (isOutside || !(error instanceof BrokenFileError)) throw error;
    throw new UserError(`${error.message}\nSo it is staged. Mend it, then: git add ${file}`, {
      cause: error,
    });
  }
}

function getMissingError(path: string, file: string): UserError {
  if (existsSync(path))
    return new UserError(
      `${file} is not staged, so what the next commit declares can't be told. Stage it: git add ${file}`,
    );
  return new UserError(
    `No ${MANIFEST_NAME} is staged in ${dirname(path)}, and there is none on disk. Write a first one: expand-contract init`,
  );
}
