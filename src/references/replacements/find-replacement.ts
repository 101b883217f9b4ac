import type { TSESTree } from "@typescript-eslint/utils";
import type { Change } from "../../manifest/manifest.js";
import type { Reference } from "../reference.js";
import { type ReplaceContext, replaceImport } from "./replace-import.js";
import { replaceKey } from "./replace-key.js";
import type { Replacement } from "./replacement.js";

/** The edits that take a reference over to the new shape; undefined wherever somebody has to think. `node` stands where the reference begins. */
export function findReplacement(
  { reference, node }: { readonly reference: Reference; readonly node: TSESTree.Node },
  change: Change,
  context: ReplaceContext,
): Replacement | undefined {
  if (reference.certainty !== "resolved" || change.replacement === undefined) return undefined;
  return change.kind === "config"
    ? replaceKey(node, change, context.file)
    : replaceImport(node.range[0], change, context);
}
