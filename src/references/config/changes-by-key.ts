import type { Change } from "../../manifest/manifest.js";
import type { Detection } from "../detector.js";
import type { ConfigPlace } from "./config-place.js";

/** The config changes by their old key. */
export function getConfigChanges(changes: readonly Change[]): ReadonlyMap<string, Change> {
  return new Map(
    changes.flatMap((change) => (change.old.kind === "config" ? [[change.old.key, change]] : [])),
  );
}

/** Places as detections of the changes that their keys belong to. */
export function getDetections(
  places: readonly ConfigPlace[],
  changes: ReadonlyMap<string, Change>,
): Detection[] {
  return places.flatMap(({ key, ...place }) => {
    const change = changes.get(key);
    return change === undefined ? [] : [{ ...place, change }];
  });
}
