import type { TSESTree } from "@typescript-eslint/utils";
import { findVariable, getConstantInit } from "../../ast/find-variable.js";
import { getDottedPath, getMemberName, getPropertyName } from "../../ast/property-name.js";
import { unwrap } from "../../ast/unwrap.js";
import type { ScriptFile } from "../detector.js";

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
]);

const FUNCTIONS: ReadonlySet<string> = new Set(["query", "execute", "exec", "sql", "raw", "queryRaw", "q"]);
const CLASSES: ReadonlySet<string> = new Set([
  "Query",
  "QueryStream",
  "Cursor",
  "PreparedStatement",
  "ParameterizedQuery",
]);
const TEXT_PROPERTIES: ReadonlySet<string> = new Set(["text", "sql", "query", "rawSql"]);

/** The statements that a call hands to a database. */
export function getHanded(
  { callee, arguments: args }: TSESTree.CallExpression,
  file: ScriptFile,
): TSESTree.Expression[] {
  const target = unwrap(callee);
  const isDatabaseCall =
    target.type === "MemberExpression"
      ? METHODS.has(getMemberName(target) ?? "")
      : target.type === "Identifier" && FUNCTIONS.has(target.name);
  return isDatabaseCall ? getStatementTexts(args[0], file) : [];
}

/** The statement of which a query object is made. */
export function getConstructed(
  { callee, arguments: args }: TSESTree.NewExpression,
  file: ScriptFile,
): TSESTree.Expression[] {
  const name = getDottedPath(unwrap(callee))?.at(-1);
  return name !== undefined && CLASSES.has(name) ? getStatementTexts(args[0], file) : [];
}

/** The text of a call's first argument: itself, or `text` (pg) or `sql` (mysql2) of a config object. */
function getStatementTexts(argument: TSESTree.Node | undefined, file: ScriptFile): TSESTree.Expression[] {
  if (argument === undefined || argument.type === "SpreadElement") return [];
  const node = unwrap(argument);
  const object = node.type === "Identifier" ? findConstant(node, file) : node;
  if (object?.type === "ObjectExpression") return getTextProperties(object);
  return isExpression(node) ? [node] : [];
}

function findConstant(node: TSESTree.Identifier, { scopes }: ScriptFile): TSESTree.Node | undefined {
  const variable = findVariable(scopes, node);
  const init = variable && getConstantInit(variable);
  return init && unwrap(init);
}

function getTextProperties(object: TSESTree.ObjectExpression): TSESTree.Expression[] {
  return object.properties.flatMap((property) => {
    if (property.type !== "Property" || !TEXT_PROPERTIES.has(getPropertyName(property) ?? "")) return [];
    return isExpression(property.value) ? [property.value] : [];
  });
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
