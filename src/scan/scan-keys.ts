import { createHash } from "node:crypto";
import type { TreeEntry } from "../trees/tree.js";
import { getFactsKind } from "./file-kind.js";

/** A short name for a list of texts; none of them holds a NUL. */
export function getHash(parts: readonly string[]): string {
  return createHash("sha1").update(parts.join("\0")).digest("base64");
}

export function getFactsKey({ path, id }: TreeEntry): string {
  return id + getFactsKind(path);
}

export function getOutcomeKey({ path, id }: TreeEntry): string {
  return `${path}\0${id}`;
}

export function getSchemaKey(files: readonly TreeEntry[]): string {
  return getHash(files.map(getOutcomeKey));
}
