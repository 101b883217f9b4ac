import { decodeText } from "../../trees/decode-text.js";
import { GitBlobs, MissingContentError, readBlobSizes } from "../../trees/git-blobs.js";
import { MAX_FILE_BYTES } from "../../trees/tree.js";

/** Texts of blobs with their ids, empty for what no scan reads: too large or binary. What this clone does not have is left out. */
export async function* readBlobTexts(
  root: string,
  ids: readonly string[],
): AsyncGenerator<readonly [id: string, text: string]> {
  // Sizes first: one blob that is not there would end the process that reads all of them.
  const sizes = await findSizes(root, ids);
  const wanted = ids.filter((id) => (sizes.get(id) ?? MAX_FILE_BYTES + 1) <= MAX_FILE_BYTES);
  for (const [id, size] of sizes) if (size > MAX_FILE_BYTES) yield [id, ""];
  const blobs = new GitBlobs(root);
  try {
    let index = 0;
    for await (const bytes of blobs.read(wanted)) {
      const id = wanted[index++];
      if (id !== undefined) yield [id, decodeText(bytes) ?? ""];
    }
  } finally {
    await blobs.close();
  }
}

/** A partial clone may not fetch, and does not say of which blob it has the size. */
async function findSizes(root: string, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
  try {
    return await readBlobSizes(root, ids);
  } catch (error) {
    if (error instanceof MissingContentError) return new Map();
    throw error;
  }
}
