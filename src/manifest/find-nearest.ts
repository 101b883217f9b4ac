import { closestMatch } from "leven";

/** The known name that a misspelt one most likely means; undefined when none is near. Case does not count. */
export function findNearest(name: string, known: readonly string[]): string | undefined {
  const byLower = new Map(known.map((candidate) => [candidate.toLowerCase(), candidate]));
  // A third of the letters wrong is still a slip; more is another word.
  const maxDistance = Math.max(1, Math.ceil(name.length / 3));
  const nearest = closestMatch(name.toLowerCase(), [...byLower.keys()], { maxDistance });
  return nearest === undefined ? undefined : byLower.get(nearest);
}
