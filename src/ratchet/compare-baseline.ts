import type { Reference } from "../references/reference.js";
import { countReferences, isInBaseline } from "./count-references.js";
import { compareLeaves, getLeafKey, type Leaf, type LeafPlace } from "./leaf.js";
import { flattenCounts, LeafCounts } from "./leaf-counts.js";
import type { ReferenceMatch } from "./match-references.js";
import { type Move, moveCounts } from "./move-counts.js";
import type { Ratchet } from "./ratchet-file.js";

/** A place whose count changed. */
export interface LeafDifference extends LeafPlace {
  readonly was: number;
  readonly now: number;
}

export interface CompareInput {
  readonly head: readonly Reference[];
  /** Head against base; absent without a base. */
  readonly match?: ReferenceMatch;
  readonly ratchet?: Ratchet;
  /** References accepted since the base, by place: they count on top of what the base has. */
  readonly newlyAccepted?: LeafCounts;
}

/** References that moved, as moves of their counts. */
export function getMoves(match: ReferenceMatch | undefined): Move[] {
  return (match?.pairs ?? [])
    .filter(({ base, head }) => getLeafKey(base) !== getLeafKey(head))
    .map(({ base, head }) => ({ from: base, to: head }));
}

/**
 * References that neither the baseline nor the base has. A place may have as many as the baseline allows or as are paired with the base,
 * whichever is more, never both together: the baseline's are the base's. Which of several unpaired ones is new, a count can't tell: the last ones are named.
 */
export function findNewReferences({ head, match, ratchet, newlyAccepted }: CompareInput): Reference[] {
  const counted = head.filter(isInBaseline);
  const there = new LeafCounts(countReferences(counted));
  const allowed = getMovedBaseline(ratchet, match, there);
  const paired = new LeafCounts((match?.pairs ?? []).map(({ head: one }) => ({ ...one, count: 1 })));
  const unpaired = match === undefined ? counted : match.added;
  const surplus = new LeafCounts(
    there.list().map((leaf) => {
      const had = paired.get(leaf) + (newlyAccepted?.get(leaf) ?? 0);
      return { ...leaf, count: Math.max(0, leaf.count - Math.max(had, allowed.get(leaf))) };
    }),
  );
  return unpaired
    .toReversed()
    .filter((reference) => {
      if (surplus.get(reference) === 0) return false;
      surplus.add(reference, -1);
      return true;
    })
    .toReversed();
}

/** Places where the baseline allows more than there is, for changes that the manifest has. */
export function findStale(
  { head, match, ratchet }: CompareInput,
  changes: readonly string[],
): LeafDifference[] {
  const there = new LeafCounts(countReferences(head));
  return getMovedBaseline(ratchet, match, there)
    .list()
    .filter((leaf) => changes.includes(leaf.change) && leaf.count > there.get(leaf))
    .map(({ count, ...place }) => ({ ...place, was: count, now: there.get(place) }));
}

export interface RaiseInput {
  /** What the baseline allowed at the base. */
  readonly before: readonly Leaf[];
  /** What it allows at head. */
  readonly after: readonly Leaf[];
  readonly moves: readonly Move[];
  readonly newlyAccepted: LeafCounts;
}

/** Places where head's baseline allows more than the base's, and what was accepted in between does not explain it. */
export function findRaised({ before, after, moves, newlyAccepted }: RaiseInput): LeafDifference[] {
  const now = new LeafCounts(after);
  const was = moveCounts(before, moves, now);
  return now
    .list()
    .filter((leaf) => leaf.count > was.get(leaf) + newlyAccepted.get(leaf))
    .map(({ count, ...place }) => ({ ...place, was: was.get(place), now: count }))
    .sort(compareLeaves);
}

/** How many references head's ratchet accepts that the base's does not, by place; one that moved is not new. */
export function countNewlyAccepted(
  head: Ratchet | undefined,
  base: Ratchet | undefined,
  moves: readonly Move[],
): LeafCounts {
  const now = new LeafCounts(head?.accepted);
  const before = new LeafCounts(base?.accepted);
  const was = moveCounts(before.list(), moves, now);
  return new LeafCounts(
    now.list().map((leaf) => ({ ...leaf, count: Math.max(0, leaf.count - was.get(leaf)) })),
  );
}

function getMovedBaseline(
  ratchet: Ratchet | undefined,
  match: ReferenceMatch | undefined,
  there: LeafCounts,
): LeafCounts {
  const leaves = ratchet === undefined ? [] : flattenCounts(ratchet.changes);
  return moveCounts(leaves, getMoves(match), there);
}
