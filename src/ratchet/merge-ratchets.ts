import { followRenames } from "./follow-renames.js";
import { compareAccepted } from "./format-ratchet.js";
import { getLeafKey, type Leaf } from "./leaf.js";
import { flattenCounts, LeafCounts, nestCounts } from "./leaf-counts.js";
import type { Accepted, Ratchet } from "./ratchet-file.js";
import { isKnown } from "./tighten.js";
import { mapSides, type ThreeSides } from "./three-sides.js";

/** Both sides changed one accepted reference, and not alike: a person must choose. */
export interface AcceptedConflict {
  readonly ours: Accepted;
  readonly theirs: Accepted;
}

export interface RatchetMerge {
  readonly ratchet: Ratchet;
  readonly conflicts: readonly AcceptedConflict[];
}

/**
 * A true three-way merge: each side's difference to the base applies (3, minus one here, minus another one there, is 1).
 * A change that only the two sides know started on both, so the higher count stands, and what each side accepted comes on top.
 */
export function mergeRatchets(given: ThreeSides<Ratchet | undefined>): RatchetMerge {
  const sides = followRenames(given);
  const ids = new Set([sides.ours, sides.theirs].flatMap((side) => Object.keys(side?.changes ?? {})));
  const { accepted, conflicts } = mergeAccepted(sides);
  const facts: CountFacts = {
    sides,
    counts: mapSides(sides, (side) => new LeafCounts(flattenCounts(side?.changes ?? {}))),
    accepted: mapSides(sides, (side) => new LeafCounts(side?.accepted)),
    allAccepted: new LeafCounts([...accepted, ...conflicts.map(({ ours }) => ours)]),
  };
  const { base, ours, theirs } = facts.counts;
  const places = new Map(
    [base, ours, theirs].flatMap((side) => side.list().map((leaf) => [getLeafKey(leaf), leaf])),
  );
  const leaves = [...places.values()].map((leaf) => ({ ...leaf, count: mergeCount(leaf, facts) }));
  const known = [...ids].filter((id) => isKept(id, sides) || leaves.some(isLeafOf(id)));
  const allowed = new LeafCounts(leaves);
  return {
    ratchet: {
      version: 1,
      changes: nestCounts(known, leaves),
      // One side gave another reason for what the other side took away.
      accepted: accepted.filter((entry) => allowed.get(entry) > 0),
    },
    conflicts,
  };
}

interface CountFacts {
  readonly sides: ThreeSides<Ratchet | undefined>;
  readonly counts: ThreeSides<LeafCounts>;
  readonly accepted: ThreeSides<LeafCounts>;
  /** Of the merge. */
  readonly allAccepted: LeafCounts;
}

function isLeafOf(id: string) {
  return ({ change, count }: Leaf) => change === id && count > 0;
}

/** Removed by either side: the change is finished. */
function isKept(id: string, { base, ours, theirs }: ThreeSides<Ratchet | undefined>): boolean {
  return !isKnown(base, id) || (isKnown(ours, id) && isKnown(theirs, id));
}

function mergeCount(leaf: Leaf, { sides, counts, accepted, allAccepted }: CountFacts): number {
  const { base, ours, theirs } = mapSides(counts, (side) => side.get(leaf));
  if (isKnown(sides.base, leaf.change)) return Math.max(0, ours + theirs - base);
  const start = Math.max(ours - accepted.ours.get(leaf), theirs - accepted.theirs.get(leaf), 0);
  return start + allAccepted.get(leaf);
}

function mergeAccepted(sides: ThreeSides<Ratchet | undefined>): {
  readonly accepted: Accepted[];
  readonly conflicts: AcceptedConflict[];
} {
  const entries = mapSides(sides, (side) => new Map((side?.accepted ?? []).map((one) => [getKey(one), one])));
  const keys = new Set([...entries.base.keys(), ...entries.ours.keys(), ...entries.theirs.keys()]);
  const accepted: Accepted[] = [];
  const conflicts: AcceptedConflict[] = [];
  for (const key of keys) {
    const merged = mergeEntry(mapSides(entries, (side) => side.get(key)));
    if (merged === undefined) continue;
    if ("theirs" in merged) conflicts.push(merged);
    else accepted.push(merged);
  }
  return { accepted: accepted.sort(compareAccepted), conflicts };
}

/** Two entries at one place with different reasons are two decisions. */
function getKey(entry: Accepted): string {
  return JSON.stringify([getLeafKey(entry), entry.reason]);
}

function mergeEntry(sides: ThreeSides<Accepted | undefined>): Accepted | AcceptedConflict | undefined {
  const { base, ours, theirs } = sides;
  const sum = (ours?.count ?? 0) + (theirs?.count ?? 0) - (base?.count ?? 0);
  const either = ours ?? theirs;
  if (either === undefined || sum <= 0) return undefined;
  const merged = { ...either, count: sum };
  if (ours === undefined || theirs === undefined) return merged;
  const owner = mergeText(mapSides(sides, (side) => side?.owner));
  const until = mergeText(mapSides(sides, (side) => side?.until));
  if (owner === CONFLICT || until === CONFLICT)
    return { ours: { ...ours, count: sum }, theirs: { ...theirs, count: sum } };
  const { owner: _, until: __, ...rest } = merged;
  return {
    ...rest,
    ...(owner === undefined ? {} : { owner }),
    ...(until === undefined ? {} : { until }),
  };
}

const CONFLICT = Symbol("both sides changed it, and not alike");

function mergeText({
  base,
  ours,
  theirs,
}: ThreeSides<string | undefined>): string | undefined | typeof CONFLICT {
  if (ours === theirs || theirs === base) return ours;
  return ours === base ? theirs : CONFLICT;
}
