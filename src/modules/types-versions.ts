import { getStrings, isRecord } from "./json.js";
import { matchStar } from "./match-star.js";

/** What `typesVersions` makes of a path for today's compiler: the first range that holds is the one that counts. */
export function getVersionedPaths(typesVersions: unknown, path: string): readonly string[] {
  if (!isRecord(typesVersions)) return [];
  const [, map] = Object.entries(typesVersions).find(([range]) => isCurrent(range)) ?? [];
  if (!isRecord(map)) return [];
  if (Object.hasOwn(map, path)) return getStrings(map[path]);
  const patterns = Object.keys(map)
    .filter((pattern) => pattern.includes("*"))
    .sort((a, b) => b.indexOf("*") - a.indexOf("*"));
  for (const pattern of patterns) {
    const star = matchStar(pattern, path);
    if (star !== undefined) return getStrings(map[pattern]).map((target) => target.replace("*", () => star));
  }
  return [];
}

/** Ranges set old compilers apart: an upper bound is one of theirs. */
function isCurrent(range: string): boolean {
  return !/<|^\s*[~^=]?\s*v?[0-4](?:\.|\s|$)|\s-\s/.test(range);
}
