import type { Detection } from "./detector.js";
import { CERTAINTIES } from "./reference.js";

/** One place, change and access once, by position: a constant that five calls use is one reference. */
export function keepSurest(detections: readonly Detection[]): Detection[] {
  const byPlace = new Map<string, Detection>();
  for (const detection of detections) {
    const { change, access, start, end, certainty } = detection;
    const key = [change.id, access, start, end].join(" ");
    const known = byPlace.get(key);
    if (known && CERTAINTIES.indexOf(known.certainty) <= CERTAINTIES.indexOf(certainty)) continue;
    byPlace.set(key, detection);
  }
  return [...byPlace.values()].sort((a, b) => a.start - b.start);
}
