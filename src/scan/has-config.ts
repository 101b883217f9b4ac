import type { Manifest } from "../manifest/manifest.js";

/** Whether a config key changes: only then environment and deployment files matter. */
export function hasConfig({ changes }: Pick<Manifest, "changes">): boolean {
  return changes.some(({ kind }) => kind === "config");
}
