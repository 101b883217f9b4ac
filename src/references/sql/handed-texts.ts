import type { TSESTree } from "@typescript-eslint/utils";
import { getDottedPath, getMemberName, getPropertyName } from "../../ast/property-name.js";
import { unwrap } from "../../ast/unwrap.js";
import type { ScriptFile } from "../detector.js";
import { findValue } from "./static-values.js";

/** Methods to which a statement is given as text. */
export const METHODS: ReadonlySet<string> = new Set([
  "query",
  "queryOne",
  "queryRow",
  "execute",
  "exec",
  "prepare",
  "raw",
  "queryRaw",
  "executeRaw",
  "$queryRaw",
  "$executeRaw",
  "$queryRawUnsafe",
  "$executeRawUnsafe",
  "unsafe",
  "run",
  "all",
  "get",
  "each",
  "one",
  "many",
  "any",
  "none",
  "maybeOne",
  "maybeOneFirst",
  "oneFirst",
  "manyFirst",
  "anyFirst",
  "oneOrNone",
  "manyOrNone",
  "multi",
  "result",
  "stream",
  "iterate",
  "pluck",
  "values",
  "rows",
  "first",
  "literal",
  "batch",
  "file",
  "map",
  "executeMultiple",
  "executeSql",
  "querySync",
  "prepareSync",
  "queryArray",
  "queryObject",
  "getAllAsync",
  "getFirstAsync",
  "getEachAsync",
  "runAsync",
  "execAsync",
  "prepareAsync",
  "format",
]);

const FUNCTIONS: ReadonlySet<string> = new Set([
  "query",
  "execute",
  "exec",
  "sql",
  "raw",
  "queryRaw",
  "q",
  "format",
]);
const CLASSES: ReadonlySet<string> = new Set([
  "Query",
  "QueryStream",
  "Cursor",
  "PreparedStatement",
  "ParameterizedQuery",
  "PQ",
  "PS",
]);
/** pg-copy-streams */
const MAKERS: ReadonlySet<string> = new Set(["copyFrom", "copyTo", "from", "to", "both"]);
const TEXT_PROPERTIES: ReadonlySet<string> = new Set(["text", "sql", "query", "rawSql"]);
const VALUE_PROPERTIES: ReadonlySet<string> = new Set(["values", "args", "replacements", "bind"]);

/** A statement on its way to a database, and what goes with it. */
export interface HandedText {
  readonly node: TSESTree.Expression;
  readonly values: readonly TSESTree.Node[];
}

/** The statements that a call hands to a database. */
export function getHanded(
  { callee, arguments: args }: TSESTree.CallExpression,
  file: ScriptFile,
): HandedText[] {
  const target = unwrap(callee);
  const isDatabaseCall =
    target.type === "MemberExpression"
      ? METHODS.has(getMemberName(target) ?? "")
      : target.type === "Identifier" && FUNCTIONS.has(target.name);
  return isDatabaseCall ? getStatementTexts(args[0], args.slice(1), file) : [];
}

/** The statement of which a query object is made. */
export function getConstructed(
  { callee, arguments: args }: TSESTree.NewExpression,
  file: ScriptFile,
): HandedText[] {
  const name = getDottedPath(unwrap(callee))?.at(-1);
  return name !== undefined && CLASSES.has(name) ? getStatementTexts(args[0], args.slice(1), file) : [];
}

/** The text of a call's first argument: itself, `text` (pg) or `sql` (mysql2) of a config object, or those of a list (libsql). */
function getStatementTexts(
  argument: TSESTree.Node | null | undefined,
  values: readonly TSESTree.Node[],
  file: ScriptFile,
): HandedText[] {
  if (!argument || argument.type === "SpreadElement") return [];
  const node = unwrap(argument);
  const object = findValue(node, file.scopes);
  if (object.type === "ArrayExpression")
    return object.elements.flatMap((element) => getStatementTexts(element, [], file));
  if (object.type === "ObjectExpression") return getTextProperties(object, values);
  const inner = getInnerText(node);
  if (inner !== undefined) return [{ node: inner, values: [] }];
  return isExpression(node) ? [{ node, values: getValues(values) }] : [];
}

/** Sequelize wraps the values in its options. */
function getValues(values: readonly TSESTree.Node[]): readonly TSESTree.Node[] {
  const [first] = values;
  const given = first?.type === "ObjectExpression" ? findProperty(first, VALUE_PROPERTIES) : undefined;
  return given === undefined ? values : [given];
}

/** `client.query(copyFrom("COPY …"))`: pg's streams are made of a text. */
function getInnerText(node: TSESTree.Node): TSESTree.Expression | undefined {
  if (node.type !== "CallExpression") return undefined;
  const name = getDottedPath(unwrap(node.callee))?.at(-1) ?? "";
  const [text] = node.arguments;
  return MAKERS.has(name) && text && isExpression(text) ? text : undefined;
}

function getTextProperties(
  object: TSESTree.ObjectExpression,
  values: readonly TSESTree.Node[],
): HandedText[] {
  const given = findProperty(object, VALUE_PROPERTIES);
  return object.properties.flatMap((property) => {
    if (property.type !== "Property" || !TEXT_PROPERTIES.has(getPropertyName(property) ?? "")) return [];
    return isExpression(property.value)
      ? [{ node: property.value, values: given === undefined ? values : [given] }]
      : [];
  });
}

function findProperty(
  object: TSESTree.ObjectExpression,
  names: ReadonlySet<string>,
): TSESTree.Node | undefined {
  const found = object.properties.find(
    (property) => property.type === "Property" && names.has(getPropertyName(property) ?? ""),
  );
  return found?.type === "Property" ? found.value : undefined;
}

function isExpression(node: TSESTree.Node): node is TSESTree.Expression {
  return !NO_EXPRESSIONS.has(node.type);
}

const NO_EXPRESSIONS: ReadonlySet<string> = new Set([
  "SpreadElement",
  "AssignmentPattern",
  "ArrayPattern",
  "ObjectPattern",
  "RestElement",
  "TSEmptyBodyFunctionExpression",
]);
