/** One of `count` parts of a run, 1-based. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** `2/3`; undefined for anything else, `0/3` and `4/3` too. */
export function parseShard(text: string): Shard | undefined {
  const [index, count, ...rest] = text.split("/").map(parseCount);
  if (index === undefined || count === undefined || rest.length > 0) return undefined;
  return index <= count ? { index, count } : undefined;
}

function parseCount(text: string): number | undefined {
  const isCount = /^[1-9]\d{0,5}$/.test(text);
  return isCount ? Number(text) : undefined;
}

/** The names of one part: every `count`th of the sorted list, so that parts differ by one at most, and are the same on every machine. */
export function getShardNames(names: readonly string[], { index, count }: Shard): string[] {
  return names.toSorted(compareNames).filter((_, position) => position % count === index - 1);
}

/** Not by the user's language: the same everywhere. `.`, this repo, comes first. */
export function compareNames(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
