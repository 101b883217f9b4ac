import { isTableTarget, type Manifest } from "../manifest/manifest.js";

/** Whether a column or a table changes: only then it matters what migrations and models say. */
export function hasTables({ changes }: Pick<Manifest, "changes">): boolean {
  return changes.some(({ old }) => isTableTarget(old));
}
