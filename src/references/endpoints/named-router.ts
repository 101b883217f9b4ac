import type { TSESTree } from "@typescript-eslint/utils";
import { isFunction } from "../../ast/find-function.js";
import { getDottedPath, getMemberName } from "../../ast/property-name.js";
import { unwrap } from "../../ast/unwrap.js";
import type { RouteReading } from "./defined-route.js";
import { ROUTE_VERBS } from "./frameworks.js";
import type { Router } from "./router.js";
import { NO_TEXT } from "./url-text.js";

const ROUTER_NAMES = /^(?:app|router|server|fastify|api|\w+Router|\w+App|\w*[rR]outes)$/;

/** A receiver of which nothing but the name is known, with a handler at the end. */
export function findNamedRouter(
  object: TSESTree.Node,
  call: TSESTree.CallExpression,
  { findClient }: RouteReading,
): Router | undefined {
  const name = getDottedPath(unwrap(object))?.at(-1) ?? "";
  const last = call.arguments.at(-1);
  const path = call.arguments[0];
  const isText = path !== undefined && TEXTS.has(unwrap(path).type);
  if (last === undefined || !isText || findClient(object) !== undefined) return undefined;
  const isFunctionLast = isFunction(unwrap(last));
  if (!ROUTER_NAMES.test(name) && !(isFunctionLast && name === "this")) return undefined;
  if (name === "api" && !isFunctionLast) return undefined;
  return { via: "route", key: object, prefix: NO_TEXT, isRoot: false, isAssumed: true };
}

/** A statement of its own that hands over what answers: a call whose result is used sends a request. */
export function isHandled(call: TSESTree.CallExpression): boolean {
  const [, ...handlers] = call.arguments;
  if (!handlers.some((handler) => HANDLERS.has(unwrap(handler).type))) return false;
  let parent: TSESTree.Node | undefined = call.parent;
  while (parent && isChained(parent)) parent = parent.parent;
  return parent?.type === "ExpressionStatement";
}

/** `app.get(…).post(…)` */
function isChained(node: TSESTree.Node): boolean {
  if (node.type === "CallExpression")
    return node.callee.type === "MemberExpression" && isChained(node.callee);
  return node.type === "MemberExpression" && Object.hasOwn(ROUTE_VERBS, getMemberName(node) ?? "");
}

const HANDLERS: ReadonlySet<string> = new Set([
  "ArrowFunctionExpression",
  "FunctionExpression",
  "Identifier",
  "MemberExpression",
  "CallExpression",
]);
const TEXTS: ReadonlySet<string> = new Set([
  "Literal",
  "TemplateLiteral",
  "BinaryExpression",
  "Identifier",
  "MemberExpression",
]);
