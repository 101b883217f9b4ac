import type { TSESTree } from "@typescript-eslint/utils";
import { getDottedPath, getPropertyName } from "../../ast/property-name.js";
import { unwrap } from "../../ast/unwrap.js";
import { decodeString } from "./decode-literal.js";
import {
  createGenerated,
  createHole,
  createVerbatim,
  type SourceText,
  type TextPiece,
} from "./source-text.js";
import { type Alternatives, join } from "./alternatives.js";
import { readFragment, readText, type TextContext } from "./static-text.js";
import { findArray } from "./static-values.js";

/** The text that a library's helper builds: `sql("name")`, `sql.identifier(["users", "name"])`, `Prisma.raw("…")`, `Prisma.join([…])`. */
export function readFragmentCall(
  node: TSESTree.CallExpression,
  context: TextContext,
  depth: number,
): Alternatives | undefined {
  const path = getDottedPath(unwrap(node.callee));
  const name = path?.at(-1);
  const [first, second] = node.arguments;
  if (path === undefined || name === undefined || first === undefined) return undefined;
  const isOfLibrary = path.length > 1 && OWNERS.has(path.at(-2) ?? "");
  if (name === "sql" || (path.length === 1 && TAGS.has(name))) return readTagCall(node, context);
  if (!isOfLibrary) return undefined;
  switch (name) {
    case "raw":
    case "unsafe":
    case "lit":
      context.used.add(node);
      return readText(first, context, depth + 1);
    case "identifier":
    case "id":
    case "ident":
    case "name":
    case "ref":
    case "table":
    case "column":
      context.used.add(node);
      return [readIdentifiers(first, context, ".") ?? [createHole(node, context.text, "identifier")]];
    case "join":
      return readFragmentList(first, second, { context, depth }) ?? [[createHole(node, context.text)]];
    default:
      return undefined;
  }
}

const OWNERS: ReadonlySet<string> = new Set([
  "sql",
  "Prisma",
  "SQL",
  "Sequelize",
  "knex",
  "db",
  "tx",
  "trx",
  "pg",
]);
const TAGS: ReadonlySet<string> = new Set(["tx", "trx", "pg"]);

/** porsager's `sql(…)`: names, or an object whose keys are columns; the place decides which form they take. */
function readTagCall(node: TSESTree.CallExpression, context: TextContext): Alternatives {
  const [first, ...rest] = node.arguments;
  const hole = createHole(node, context.text);
  if (first === undefined) return [[hole]];
  const object = unwrap(first);
  const names = rest.length > 0 ? getNames(rest) : [];
  const keys = object.type === "ObjectExpression" ? getKeys(object, context.text) : [];
  const columns = names.length > 0 ? names : keys;
  context.used.add(node);
  if (columns.length > 0) return [[{ ...hole, as: "columns", columns: columns.map(quote).map(merge) }]];
  const identifiers = readIdentifiers(object, context, ", ");
  return [identifiers ?? [hole]];
}

/** The strings of an argument list, or of the array that is its only element. */
function getNames(nodes: readonly TSESTree.Node[]): TextPiece[] {
  const [only] = nodes;
  if (nodes.length === 1 && only?.type === "ArrayExpression")
    return getNames(only.elements.filter((element) => element !== null));
  return nodes.flatMap((node) => {
    const value = unwrap(node);
    return value.type === "Literal" && typeof value.value === "string" ? [decodeString(value)] : [];
  });
}

function getKeys(object: TSESTree.ObjectExpression, source: string): TextPiece[] {
  return object.properties.flatMap((property) => {
    if (property.type !== "Property" || getPropertyName(property) === undefined) return [];
    const { key } = property;
    if (key.type === "Identifier") return [createVerbatim(source.slice(...key.range), key.range[0])];
    return key.type === "Literal" && typeof key.value === "string" ? [decodeString(key)] : [];
  });
}

/** Quoted names from strings; a dot within one separates schema, table and column. */
function readIdentifiers(
  node: TSESTree.Node,
  context: TextContext,
  separator: string,
): SourceText | undefined {
  const value = unwrap(node);
  const array = findArray(value, context.scopes);
  const nodes = array === undefined ? [value] : array.elements.filter((element) => element !== null);
  const names = getNames(nodes);
  if (names.length === 0 || names.length !== nodes.length) return undefined;
  for (const used of nodes) context.used.add(unwrap(used));
  return names.flatMap((name, index) => [
    ...(index === 0 ? [] : [createGenerated(separator)]),
    ...splitAtDots(name).flatMap((part, at) => [...(at === 0 ? [] : [createGenerated(".")]), ...quote(part)]),
  ]);
}

function splitAtDots(piece: TextPiece): TextPiece[] {
  const parts: TextPiece[] = [];
  let from = 0;
  for (const part of piece.text.split(".")) {
    const to = from + part.length;
    parts.push({
      kind: "text",
      text: part,
      starts: piece.starts.slice(from, to),
      ends: piece.ends.slice(from, to),
    });
    from = to + 1;
  }
  return parts;
}

function quote(piece: TextPiece): TextPiece[] {
  return [createGenerated('"'), piece, createGenerated('"')];
}

function merge(pieces: readonly TextPiece[]): TextPiece {
  return {
    kind: "text",
    text: pieces.map(({ text }) => text).join(""),
    starts: pieces.flatMap(({ starts }) => starts),
    ends: pieces.flatMap(({ ends }) => ends),
  };
}

interface ListReading {
  readonly context: TextContext;
  readonly depth: number;
}

/** `Prisma.join([a, b], " and ")`, `sql.join([a, b], sql`, `)`. */
function readFragmentList(
  list: TSESTree.Node,
  separator: TSESTree.Node | undefined,
  { context, depth }: ListReading,
): Alternatives | undefined {
  const array = findArray(unwrap(list), context.scopes);
  if (array === undefined) return undefined;
  const glue = readGlue(separator, context, depth);
  const parts = array.elements
    .filter((element) => element !== null)
    .map((element) => readFragment(element, context, depth + 1));
  return join(parts.flatMap((part, index) => (index === 0 ? [part] : [glue, part])));
}

function readGlue(separator: TSESTree.Node | undefined, context: TextContext, depth: number): Alternatives {
  if (separator === undefined) return [[createGenerated(", ")]];
  const node = unwrap(separator);
  return node.type === "Literal"
    ? readText(node, context, depth + 1)
    : readFragment(node, context, depth + 1);
}
