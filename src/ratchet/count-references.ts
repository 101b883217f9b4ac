import { isCounted, type Reference } from "../references/reference.js";
import type { Leaf } from "./leaf.js";
import { LeafCounts } from "./leaf-counts.js";

/** How many counted references each place has, sorted. Those of other repos have no place in this repo's baseline. */
export function countReferences(references: readonly Reference[]): Leaf[] {
  const counts = new LeafCounts();
  for (const reference of references) if (isInBaseline(reference)) counts.add(reference, 1);
  return counts.list();
}

/** True for a reference that the ratchet holds: counted, and of this repo. */
export function isInBaseline(reference: Reference): boolean {
  return isCounted(reference) && (reference.repo === undefined || reference.repo === ".");
}
