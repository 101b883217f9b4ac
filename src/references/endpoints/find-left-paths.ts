import type { TSESTree } from "@typescript-eslint/utils";
import { getDottedPath } from "../../ast/property-name.js";
import { unwrap } from "../../ast/unwrap.js";
import { walk } from "../../ast/walk.js";
import type { FindClient } from "./client.js";
import type { Methods } from "./endpoint.js";
import { isOtherReceiver } from "./find-loose-requests.js";
import type { UrlReader } from "./read-url.js";
import type { UrlText } from "./url-text.js";

/** A text that is an endpoint's path, of which nobody sees what becomes. */
interface LeftPath {
  readonly node: TSESTree.Node;
  readonly urls: readonly UrlText[];
  readonly methods: Methods;
}

/** Texts with a path in them that went into no request and no route. What a module exports is looked at where others take it. */
export function findLeftPaths(reader: UrlReader, find: FindClient): LeftPath[] {
  const { file, used } = reader;
  const known = new Set(used);
  return walk(file.ast).flatMap((node): LeftPath[] => {
    if (known.has(node) || !isPath(node) || !isValue(node) || isOther(node, find)) return [];
    const urls = reader.read(node);
    for (const inner of walk(node)) known.add(inner);
    return [{ node, urls, methods: "any" }];
  });
}

function isPath(node: TSESTree.Node): boolean {
  if (node.type === "Literal") return typeof node.value === "string" && node.value.includes("/");
  if (node.type === "TemplateLiteral") return node.quasis.some(({ value }) => value.raw.includes("/"));
  return (
    node.type === "BinaryExpression" && node.operator === "+" && (isPath(node.left) || isPath(node.right))
  );
}

const PARENTS: ReadonlySet<string> = new Set([
  "VariableDeclarator",
  "AssignmentExpression",
  "AssignmentPattern",
  "PropertyDefinition",
  "ReturnStatement",
  "ArrowFunctionExpression",
  "ConditionalExpression",
  "LogicalExpression",
  "ArrayExpression",
  "CallExpression",
  "NewExpression",
  "TSAsExpression",
]);

function isValue(node: TSESTree.Node): boolean {
  const { parent } = node;
  if (parent === undefined) return false;
  return parent.type === "Property" ? parent.value === node : PARENTS.has(parent.type);
}

const NO_PATHS =
  /^(?:expect\w*|to[A-Z]\w*|describe|it|test|require|import|push|replace|navigate|redirect|permanentRedirect|revalidatePath|goto|visit|log|debug|info|warn|error|startsWith|endsWith|includes|match|matchPath|join|resolve|intercept|route|waitFor\w*|mock\w*|on[A-Z]\w*|use|set|has)$/;

/** Handed to something that speaks of a path without a request, or exported. */
function isOther(node: TSESTree.Node, find: FindClient): boolean {
  let isInBody = false;
  for (let current = node.parent; current; current = current.parent) {
    if (current.type === "BlockStatement") isInBody = node.parent?.type !== "ReturnStatement";
    if (current.type === "ExportNamedDeclaration" || current.type === "ExportDefaultDeclaration")
      return !isInBody;
    if (current.type === "TSEnumDeclaration" || current.type.startsWith("JSX")) return true;
    if (current.type !== "CallExpression") continue;
    const callee = unwrap(current.callee);
    const name =
      getDottedPath(callee)?.at(-1) ??
      (callee.type === "MemberExpression" && callee.property.type === "Identifier"
        ? callee.property.name
        : "");
    if (NO_PATHS.test(name)) return true;
    if (callee.type !== "MemberExpression") continue;
    if (isOtherReceiver(callee.object) || find(callee.object)?.style === "mock") return true;
  }
  return false;
}
