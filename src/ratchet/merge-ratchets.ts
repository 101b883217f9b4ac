import { formatAccepted, type AcceptedPart, compareAccepted, formatRatchetAround } from "./format-ratchet.js";
import { getLeafKey, type Leaf } from "./leaf.js";
import { flattenCounts, LeafCounts, nestCounts } from "./leaf-counts.js";
import { parseRatchet } from "./parse-ratchet.js";
import type { Accepted, Ratchet } from "./ratchet-file.js";
import { isKnown } from "./tighten.js";

export interface ThreeSides<T> {
  readonly base: T;
  readonly ours: T;
  readonly theirs: T;
}

/** Both sides changed one accepted reference, and not alike: a person must choose. */
export interface AcceptedConflict {
  readonly ours: Accepted;
  readonly theirs: Accepted;
}

export interface RatchetMerge {
  readonly ratchet: Ratchet;
  readonly conflicts: readonly AcceptedConflict[];
}

/** What the merge driver leaves: a text, and whether git must call it a conflict. */
export interface MergedText {
  readonly text: string;
  readonly conflicts: readonly AcceptedConflict[];
}

/** Merges three texts of `ratchet.json`. Git hands over an empty base where both sides added the file. Throws a BrokenFileError. */
export function mergeRatchetTexts(texts: ThreeSides<string>, file: string): MergedText {
  const base = texts.base.trim() === "" ? undefined : parseRatchet(texts.base, `${file} (common ancestor)`);
  const ours = parseRatchet(texts.ours, `${file} (ours)`);
  const theirs = parseRatchet(texts.theirs, `${file} (theirs)`);
  const { ratchet, conflicts } = mergeRatchets({ base, ours, theirs });
  const parts = [
    ...ratchet.accepted.map((entry) => ({ entry, part: { lines: formatAccepted(entry) } })),
    ...conflicts.map((conflict) => ({ entry: conflict.ours, part: formatConflict(conflict) })),
  ].sort((a, b) => compareAccepted(a.entry, b.entry));
  return {
    text: formatRatchetAround(
      ratchet.changes,
      parts.map(({ part }) => part),
    ),
    conflicts,
  };
}

function formatConflict({ ours, theirs }: AcceptedConflict): AcceptedPart {
  return { lines: formatAccepted(ours), theirs: formatAccepted(theirs) };
}

/**
 * A true three-way merge: each side's difference to the base applies (3, minus one here, minus another one there, is 1).
 * A change that only the two sides know started on both, so the higher count stands.
 */
export function mergeRatchets(sides: ThreeSides<Ratchet | undefined>): RatchetMerge {
  const ids = new Set([sides.ours, sides.theirs].flatMap((side) => Object.keys(side?.changes ?? {})));
  const counts = mapSides(sides, (side) => new LeafCounts(flattenCounts(side?.changes ?? {})));
  const places = new Map(
    [counts.base, counts.ours, counts.theirs].flatMap((side) =>
      side.list().map((leaf) => [getLeafKey(leaf), leaf]),
    ),
  );
  const leaves = [...places.values()].map((leaf) => ({ ...leaf, count: mergeCount(leaf, sides, counts) }));
  const known = [...ids].filter((id) => isKept(id, sides) || leaves.some(isLeafOf(id)));
  const { accepted, conflicts } = mergeAccepted(sides);
  return { ratchet: { version: 1, changes: nestCounts(known, leaves), accepted }, conflicts };
}

function isLeafOf(id: string) {
  return ({ change, count }: Leaf) => change === id && count > 0;
}

/** Removed by either side: the change is finished. */
function isKept(id: string, { base, ours, theirs }: ThreeSides<Ratchet | undefined>): boolean {
  return !isKnown(base, id) || (isKnown(ours, id) && isKnown(theirs, id));
}

function mergeCount(
  leaf: Leaf,
  sides: ThreeSides<Ratchet | undefined>,
  counts: ThreeSides<LeafCounts>,
): number {
  const { base, ours, theirs } = mapSides(counts, (side) => side.get(leaf));
  if (isKnown(sides.base, leaf.change)) return Math.max(0, ours + theirs - base);
  return Math.max(ours, theirs);
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

function mapSides<T, U>(sides: ThreeSides<T>, convert: (side: T) => U): ThreeSides<U> {
  return { base: convert(sides.base), ours: convert(sides.ours), theirs: convert(sides.theirs) };
}
