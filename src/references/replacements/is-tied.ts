import type { TSESTree } from "@typescript-eslint/utils";
import { walk } from "../../ast/walk.js";
import type { ScriptFile } from "../detector.js";
import type { Reference } from "../reference.js";

/** What a file does with a change's old name, beside the read in question. */
export interface TiedFile {
  readonly file: ScriptFile;
  /** All that was found in the file. */
  readonly references: readonly Reference[];
}

/**
 * Whether a read of a key would part from something else in its file that has the key's name: a test that sets it, `"KEY" in process.env`, a type that
 * lists the keys.
 */
export function isTied(change: string, key: string, { file, references }: TiedFile): boolean {
  if (references.some((one) => one.change === change && one.access === "write")) return true;
  return walk(file.ast).some((node) => isTypeOf(node, key) || isAskedFor(node, key));
}

function isTypeOf(node: TSESTree.Node, key: string): boolean {
  if (node.type === "TSPropertySignature") return isNamed(node.key, key);
  return node.type === "TSLiteralType" && isNamed(node.literal, key);
}

function isAskedFor(node: TSESTree.Node, key: string): boolean {
  return node.type === "BinaryExpression" && node.operator === "in" && isNamed(node.left, key);
}

function isNamed(node: TSESTree.Node, key: string): boolean {
  return node.type === "Identifier" ? node.name === key : node.type === "Literal" && node.value === key;
}
