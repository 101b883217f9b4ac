import { createHash } from "node:crypto";

/** What tells a manifest's text from any other. */
export function getManifestHash(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
