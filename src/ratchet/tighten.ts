import type { Reference } from "../references/reference.js";
import { countReferences } from "./count-references.js";
import { compareAccepted } from "./format-ratchet.js";
import { getLeafKey, type Leaf, type LeafPlace } from "./leaf.js";
import { flattenCounts, LeafCounts, nestCounts } from "./leaf-counts.js";
import { type Move, moveCounts } from "./move-counts.js";
import type { Accepted, Ratchet } from "./ratchet-file.js";

export interface TightenInput {
  /** Ids of the manifest's changes. */
  readonly changes: readonly string[];
  /** What is there now. */
  readonly references: readonly Reference[];
  /** References that changed their place since the base: their counts go along. Without them a moved reference leaves the baseline. */
  readonly moves?: readonly Move[];
  /** Absent: all files. */
  readonly isMeant?: (file: string) => boolean;
}

/**
 * Lowers the baseline to what is there, enters the changes that it does not know yet, and drops those that the manifest no longer has.
 * Never raises a change that it knows. An accepted reference goes when its place no longer has as many.
 * Of a known baseline with `isMeant`, only what stands in those files is lowered, and what moved from or to them follows: the rest stays as it is, and
 * so do the changes that it knows.
 */
export function tightenRatchet(ratchet: Ratchet | undefined, input: TightenInput): Ratchet {
  const { changes, references, moves = [], isMeant } = input;
  if (ratchet !== undefined && isMeant !== undefined) return tightenFiles(ratchet, { ...input, isMeant });
  const now = countReferences(references.filter(({ change }) => changes.includes(change)));
  const there = new LeafCounts(now);
  const before = ratchet === undefined ? [] : flattenCounts(ratchet.changes);
  const moved = moveCounts(before, moves, there);
  const leaves = now.map((leaf) =>
    isKnown(ratchet, leaf.change) ? { ...leaf, count: Math.min(leaf.count, moved.get(leaf)) } : leaf,
  );
  const accepted = moveAccepted(ratchet?.accepted ?? [], moves, new LeafCounts(leaves));
  return { version: 1, changes: nestCounts(changes, leaves), accepted: lowerAccepted(accepted, leaves) };
}

function tightenFiles(
  ratchet: Ratchet,
  { changes, references, moves = [], isMeant }: TightenInput & Required<Pick<TightenInput, "isMeant">>,
): Ratchet {
  const there = new LeafCounts(countReferences(references));
  const own = moves.filter(({ from, to }) => isMeant(from.file) || isMeant(to.file));
  const moved = moveCounts(flattenCounts(ratchet.changes), own, there).list();
  const isLowered = ({ change, file }: LeafPlace) => isMeant(file) && changes.includes(change);
  const leaves = moved.map((leaf) =>
    isLowered(leaf) ? { ...leaf, count: Math.min(leaf.count, there.get(leaf)) } : leaf,
  );
  const accepted =
    own.length === 0 ? ratchet.accepted : moveAccepted(ratchet.accepted, own, new LeafCounts(leaves));
  return {
    version: 1,
    changes: nestCounts(Object.keys(ratchet.changes), leaves),
    accepted: [
      ...lowerAccepted(accepted.filter(isLowered), leaves),
      ...accepted.filter((entry) => !isLowered(entry)),
    ],
  };
}

/** True when the baseline has an entry for the change, also an empty one. */
export function isKnown(ratchet: Ratchet | undefined, change: string): boolean {
  return ratchet !== undefined && Object.hasOwn(ratchet.changes, change);
}

/** Accepted references follow a move that left their place with fewer than were accepted there. */
function moveAccepted(
  accepted: readonly Accepted[],
  moves: readonly Move[],
  allowed: LeafCounts,
): readonly Accepted[] {
  let entries = accepted;
  for (const { from, to } of moves) {
    const index = entries.findIndex((entry) => getLeafKey(entry) === getLeafKey(from));
    const entry = entries[index];
    if (entry === undefined || sumAccepted(entries, from) <= allowed.get(from)) continue;
    entries = [
      ...entries.toSpliced(index, 1, { ...entry, count: entry.count - 1 }),
      { ...entry, file: to.file, scope: to.scope, count: 1 },
    ];
  }
  return mergeEqual(entries);
}

/** No more accepted than the baseline allows at their place: later entries go first. */
function lowerAccepted(accepted: readonly Accepted[], leaves: readonly Leaf[]): Accepted[] {
  const left = new LeafCounts(leaves);
  return [...accepted].sort(compareAccepted).flatMap((entry) => {
    const count = Math.min(entry.count, left.get(entry));
    left.add(entry, -count);
    return count > 0 ? [{ ...entry, count }] : [];
  });
}

/** How many references at that place are accepted. */
export function sumAccepted(accepted: readonly Accepted[], place: LeafPlace): number {
  const key = getLeafKey(place);
  return accepted.reduce((sum, entry) => (getLeafKey(entry) === key ? sum + entry.count : sum), 0);
}

/** Entries that differ in nothing but their count become one. */
export function mergeEqual(accepted: readonly Accepted[]): Accepted[] {
  const byKey = new Map<string, Accepted>();
  for (const entry of accepted) {
    const key = JSON.stringify([getLeafKey(entry), entry.reason, entry.owner, entry.until]);
    const count = entry.count + (byKey.get(key)?.count ?? 0);
    byKey.set(key, { ...entry, count });
  }
  return [...byKey.values()].filter(({ count }) => count > 0).sort(compareAccepted);
}
