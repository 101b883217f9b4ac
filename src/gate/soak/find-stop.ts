import type { Look, Step } from "./find-soak.js";

/** A first-parent history, newest first, of which the newest commit does not use the old shape. Commits are told by their place in it. */
export interface LookedAt {
  readonly length: number;
  /** The steps of at least the newest `count` commits. */
  readSteps(count: number): Promise<readonly Step[]>;
  look(place: number): Promise<Look>;
}

/**
 * The newest place of the window whose parent was the last to use it; `end` is the oldest place of the window. Between two commits that are likely to
 * have changed it, one is looked at: the oldest. Where two neighbours of these differ, every commit between them is looked at whose files differ from
 * its parent's: what changed it may be something that nobody thought likely.
 */
export async function findStopWithin(
  history: LookedAt,
  end: number,
): Promise<number | "unreadable" | "missing" | undefined> {
  let unused = 0;
  for (const place of getPlaces(await history.readSteps(end + 1), { start: 0, end })) {
    const found = await history.look(place);
    if (found === "unreadable" || found === "missing") return found;
    if (found === "used") return findNewestStop(history, unused, place);
    unused = place;
  }
  return undefined;
}

/** Between a place that does not use it and an older one that does: the child of the newest that does. */
async function findNewestStop(history: LookedAt, unused: number, used: number): Promise<number> {
  for (let place = unused + 1; place < used; place++)
    if ((await history.look(place)) !== "unused") return place - 1;
  return used - 1;
}

export interface StopBefore {
  /** A place whose parent used it. */
  readonly stop?: number;
  /** Nothing from the newest commit to this place used it. */
  readonly unusedTo: number;
}

/** How many places before the window are looked at one by one: they decide nothing. */
const MAX_SINGLE_LOOKS = 4;
const FIRST_BLOCK = 250;
/** Further back nobody asks, and reading what commits changed takes its time. */
const MAX_COMMITS = 4000;

/**
 * A commit before the window that took it to zero. For evidence one such commit is enough: in strides that grow, then by halves. Where the strides meet none,
 * the newest places one by one.
 */
export async function findStopBefore(history: LookedAt, start: number): Promise<StopBefore> {
  const oldest = Math.min(history.length - 1, start + MAX_COMMITS);
  let places: readonly number[] = [];
  let before = start;
  let next = 0;
  for (let size = FIRST_BLOCK, end = start; end < oldest; size *= 2) {
    end = Math.min(end + size, oldest);
    places = getPlaces(await history.readSteps(end + 1), { start, end });
    // The end of a block is no place of its own, unless it is the last one.
    const count = end < oldest ? places.length - 1 : places.length;
    for (; next < count; next = next * 4 + 1) {
      const place = places[next] ?? end;
      const found = await history.look(place);
      if (found === "used") return halve(history, { places, unused: before, used: place });
      if (found !== "unused") return lookOneByOne(history, { places, start, looks: 0 });
      before = place;
    }
  }
  return lookOneByOne(history, { places, start, looks: MAX_SINGLE_LOOKS });
}

interface Span {
  readonly places: readonly number[];
  readonly unused: number;
  readonly used: number;
}

async function halve(history: LookedAt, { places, unused, used }: Span): Promise<StopBefore> {
  const isUsed = async (place: number) => (await history.look(place)) === "used";
  // -1 for the start of the window.
  let low = places.indexOf(unused);
  let high = places.indexOf(used);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (await isUsed(places[middle] ?? used)) high = middle;
    else low = middle;
  }
  return {
    stop: await findStopBetween(history, places[low] ?? unused, places[high] ?? used),
    unusedTo: unused,
  };
}

/** Between neighbours: the newer one is likely to be it. */
async function findStopBetween(history: LookedAt, unused: number, used: number): Promise<number> {
  const isUsed = async (place: number) => (await history.look(place)) === "used";
  if (used - unused === 1 || (await isUsed(unused + 1))) return unused;
  let [low, high] = [unused + 1, used];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (await isUsed(middle)) high = middle;
    else low = middle;
  }
  return low;
}

interface Rest {
  readonly places: readonly number[];
  readonly start: number;
  readonly looks: number;
}

async function lookOneByOne(history: LookedAt, { places, start, looks }: Rest): Promise<StopBefore> {
  let unusedTo = start;
  for (const place of places.slice(0, looks)) {
    const found = await history.look(place);
    if (found === "used") return { stop: await findStopBetween(history, unusedTo, place), unusedTo };
    if (found !== "unused") break;
    unusedTo = place;
  }
  return { unusedTo };
}

/** Places after `start` and up to `end` worth a look, newest first: of those that are likely to use the same the oldest. */
function getPlaces(
  steps: readonly Step[],
  { start, end }: { readonly start: number; readonly end: number },
): number[] {
  const places: number[] = [];
  // Where a likely commit is the oldest of its kind, the next place begins with its parent.
  for (let place = start + 1; place < end; place++) if (steps[place]?.isLikely === true) places.push(place);
  return end > start ? [...places, end] : places;
}
