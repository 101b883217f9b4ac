import type { Casing, DrizzleMapping } from "./drizzle-mapping.js";

/**
 * The casing of columns without a name: what the client of the nearest folder was given, else what its configuration of drizzle-kit says.
 * Nearest is the file that shares the longest path with the table's.
 */
export function findCasing(file: string, mappings: ReadonlyMap<string, DrizzleMapping>): Casing | undefined {
  let best: { readonly casing: Casing; readonly rank: number } | undefined;
  for (const [path, { casings }] of mappings) {
    for (const { casing, isClient } of casings) {
      const rank = countSharedFolders(path, file) * 2 + (isClient ? 1 : 0);
      if (best === undefined || rank > best.rank) best = { casing, rank };
    }
  }
  return best?.casing;
}

function countSharedFolders(a: string, b: string): number {
  const [first, second] = [a, b].map((path) => path.split("/").slice(0, -1));
  if (first === undefined || second === undefined) return 0;
  const at = first.findIndex((folder, index) => folder !== second[index]);
  return at === -1 ? first.length : at;
}
