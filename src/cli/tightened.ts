import { compareLeaves, type Leaf } from "../ratchet/leaf.js";
import { flattenCounts, LeafCounts } from "../ratchet/leaf-counts.js";
import type { LeafDifference } from "../ratchet/compare-baseline.js";
import { RATCHET_NAME, type Ratchet } from "../ratchet/ratchet-file.js";
import { isKnown } from "../ratchet/tighten.js";
import type { TightenedHead } from "./tighten-head.js";

/** What `ratchet tighten --format json` prints. */
export interface Tightened {
  readonly version: 1;
  readonly file: string;
  /** False: it was as tight as it can be, and was not written. */
  readonly written: boolean;
  /** Counts that fell, by place. */
  readonly lowered: readonly LeafDifference[];
  /** Counts that references took along to where they moved. */
  readonly moved: readonly LeafDifference[];
  /** Counts of changes that it did not know. */
  readonly entered: readonly Leaf[];
  /** Ids of changes that it knows now, also without a reference; and of those that the manifest no longer has. */
  readonly enteredChanges: readonly string[];
  readonly droppedChanges: readonly string[];
}

export function getTightened({ before, after, isSame }: TightenedHead): Tightened {
  const was = new LeafCounts(flattenCounts(before?.changes ?? {}));
  const now = new LeafCounts(flattenCounts(after.changes));
  const places = [...new LeafCounts([...was.list(), ...now.list()]).list()].sort(compareLeaves);
  const known = places
    .filter(({ change }) => isKnown(before, change) && isKnown(after, change))
    .map(({ count: _, ...place }) => ({ ...place, was: was.get(place), now: now.get(place) }));
  return {
    version: 1,
    file: RATCHET_NAME,
    written: !isSame,
    lowered: known.filter((one) => one.now < one.was),
    moved: known.filter((one) => one.now > one.was),
    entered: now.list().filter(({ change }) => !isKnown(before, change)),
    enteredChanges: Object.keys(after.changes).filter((id) => !isKnown(before, id)),
    droppedChanges: Object.keys(before?.changes ?? {}).filter((id) => !isKnown(after, id)),
  };
}

export function countAll({ changes }: Ratchet): number {
  return flattenCounts(changes).reduce((total, { count }) => total + count, 0);
}
