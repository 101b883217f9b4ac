import type { TSESTree } from "@typescript-eslint/utils";
import type { Change } from "../../manifest/manifest.js";
import type { Reference } from "../reference.js";
import type { TiedFile } from "./is-tied.js";
import { type ImportContext, replaceImport } from "./replace-import.js";
import { replaceKey } from "./replace-key.js";
import type { Replacement } from "./replacement.js";

export type ReplaceContext = ImportContext & TiedFile;

export interface ReferencePlace {
  readonly reference: Reference;
  /** Where it begins: a UTF-16 offset. */
  readonly start: number;
  /** The innermost node there. */
  readonly node: TSESTree.Node;
}

/** The edits that take a reference over to the new shape; undefined wherever somebody has to think. */
export function findReplacement(
  { reference, start, node }: ReferencePlace,
  change: Change,
  context: ReplaceContext,
): Replacement | undefined {
  if (reference.certainty !== "resolved" || change.replacement === undefined) return undefined;
  return change.kind === "config" ? replaceKey(node, change, context) : replaceImport(start, change, context);
}
