import { createHash } from "node:crypto";
import { comparePaths } from "./skipped-file.js";
import type { ListOptions, PathFilter, Tree, TreeEntry, TreeFiles } from "./tree.js";

/** Another repo's files, seen as if they lay in a folder of this one: what its packages export can then be followed as a workspace's can. */
export interface Mount {
  /** POSIX path relative to this repo: nothing of this repo lies there, and no file under it is a source. */
  readonly at: string;
  readonly tree: Tree;
}

/**
 * One tree of a repo's own files and those of others. Filters are asked for the paths that files have in their own repos. Many trees may have the
 * same repo mounted: who opened it closes it.
 */
export function mountTrees(own: Tree, mounts: readonly Mount[]): Tree {
  if (mounts.length === 0) return own;
  return {
    name: own.name,
    getState: (loadFilter) => getState(own, mounts, loadFilter),
    list: async (options = {}) => {
      const [{ entries, skipped }, ...lists] = await Promise.all([
        own.list(options),
        ...mounts.map((mount) => listMount(mount, options)),
      ]);
      return { entries: [...entries, ...lists.flat()].sort(comparePaths), skipped };
    },
    read: (entries) => readMounted(own, mounts, entries),
    close: () => own.close(),
  };
}

async function getState(
  own: Tree,
  mounts: readonly Mount[],
  loadFilter: () => Promise<PathFilter>,
): Promise<string | undefined> {
  const hash = createHash("sha1");
  for (const { at, tree } of [{ at: "", tree: own }, ...mounts]) {
    const state = await tree.getState?.(loadFilter);
    if (state === undefined) return undefined;
    hash.update(`${at}\0${state}\0`);
  }
  return hash.digest("hex");
}

/** Of files that are not read, those of others are the others' matter. */
async function listMount({ at, tree }: Mount, { isWanted, isKnown }: ListOptions): Promise<TreeEntry[]> {
  const { entries }: TreeFiles = await tree.list({
    ...(isWanted && { isWanted }),
    ...(isKnown && { isKnown }),
  });
  return entries.map(({ path, id }) => ({ path: `${at}/${path}`, id }));
}

async function* readMounted(
  own: Tree,
  mounts: readonly Mount[],
  entries: readonly TreeEntry[],
): AsyncGenerator<readonly [TreeEntry, string | undefined]> {
  const isOther = ({ path }: TreeEntry) => mounts.some(({ at }) => path.startsWith(`${at}/`));
  const others = new Set(entries.filter(isOther));
  if (others.size < entries.length) yield* own.read(entries.filter((entry) => !others.has(entry)));
  for (const { at, tree } of mounts) {
    const moved = new Map<string, TreeEntry>();
    for (const entry of others)
      if (entry.path.startsWith(`${at}/`)) moved.set(entry.path.slice(at.length + 1), entry);
    if (moved.size === 0) continue;
    const wanted = [...moved].map(([path, { id }]) => ({ path, id }));
    for await (const [{ path }, text] of tree.read(wanted)) {
      const entry = moved.get(path);
      if (entry) yield [entry, text];
    }
  }
}
