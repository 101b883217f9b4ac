import type { TSESTree } from "@typescript-eslint/utils";
import { findVariable, getConstantInit } from "../../ast/find-variable.js";
import { getDottedPath, getMemberName } from "../../ast/property-name.js";
import { unwrap } from "../../ast/unwrap.js";
import type { Alternatives, Read } from "./alternatives.js";
import { getKeys } from "./column-keys.js";
import { createImportedPiece } from "./imported-texts.js";
import { findCalled, readCalled } from "./read-returned.js";
import { createHole } from "./source-text.js";
import type { TextContext } from "./static-text.js";
import { findValue } from "./static-values.js";

export interface ListReader {
  readonly context: TextContext;
  readonly read: Read;
  /** Reads what a function returns, with its parameters bound. */
  readIn(body: TSESTree.Node, context: TextContext): Alternatives;
}

/** The texts of a list's elements, those that are pushed later included; undefined where it isn't known to be a list. */
export function readList(list: TSESTree.Node, reader: ListReader): Alternatives[] | undefined {
  const node = unwrap(list);
  const { context, read } = reader;
  switch (node.type) {
    case "ArrayExpression":
      context.used.add(node);
      return node.elements.flatMap((element): Alternatives[] => {
        if (element === null) return [];
        if (element.type !== "SpreadElement") return [read(element)];
        return readList(element.argument, reader) ?? [[[createHole(element, context.text)]]];
      });
    case "Identifier":
      return readVariableList(node, reader);
    case "MemberExpression": {
      const value = findValue(node, context.scopes);
      return value === node ? readImportedList(node, reader) : readList(value, reader);
    }
    case "CallExpression":
      return readListCall(node, reader);
    default:
      return undefined;
  }
}

function readVariableList(node: TSESTree.Identifier, reader: ListReader): Alternatives[] | undefined {
  const variable = findVariable(reader.context.scopes, node);
  const init = variable && getConstantInit(variable);
  const pushed = (variable?.references ?? []).flatMap(({ identifier }) => getPushed(identifier));
  const added = pushed.flatMap((argument): Alternatives[] =>
    argument.type === "SpreadElement"
      ? (readList(argument.argument, reader) ?? [reader.read(argument)])
      : [reader.read(argument)],
  );
  const first = init ? readList(init, reader) : readImportedList(node, reader);
  if (first !== undefined) return [...first, ...added];
  // A parameter's own elements are unknown, what is pushed to it is not.
  return added.length === 0 ? undefined : [[[createHole(node, reader.context.text)]], ...added];
}

/** A list that another module exports. */
function readImportedList(node: TSESTree.Node, { context }: ListReader): Alternatives[] | undefined {
  const shape = context.imported?.(node);
  return shape?.kind === "list" ? shape.texts.map((text) => [[createImportedPiece(text, node)]]) : undefined;
}

function getPushed(list: TSESTree.Node): TSESTree.CallExpressionArgument[] {
  const member = list.parent;
  if (member?.type !== "MemberExpression" || member.object !== list) return [];
  const name = getMemberName(member);
  const call = member.parent;
  if (call.type !== "CallExpression" || call.callee !== member) return [];
  return name === "push" || name === "unshift" ? call.arguments : [];
}

/** Methods of a list that leave its elements. */
const KEEPING: ReadonlySet<string> = new Set([
  "filter",
  "slice",
  "sort",
  "toSorted",
  "reverse",
  "toReversed",
  "flat",
]);

function readListCall(node: TSESTree.CallExpression, reader: ListReader): Alternatives[] | undefined {
  const callee = unwrap(node.callee);
  const path = getDottedPath(callee)?.join(".");
  const [first] = node.arguments;
  if (path === "Object.keys") return first && getKeys(first, reader.context)?.map((key) => [[key]]);
  if (callee.type !== "MemberExpression") return undefined;
  const name = getMemberName(callee) ?? "";
  if (KEEPING.has(name)) return readList(callee.object, reader);
  if (name === "map" && first) return readMapped(callee.object, first, reader);
  if (name !== "concat") return undefined;
  const lists = [callee.object, ...node.arguments].map((list) => readList(list, reader));
  return lists.every((list) => list !== undefined) ? lists.flat() : undefined;
}

/** `["id", "name"].map((column) => `u.${column}`)`: the callback's text for each element. */
function readMapped(
  list: TSESTree.Node,
  callback: TSESTree.Node,
  reader: ListReader,
): Alternatives[] | undefined {
  const elements = readList(list, reader);
  const called = findCalled(callback, reader.context);
  if (elements === undefined || called === undefined) return undefined;
  const nodes = getNodes(list, reader.context, elements.length);
  const mapped = elements.map((text, index) =>
    readCalled(called, [{ text, ...(nodes[index] && { node: nodes[index] }) }], {
      context: reader.context,
      read: reader.readIn,
    }),
  );
  return mapped.every((text) => text !== undefined) ? mapped : undefined;
}

/** The elements themselves, where each gives one text. */
function getNodes(list: TSESTree.Node, { scopes }: TextContext, count: number): readonly TSESTree.Node[] {
  const value = findValue(list, scopes);
  if (value.type !== "ArrayExpression" || value.elements.length !== count) return [];
  return value.elements.filter((element) => element !== null);
}
