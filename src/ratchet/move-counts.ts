import type { Leaf, LeafPlace } from "./leaf.js";
import { LeafCounts } from "./leaf-counts.js";

/** One reference whose place changed from the base to head. */
export interface Move {
  readonly from: LeafPlace;
  readonly to: LeafPlace;
}

/**
 * The baseline after references moved: each takes its count along. `kept` is what the old place needs for itself, so that a baseline
 * that was already tightened after the move is not moved twice.
 */
export function moveCounts(baseline: readonly Leaf[], moves: readonly Move[], kept: LeafCounts): LeafCounts {
  const counts = new LeafCounts(baseline);
  for (const { from, to } of moves) {
    if (counts.get(from) <= kept.get(from)) continue;
    counts.add(from, -1);
    counts.add(to, 1);
  }
  return counts;
}
