import type { TSESTree } from "@typescript-eslint/utils";
import { getDottedPath } from "../../ast/property-name.js";
import { unwrap } from "../../ast/unwrap.js";
import { type Alternatives, joinWith } from "./alternatives.js";
import { getKeys, getStrings } from "./column-keys.js";
import { readColumnHelper } from "./column-helpers.js";
import { formatPlaceholders } from "./format-placeholders.js";
import { quoteName, quoteNames } from "./quoted-names.js";
import { readList } from "./read-list.js";
import { createGenerated, createHole, type SourceText } from "./source-text.js";
import { isTagClient } from "./sql-clients.js";
import { readFragment, readText, type TextContext } from "./static-text.js";

/** The text that a library's helper builds: `sql("name")`, `sql.identifier(["users", "name"])`, `Prisma.raw("…")`, `Prisma.join([…])`. */
export function readFragmentCall(
  node: TSESTree.CallExpression | TSESTree.NewExpression,
  context: TextContext,
  depth: number,
): Alternatives | undefined {
  const callee = unwrap(node.callee);
  const path = getDottedPath(callee);
  const name = path?.at(-1);
  const [first] = node.arguments;
  if (path === undefined || name === undefined || first === undefined) return undefined;
  const helped = readColumnHelper(node, context);
  if (helped !== undefined) return [helped];
  if (node.type === "NewExpression") return undefined;
  if (isTagClient(callee, context.scopes)) return readTagCall(node, context);
  if (name === "format") return readFormatted(node, context, depth);
  if (path.length === 1 ? !FREE.has(name) : !OWNERS.has(path.at(-2) ?? "")) return undefined;
  return readHelper(name, node, { context, depth });
}

interface Reading {
  readonly context: TextContext;
  readonly depth: number;
}

function readHelper(
  name: string,
  node: TSESTree.CallExpression,
  { context, depth }: Reading,
): Alternatives | undefined {
  const [first, second] = node.arguments;
  if (first === undefined) return undefined;
  switch (name) {
    case "raw":
    case "unsafe":
    case "lit":
    case "__dangerous__rawValue":
      context.used.add(node);
      return readText(first, context, depth + 1).map((text) =>
        toPasted(formatPlaceholders(text, node.arguments.slice(1), context)),
      );
    case "identifier":
    case "id":
    case "ident":
    case "name":
    case "ref":
    case "table":
    case "column": {
      context.used.add(node);
      const names = getStrings(node.arguments, context);
      return [names ? quoteNames(names, ".") : [createHole(node, context.text, "identifier")]];
    }
    case "join":
      return readJoined(first, second, { context, depth }) ?? [[createHole(node, context.text)]];
    default:
      return undefined;
  }
}

/** What such a helper is given stands in the statement as it is: where a column may stand, it is one. */
function toPasted(text: SourceText): SourceText {
  return text.map((piece) =>
    piece.kind === "hole" && piece.as === "any" ? { ...piece, as: "names" } : piece,
  );
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

/** Helpers that sql-template-tag exports beside its tag. */
const FREE: ReadonlySet<string> = new Set(["raw", "join"]);

/** porsager's `sql(…)`: names, or an object whose keys are columns; the place decides which form they take. */
function readTagCall(node: TSESTree.CallExpression, context: TextContext): Alternatives {
  const [first, ...rest] = node.arguments;
  context.used.add(node);
  if (first === undefined) return [[createHole(node, context.text)]];
  const names = rest.length > 0 ? getStrings(rest, context) : undefined;
  const columns = names ?? (rest.length === 0 ? getKeys(first, context) : undefined);
  if (columns !== undefined)
    return [
      [{ ...createHole(node, context.text, "columns"), columns: columns.map((name) => quoteName(name)) }],
    ];
  const identifiers = rest.length === 0 ? getStrings([first], context) : undefined;
  if (identifiers !== undefined && identifiers.length > 0) return [quoteNames(identifiers, ", ")];
  return [[createHole(node, context.text, "names")]];
}

/** `format("select %I from users", column)` of pg-format, pg-promise and mysql. */
function readFormatted(
  { arguments: [first, ...values] }: TSESTree.CallExpression,
  context: TextContext,
  depth: number,
): Alternatives | undefined {
  if (first === undefined || first.type === "SpreadElement") return undefined;
  return readText(first, context, depth + 1).map((text) => formatPlaceholders(text, values, context));
}

/** `Prisma.join([a, b], " and ")`, `sql.join([a, b], sql`, `)`. */
function readJoined(
  list: TSESTree.Node,
  separator: TSESTree.Node | undefined,
  { context, depth }: Reading,
): Alternatives | undefined {
  const parts = readList(list, {
    context,
    read: (element) => readFragment(element, context, depth + 1),
    readIn: (body, inner) => readFragment(body, inner, depth + 1),
  });
  if (parts === undefined) return undefined;
  return joinWith(parts, readGlue(separator, { context, depth }));
}

function readGlue(separator: TSESTree.Node | undefined, { context, depth }: Reading): Alternatives {
  if (separator === undefined) return [[createGenerated(", ")]];
  const node = unwrap(separator);
  return node.type === "Literal"
    ? readText(node, context, depth + 1)
    : readFragment(node, context, depth + 1);
}
