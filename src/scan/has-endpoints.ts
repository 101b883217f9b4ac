import type { Manifest } from "../manifest/manifest.js";

/** Whether an endpoint changes: only then it matters which paths and routes modules tell one another. */
export function hasEndpoints({ changes }: Pick<Manifest, "changes">): boolean {
  return changes.some(({ kind }) => kind === "endpoint");
}
