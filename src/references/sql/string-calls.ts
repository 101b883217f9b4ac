import type { TSESTree } from "@typescript-eslint/utils";
import { getMemberName } from "../../ast/property-name.js";
import { unwrap } from "../../ast/unwrap.js";
import { type Alternatives, join, joinWith, type Read } from "./alternatives.js";
import { readList } from "./read-list.js";
import { createGenerated } from "./source-text.js";
import type { TextContext } from "./static-text.js";

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
  context: TextContext,
  read: Read,
): Alternatives | undefined {
  const callee = unwrap(node.callee);
  if (callee.type !== "MemberExpression") return undefined;
  switch (getMemberName(callee)) {
    case undefined:
      return undefined;
    case "join":
      return readJoined(callee.object, node.arguments[0], { context, read });
    case "concat":
    case "append":
      context.used.add(node);
      return join([callee.object, ...node.arguments].map((part) => read(part)));
    default:
      return NEUTRAL.has(getMemberName(callee) ?? "") && mayBeText(unwrap(callee.object))
        ? readNeutral(node, callee.object, { context, read })
        : undefined;
  }
}

interface Reading {
  readonly context: TextContext;
  readonly read: Read;
}

function readNeutral(node: TSESTree.Node, object: TSESTree.Node, { context, read }: Reading): Alternatives {
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
  reading: Reading,
): Alternatives | undefined {
  const parts = readList(list, reading);
  if (parts === undefined) return undefined;
  return joinWith(parts, separator === undefined ? [[createGenerated(",")]] : reading.read(separator));
}
