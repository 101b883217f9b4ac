import type { TSESTree } from "@typescript-eslint/utils";
import { getMemberName } from "../../ast/property-name.js";
import { unwrap } from "../../ast/unwrap.js";
import { type Alternatives, join, joinWith } from "./alternatives.js";
import { type ListReader, readList } from "./read-list.js";
import { createGenerated } from "./source-text.js";

/** Methods after which the text means the same SQL. */
const NEUTRAL: ReadonlySet<string> = new Set([
  "trim",
  "trimStart",
  "trimEnd",
  "toString",
  "replace",
  "replaceAll",
  "stripMargin",
  "setName",
  "useBind",
]);

/** The text that a method of strings or lists of strings gives: `[a, b].join(" ")`, `a.concat(b)`, `` `…`.trim() ``. */
export function readStringCall(
  node: TSESTree.CallExpression | TSESTree.NewExpression,
  reader: ListReader,
): Alternatives | undefined {
  const { context, read } = reader;
  const callee = unwrap(node.callee);
  if (callee.type !== "MemberExpression") return undefined;
  switch (getMemberName(callee)) {
    case undefined:
      return undefined;
    case "join":
      return readJoined(callee.object, node.arguments[0], reader);
    case "concat":
    case "append":
      context.used.add(node);
      return join([callee.object, ...node.arguments].map((part) => read(part)));
    default:
      return NEUTRAL.has(getMemberName(callee) ?? "") && mayBeText(unwrap(callee.object))
        ? readNeutral(node, callee.object, reader)
        : undefined;
  }
}

function readNeutral(
  node: TSESTree.Node,
  object: TSESTree.Node,
  { context, read }: ListReader,
): Alternatives {
  context.used.add(node);
  return read(object);
}

const TEXTS: ReadonlySet<string> = new Set([
  "Literal",
  "TemplateLiteral",
  "Identifier",
  "TaggedTemplateExpression",
  "BinaryExpression",
]);

function mayBeText({ type }: TSESTree.Node): boolean {
  return TEXTS.has(type);
}

/** `[a, b].join(" ")`, also of a constant list; what isn't known to be a list stays a hole. */
function readJoined(
  list: TSESTree.Node,
  separator: TSESTree.Node | undefined,
  reader: ListReader,
): Alternatives | undefined {
  const parts = readList(list, reader);
  if (parts === undefined) return undefined;
  return joinWith(parts, separator === undefined ? [[createGenerated(",")]] : reader.read(separator));
}
