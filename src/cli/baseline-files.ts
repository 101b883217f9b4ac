import { type GateInput, getRatchet } from "../gate/gate-input.js";
import { flattenCounts } from "../ratchet/leaf-counts.js";

/** Whether the baseline counts references in a file, or in a folder: they may be gone from the disk and from git. */
export function createBaselineTest(input: GateInput): (path: string) => boolean {
  return (path) =>
    flattenCounts(getRatchet(input)?.changes ?? {}).some(
      ({ file }) => file === path || file.startsWith(`${path}/`),
    );
}
