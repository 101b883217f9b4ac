import type { Manifest } from "../../manifest/manifest.js";
import { getManifestHash } from "../../manifest/manifest-hash.js";

/** The manifest as a commit has it. `known` is head's: most often it is the same text, and to load what checks one takes longer than all else here. */
export async function parseOwnManifest(text: string, file: string, known: Manifest): Promise<Manifest> {
  if (getManifestHash(text) === known.hash) return known;
  const { parseManifest } = await import("../../manifest/parse-manifest.js");
  return parseManifest(text, file);
}
