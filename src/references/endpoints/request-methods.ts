import type { TSESTree } from "@typescript-eslint/utils";
import { getEntries } from "../../ast/object-entries.js";
import { getStringValues } from "../../ast/string-values.js";
import { unwrap } from "../../ast/unwrap.js";
import { findValue } from "../sql/static-values.js";
import type { Methods } from "./endpoint.js";
import type { UrlReader } from "./read-url.js";

/** The methods that an expression may be: `"post"`, `isNew ? "POST" : "PUT"`. */
export function getMethods(expression: TSESTree.Node, reader: UrlReader): Methods {
  const { scopes } = reader.file;
  const given = reader.resolve(expression);
  const value = findValue(given, scopes);
  const node = value.type === "Literal" ? value : unwrap(given);
  switch (node.type) {
    case "Literal":
      return typeof node.value === "string" ? [node.value.toUpperCase()] : "any";
    case "ArrayExpression":
      return unite(node.elements.map((element) => (element ? getMethods(element, reader) : "any")));
    case "LogicalExpression":
      return unite([getMethods(node.left, reader), getMethods(node.right, reader)]);
    default:
      return getStringValues(node, scopes)?.map(({ literal }) => literal.value.toUpperCase()) ?? "any";
  }
}

function unite(lists: readonly Methods[]): Methods {
  const known = lists.filter((list) => list !== "any");
  return known.length < lists.length ? "any" : known.flat();
}

/** The methods that options name; what they leave out is the preset. Options that come from elsewhere may name any. */
export function getOptionMethods(
  given: TSESTree.Node | undefined,
  reader: UrlReader,
  preset: Methods = ["GET"],
): Methods {
  if (given === undefined || FUNCTIONS.has(given.type)) return preset;
  const { scopes } = reader.file;
  const options = reader.resolve(given);
  const entry = getEntries(options, scopes).findLast(({ name }) => name === "method" || name === "type");
  if (entry !== undefined) return getMethods(entry.value, reader);
  const value = findValue(options, scopes);
  if (value.type === "Literal" || (value.type === "Identifier" && value.name === "undefined")) return preset;
  if (value.type !== "ObjectExpression") return "any";
  const spread = value.properties.flatMap((property) =>
    property.type === "Property" ? [] : [property.argument],
  );
  const methods = spread.map((argument) => getOptionMethods(argument, reader, preset));
  return methods.length === 0 ? preset : unite(methods);
}

const FUNCTIONS: ReadonlySet<string> = new Set(["ArrowFunctionExpression", "FunctionExpression"]);
