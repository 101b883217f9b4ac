import { type Node, parseTree, type ParseError, printParseErrorCode } from "jsonc-parser";
import { getLineStarts } from "../../line-starts.js";
import { UnreadableText } from "../../unreadable-text.js";
import type { DataEntry, DataNode, DataScalar } from "./data-tree.js";

/** JSON with comments and trailing commas. Throws UnreadableText where it is none. */
export function readJson(text: string): DataNode[] {
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true });
  const [error] = errors;
  if (error !== undefined) {
    const { line } = getLineStarts(text).getPosition(error.offset);
    throw new UnreadableText(printParseErrorCode(error.error), line);
  }
  return tree === undefined ? [] : [readNode(tree)];
}

function readNode(node: Node): DataNode {
  const children = node.children ?? [];
  if (node.type === "object") return { kind: "map", entries: children.flatMap(readProperty) };
  if (node.type === "array") return { kind: "list", items: children.map(readNode) };
  return readScalar(node);
}

function readProperty({ children = [] }: Node): DataEntry[] {
  const [key, value] = children;
  return key === undefined || value === undefined ? [] : [{ key: readScalar(key), value: readNode(value) }];
}

function readScalar({ value, offset, length }: Node): DataScalar {
  const known: unknown = value;
  return { kind: "scalar", value: known, start: offset, end: offset + length };
}
