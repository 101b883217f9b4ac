import type { Tree, TreeEntry } from "./tree.js";

/** Another repo's files, seen as if they lay in a folder of this one: what its packages export can then be followed as a workspace's can. */
export interface Mount {
  /** POSIX path relative to this repo: `node_modules/.repos/pricing`. Nothing of this repo lies there, and no file under it is a source. */
  readonly at: string;
  readonly tree: Tree;
}

/** One tree of a repo's own files and those of others. */
export function mountTrees(own: Tree, mounts: readonly Mount[]): Tree {
  const getOwner = (entry: TreeEntry) => mounts.find(({ at }) => entry.path.startsWith(`${at}/`));
  return {
    name: own.name,
    async list(options) {
      const lists = await Promise.all([
        own.list(options),
        ...mounts.map(async ({ at, tree }) => moveFiles(await tree.list(options), at)),
      ]);
      return {
        entries: lists.flatMap(({ entries }) => entries).sort(comparePaths),
        skipped: lists[0].skipped,
      };
    },
    async *read(entries) {
      yield* own.read(entries.filter((entry) => getOwner(entry) === undefined));
      for (const mount of mounts) {
        const moved = entries.filter((entry) => getOwner(entry) === mount);
        const byPath = new Map(moved.map((entry) => [entry.path.slice(mount.at.length + 1), entry]));
        for await (const [{ path }, text] of mount.tree.read(
          [...byPath].map(([path, { id }]) => ({ path, id })),
        )) {
          const entry = byPath.get(path);
          if (entry) yield [entry, text];
        }
      }
    },
    close: () => own.close(),
  };
}

function moveFiles(
  { entries, skipped }: Awaited<ReturnType<Tree["list"]>>,
  at: string,
): Awaited<ReturnType<Tree["list"]>> {
  return { entries: entries.map((entry) => ({ ...entry, path: `${at}/${entry.path}` })), skipped };
}

function comparePaths(a: TreeEntry, b: TreeEntry): number {
  return a.path < b.path ? -1 : 1;
}
