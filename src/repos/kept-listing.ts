import type { ListOptions, Tree, TreeFiles } from "../trees/tree.js";

/** A tree that keeps its list of files, for whoever reads it again. */
export interface ListingTree extends Tree {
  /** Undefined as long as nobody asked for the list. */
  getFiles(): TreeFiles | undefined;
}

/** Lists all files once, whatever is wanted of them: git takes as long for a few. */
export function keepListing(tree: Tree): ListingTree {
  let files: TreeFiles | undefined;
  return {
    ...tree,
    getFiles: () => files,
    list: async (options = {}) => {
      files ??= await tree.list();
      return filterFiles(files, options);
    },
  };
}

/** A tree whose files are known. */
export function withListing(tree: Tree, files: TreeFiles): Tree {
  return { ...tree, list: async (options = {}) => filterFiles(files, options) };
}

function filterFiles({ entries, skipped }: TreeFiles, { isWanted }: ListOptions): TreeFiles {
  if (isWanted === undefined) return { entries, skipped };
  return {
    entries: entries.filter(({ path }) => isWanted(path)),
    skipped: skipped.filter(({ path }) => isWanted(path)),
  };
}
