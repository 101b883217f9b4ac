import type { TSESTree } from "@typescript-eslint/utils";
import { getEntries } from "../../ast/object-entries.js";
import { getDottedPath } from "../../ast/property-name.js";
import { unwrap } from "../../ast/unwrap.js";
import { getKeys, getStrings } from "./column-keys.js";
import { quoteNames, slicePiece } from "./quoted-names.js";
import { createGenerated, createHole, type SourceText, type TextPiece } from "./source-text.js";
import type { TextContext } from "./static-text.js";
import { findValue } from "./static-values.js";

type Kind = "insert" | "update" | "set";
type Call = TSESTree.CallExpression | TSESTree.NewExpression;

/** pg-promise: `helpers.insert(data, ["name"], "users")`, `helpers.update(…)`, `new ColumnSet(["name"], { table: "users" })`. */
export function getColumnHelper(node: Call): Kind | undefined {
  const path = getDottedPath(unwrap(node.callee)) ?? [];
  const name = path.at(-1);
  if (name === "ColumnSet") return "set";
  if (path.at(-2) !== "helpers") return undefined;
  return name === "insert" || name === "update" ? name : undefined;
}

/** The statement that such a helper writes, as far as it names its table and columns. */
export function readColumnHelper(node: Call, context: TextContext): SourceText | undefined {
  const kind = getColumnHelper(node);
  if (kind === undefined) return undefined;
  const { columns, table } = kind === "set" ? getSet(node, context) : getStatement(node, context);
  if (table === undefined) return undefined;
  context.used.add(node);
  const names = columns?.filter(({ text }) => kind === "insert" || !text.startsWith("?")).map(getColumnName);
  const written = names === undefined ? [createHole(node, context.text, "identifier")] : undefined;
  if (kind === "update") {
    const assignments = written ?? quoteNames(names ?? [], " = $1, ");
    return [createGenerated("update "), ...table, createGenerated(" set "), ...assignments, EQUALS];
  }
  const list = written ?? quoteNames(names ?? [], ", ");
  const values = (names ?? [undefined]).map(() => "$1").join(", ");
  const end = createGenerated(`) values (${values})`);
  return [createGenerated("insert into "), ...table, createGenerated(" ("), ...list, end];
}

const EQUALS = createGenerated(" = $1");

interface Columns {
  /** Undefined where only running the program would tell. */
  readonly columns: readonly TextPiece[] | undefined;
  readonly table: SourceText | undefined;
}

/** `insert(data, columns, table)` */
function getStatement({ arguments: [data, columns, table] }: Call, context: TextContext): Columns {
  const given = columns && findValue(columns, context.scopes);
  const isLeftOut = given === undefined || (given.type === "Literal" && given.value === null);
  if (isLeftOut) return { columns: data && getKeys(data, context), table: table && getTable(table, context) };
  if (given.type !== "NewExpression" && given.type !== "CallExpression")
    return { columns: getColumns(given, context), table: table && getTable(table, context) };
  if (getColumnHelper(given) !== "set")
    return { columns: undefined, table: table && getTable(table, context) };
  const set = getSet(given, context);
  context.used.add(given);
  return { columns: set.columns, table: table ? getTable(table, context) : set.table };
}

/** `new ColumnSet(columns, { table })` */
function getSet({ arguments: [columns, options] }: Call, context: TextContext): Columns {
  const table = options && getEntries(options, context.scopes).find(({ name }) => name === "table")?.value;
  return { columns: columns && getColumns(columns, context), table: table && getTable(table, context) };
}

/** Names, or objects that have one. */
function getColumns(list: TSESTree.Node, context: TextContext): TextPiece[] | undefined {
  const value = findValue(list, context.scopes);
  if (value.type === "ObjectExpression") return getKeys(value, context);
  if (value.type !== "ArrayExpression") return undefined;
  const columns: TextPiece[] = [];
  for (const element of value.elements) {
    const item = element && findValue(element, context.scopes);
    const name = item?.type === "ObjectExpression" ? findEntry(item, "name", context) : item;
    const found = name && getStrings([name], context);
    if (!found) return undefined;
    columns.push(...found);
  }
  return columns;
}

/** `"users"`, `{ table, schema }`, `new TableName({ table, schema })` */
function getTable(node: TSESTree.Node, context: TextContext): SourceText | undefined {
  const value = findValue(node, context.scopes);
  if (value.type === "NewExpression") return value.arguments[0] && getTable(value.arguments[0], context);
  const parts =
    value.type === "ObjectExpression"
      ? [findEntry(value, "schema", context), findEntry(value, "table", context)]
      : [value];
  const names = getStrings(
    parts.filter((part) => part !== undefined),
    context,
  );
  return names && names.length > 0 ? quoteNames(names, ".") : undefined;
}

function findEntry(object: TSESTree.Node, key: string, { scopes }: TextContext): TSESTree.Node | undefined {
  return getEntries(object, scopes).find(({ name }) => name === key)?.value;
}

/** `?name` is left out of an UPDATE's SET, `name:json` and `name^` say how the value is written. */
function getColumnName(piece: TextPiece): TextPiece {
  const found = /[\w$ ]+/.exec(piece.text);
  return found ? slicePiece(piece, found.index, found.index + found[0].length) : piece;
}
