import { groupBy } from "../group-by.js";
import type { Leaf, LeafPlace } from "./leaf.js";
import { flattenCounts, LeafCounts, nestCounts } from "./leaf-counts.js";
import type { Accepted, Ratchet } from "./ratchet-file.js";
import { isKnown, mergeEqual } from "./tighten.js";
import type { ThreeSides } from "./three-sides.js";

type Renames = ReadonlyMap<string, string>;

/**
 * The three sides with every file called what the merge will call it: git's own merge brings what one side did in a file to where the other side
 * renamed it, and so do its counts.
 */
export function followRenames(sides: ThreeSides<Ratchet | undefined>): ThreeSides<Ratchet | undefined> {
  const { base, ours, theirs } = sides;
  if (base === undefined || ours === undefined || theirs === undefined) return sides;
  const byOurs = findRenamedFiles(base, ours);
  const byTheirs = findRenamedFiles(base, theirs);
  // Renamed by both and not alike: git makes a conflict of the file itself.
  const isOne = (one: Renames, other: Renames) =>
    new Map([...one].filter(([from, to]) => (other.get(from) ?? to) === to));
  const [oursOnce, theirsOnce] = [isOne(byOurs, byTheirs), isOne(byTheirs, byOurs)];
  return {
    base: renameFiles(base, new Map([...oursOnce, ...theirsOnce])),
    ours: renameFiles(ours, theirsOnce),
    theirs: renameFiles(theirs, oursOnce),
  };
}

/**
 * Which file one side renamed to which, as far as counts tell: one that has none now, and most of whose places stand in one that had none. Nothing but a
 * move raises a count that nobody accepted. Where two files may be meant neither is: a count too high shows, one too low is held against people.
 */
function findRenamedFiles(base: Ratchet, side: Ratchet): Renames {
  const before = flattenCounts(base.changes);
  const now = new LeafCounts(flattenCounts(side.changes));
  const files = new Set(before.map(({ file }) => file));
  const remaining = new Set(now.list().map(({ file }) => file));
  const lost = groupByPlaceInFile(
    before.map((leaf) => ({ ...leaf, count: leaf.count - now.get(leaf) })).filter(({ count }) => count > 0),
  );
  const renames = [...groupBy(listUnaccepted(side, base), ({ file }) => file)].flatMap(([to, leaves]) => {
    const from = files.has(to) ? undefined : findOrigin(leaves, lost);
    return from === undefined || remaining.has(from) ? [] : [[from, to] as const];
  });
  const times = new Map<string, number>();
  for (const [from] of renames) times.set(from, (times.get(from) ?? 0) + 1);
  return new Map(renames.filter(([from]) => times.get(from) === 1));
}

/** How many each file lost, by change, scope and access: thousands of files may be renamed at once. */
type Losses = ReadonlyMap<string, ReadonlyMap<string, number>>;

function groupByPlaceInFile(leaves: readonly Leaf[]): Losses {
  const places = new Map<string, Map<string, number>>();
  for (const { file, count, ...place } of leaves) {
    const key = getKeyInFile(place);
    const counts = places.get(key) ?? new Map<string, number>();
    places.set(key, counts.set(file, count));
  }
  return places;
}

/** The one file that lost the most of what these places came to, and at least half of it: git's own measure for a rename. */
function findOrigin(leaves: readonly Leaf[], lost: Losses): string | undefined {
  const common = new Map<string, number>();
  for (const leaf of leaves)
    for (const [file, count] of lost.get(getKeyInFile(leaf)) ?? [])
      common.set(file, (common.get(file) ?? 0) + Math.min(count, leaf.count));
  const most = Math.max(0, ...common.values());
  const total = leaves.reduce((sum, { count }) => sum + count, 0);
  const [origin, ...others] = [...common].filter(([, count]) => count === most);
  return others.length === 0 && most * 2 >= total ? origin?.[0] : undefined;
}

function getKeyInFile({ change, scope, access }: Omit<LeafPlace, "file">): string {
  return JSON.stringify([change, scope, access]);
}

/** What a side allows beside what it accepted since the base, in changes that the base knows. */
function listUnaccepted(side: Ratchet, base: Ratchet): readonly Leaf[] {
  const accepted = countNewlyAccepted(side.accepted, base.accepted);
  return flattenCounts(side.changes)
    .filter(({ change }) => isKnown(base, change))
    .map((leaf) => ({ ...leaf, count: leaf.count - accepted.get(leaf) }))
    .filter(({ count }) => count > 0);
}

/** An entry whose like went from another file is not new: its file may be the one that was renamed. */
function countNewlyAccepted(side: readonly Accepted[], base: readonly Accepted[]): LeafCounts {
  const getKey = ({ change, scope, access, reason }: Accepted) =>
    JSON.stringify([change, scope, access, reason]);
  const isSame = (one: Accepted) => (other: Accepted) =>
    getKey(one) === getKey(other) && one.file === other.file;
  const getGrowth = (entry: Accepted, before: readonly Accepted[]) =>
    entry.count - (before.find(isSame(entry))?.count ?? 0);
  const grown = side.map((entry) => ({ ...entry, count: getGrowth(entry, base) }));
  const lost = base.map((entry) => ({ ...entry, count: getGrowth(entry, side) }));
  const counts = new LeafCounts();
  for (const entry of grown) {
    const likes = lost.filter((one) => one.count > 0 && getKey(one) === getKey(entry));
    const gone = likes.reduce((sum, { count }) => sum + count, 0);
    counts.add(entry, Math.max(0, entry.count - gone));
  }
  return counts;
}

function renameFiles(ratchet: Ratchet, renames: Renames): Ratchet {
  if (renames.size === 0) return ratchet;
  const rename = <T extends { readonly file: string }>(one: T): T => ({
    ...one,
    file: renames.get(one.file) ?? one.file,
  });
  const leaves = new LeafCounts(flattenCounts(ratchet.changes).map(rename)).list();
  return {
    version: 1,
    changes: nestCounts(Object.keys(ratchet.changes), leaves),
    accepted: mergeEqual(ratchet.accepted.map(rename)),
  };
}
