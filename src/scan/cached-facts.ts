import type { TreeEntry } from "../trees/tree.js";
import type { FileFacts } from "./facts.js";
import { getFactsKind } from "./file-kind.js";
import type { CachedScan } from "./scan-cache.js";

type Facts = Pick<CachedScan, "facts">;

/** Facts of a file, 0 when it has none; undefined as long as nobody has looked at it. */
export function findFacts({ facts }: Facts, { path, id }: TreeEntry): FileFacts | 0 | undefined {
  return facts[getFactsKind(path)]?.[id];
}

export function setFacts({ facts }: Facts, { path, id }: TreeEntry, own: FileFacts): void {
  const kind = getFactsKind(path);
  const ofKind = facts[kind] ?? {};
  ofKind[id] = Object.keys(own).length === 0 ? 0 : own;
  facts[kind] = ofKind;
}
