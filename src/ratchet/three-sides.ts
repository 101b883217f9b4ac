/** What a three-way merge works on. */
export interface ThreeSides<T> {
  /** The common ancestor. */
  readonly base: T;
  /** What stands on the branch that is merged into; in a rebase the upstream. */
  readonly ours: T;
  readonly theirs: T;
}

export function mapSides<T, U>(sides: ThreeSides<T>, convert: (side: T) => U): ThreeSides<U> {
  return { base: convert(sides.base), ours: convert(sides.ours), theirs: convert(sides.theirs) };
}
