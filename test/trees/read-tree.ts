import type { Tree } from "../../src/trees/tree.js";

/** All that a tree holds, by path; the tree is closed. */
export async function readTree(tree: Tree) {
  try {
    const { entries, skipped } = await tree.list();
    const texts: Record<string, string | undefined> = {};
    for await (const [entry, text] of tree.read(entries)) texts[entry.path] = text;
    return { texts, skipped };
  } finally {
    await tree.close();
  }
}
