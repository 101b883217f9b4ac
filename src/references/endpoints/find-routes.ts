import type { TSESTree } from "@typescript-eslint/utils";
import { isFunction } from "../../ast/find-function.js";
import { getEntries } from "../../ast/object-entries.js";
import { getDottedPath, getMemberName } from "../../ast/property-name.js";
import { unwrap } from "../../ast/unwrap.js";
import { findValue } from "../sql/static-values.js";
import type { Methods } from "./endpoint.js";
import type { EndpointProject } from "./endpoint-facts.js";
import type { FindClient } from "./find-client.js";
import type { FindRouter, Router } from "./find-router.js";
import { ROUTE_VERBS } from "./frameworks.js";
import { getOwn } from "./libraries.js";
import type { UrlReader } from "./read-url.js";
import { getMethods, getOptionMethods } from "./request-methods.js";
import { joinRoute, type RouteTree } from "./route-tree.js";
import { createUrlText, NO_TEXT, UNKNOWN, type UrlText } from "./url-text.js";

/** A place that defines a route. */
export interface DefinedRoute {
  readonly node: TSESTree.Node;
  /** Its path under each prefix that it has; a hole before it where nobody knows the prefix. */
  readonly paths: readonly UrlText[];
  readonly methods: Methods;
  readonly via: string;
  readonly isAssumed: boolean;
  /** More may come before the path, as a framework's settings say. */
  readonly isPrefixed?: boolean;
}

export interface RouteReading {
  readonly reader: UrlReader;
  readonly find: FindRouter;
  readonly findClient: FindClient;
  readonly tree: RouteTree;
  readonly project: EndpointProject;
}

/** The routes that a call defines. Empty for any other call. */
export function findDefinedRoutes(call: TSESTree.CallExpression, reading: RouteReading): DefinedRoute[] {
  const callee = unwrap(call.callee);
  if (callee.type !== "MemberExpression") return getDescribed(call, reading);
  const name = getMemberName(callee) ?? "";
  const isRouting =
    Object.hasOwn(ROUTE_VERBS, name) ||
    name === "route" ||
    name === "on" ||
    name === "openapi" ||
    isKoaRegister(name, call);
  if (!isRouting) return getDescribed(call, reading);
  const router = reading.find(callee.object) ?? findNamedRouter(callee.object, call, reading);
  const verb = getOwn(ROUTE_VERBS, name);
  if (router === undefined || (verb !== undefined && router.isAssumed && !isHandled(call)))
    return getDescribed(call, reading);
  // The place of a route is its own path, wherever it is mounted.
  const prefixes = getPrefixes(router, reading).map(({ text }) => createUrlText(text));
  const [first, second] = call.arguments;
  if (first === undefined) return [];
  const { scopes } = reading.reader.file;
  if (verb !== undefined) {
    const path =
      getRouteArgument(callee.object) ?? (call.arguments.length > 1 ? getPathArgument(call) : undefined);
    return path === undefined ? [] : [define(path, prefixes, { methods: verb, router, reading })];
  }
  if (name === "register")
    return second
      ? [define(first, prefixes, { methods: getMethods(second, reading.reader), router, reading })]
      : [];
  if (name === "on")
    return second
      ? [define(second, prefixes, { methods: getMethods(first, reading.reader), router, reading })]
      : [];
  const described = findValue(first, scopes);
  const objects = described.type === "ArrayExpression" ? described.elements : [first];
  return objects.flatMap((object) => (object ? getObjectRoutes(object, prefixes, { router, reading }) : []));
}

/** `router.register("/orders", ["get", "post"], handlers)`; a plugin of Fastify's comes without methods. */
function isKoaRegister(name: string, { arguments: [, methods] }: TSESTree.CallExpression): boolean {
  return name === "register" && methods?.type === "ArrayExpression";
}

interface Defining {
  readonly methods: Methods;
  readonly router: Pick<Router, "via" | "isAssumed">;
  readonly reading: RouteReading;
}

function define(
  node: TSESTree.Node,
  prefixes: readonly UrlText[],
  { methods, router, reading }: Defining,
): DefinedRoute {
  const list = unwrap(node);
  const nodes =
    list.type === "ArrayExpression" ? list.elements.filter((element) => element !== null) : [node];
  const own = nodes.flatMap((one) => reading.reader.read(one));
  const paths = prefixes.flatMap((prefix) => own.map((path) => joinRoute(prefix, path)));
  return { node, paths, methods, via: router.via, isAssumed: router.isAssumed };
}

/** `app.route("/orders").get(…).post(…)`: the path stands at the start of the chain. */
function getRouteArgument(object: TSESTree.Node): TSESTree.Node | undefined {
  const node = unwrap(object);
  if (node.type !== "CallExpression") return undefined;
  const callee = unwrap(node.callee);
  if (callee.type !== "MemberExpression") return undefined;
  const isRoute = getMemberName(callee) === "route" && node.arguments.length === 1;
  return isRoute ? node.arguments[0] : getRouteArgument(callee.object);
}

/** Koa's routes may have a name before their path. */
function getPathArgument({ arguments: [first, second] }: TSESTree.CallExpression): TSESTree.Node | undefined {
  const isNamed = second?.type === "Literal" && typeof second.value === "string";
  return isNamed ? second : first && !isFunction(unwrap(first)) ? first : undefined;
}

/** What stands above a router in this module and in others. */
function getPrefixes(router: Router, { tree, project, reader }: RouteReading): readonly UrlText[] {
  return tree.getBases(router).flatMap(({ text, above }) => {
    if (above.kind !== "exports") return [joinRoute(above.kind === "root" ? NO_TEXT : UNKNOWN, text)];
    const prefixes = above.names.flatMap(
      (name) => project.endpoints?.getPrefixes(reader.file.path, name) ?? [],
    );
    if (prefixes.length === 0) return [joinRoute(above.isRoot ? NO_TEXT : UNKNOWN, text)];
    return prefixes.map((prefix) => joinRoute(createUrlText(prefix), text));
  });
}

const ROUTER_NAMES = /^(?:app|router|server|fastify|api|\w+Router|\w+App|\w*[rR]outes)$/;

/** A receiver of which nothing but the name is known, with a handler at the end. */
function findNamedRouter(
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
function isHandled(call: TSESTree.CallExpression): boolean {
  const [, ...handlers] = call.arguments;
  if (!handlers.some((handler) => HANDLERS.has(unwrap(handler).type))) return false;
  let node: TSESTree.Node = call;
  while (isChained(node.parent)) node = node.parent;
  return node.parent?.type === "ExpressionStatement";
}

/** `app.get(…).post(…)` */
function isChained(node: TSESTree.Node | undefined): node is TSESTree.Node {
  if (node?.type === "CallExpression")
    return node.callee.type === "MemberExpression" && isChained(node.callee);
  return node?.type === "MemberExpression" && Object.hasOwn(ROUTE_VERBS, getMemberName(node) ?? "");
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

const PATHS: ReadonlySet<string> = new Set(["url", "path"]);

interface Describing {
  readonly router: Pick<Router, "via" | "isAssumed">;
  readonly reading: RouteReading;
}

/** `{ method, url, handler }`, `createRoute({ method, path })`. */
function getObjectRoutes(
  node: TSESTree.Node,
  prefixes: readonly UrlText[],
  { router, reading }: Describing,
): DefinedRoute[] {
  const { scopes } = reading.reader.file;
  const value = findValue(node, scopes);
  const given = value.type === "CallExpression" ? value.arguments[0] : value;
  if (given === undefined) return [];
  const methods = getOptionMethods(given, reading.reader, "any");
  return getEntries(given, scopes)
    .filter(({ name }) => PATHS.has(name))
    .map((entry) => define(entry.value, prefixes, { methods, router, reading }));
}

const MAKERS: ReadonlySet<string> = new Set([
  "route",
  "createRoute",
  "addRoute",
  "registerRoute",
  "registerPath",
]);
const ANSWERS: ReadonlySet<string> = new Set(["handler", "handle", "responses", "controller", "action"]);

/** Something unknown that is told a method, a path and who answers. */
function getDescribed(call: TSESTree.CallExpression, reading: RouteReading): DefinedRoute[] {
  const name = getDottedPath(unwrap(call.callee))?.at(-1) ?? "";
  const { scopes } = reading.reader.file;
  return call.arguments.flatMap((argument) => {
    const node = unwrap(argument);
    if (node.type !== "ObjectExpression") return [];
    const names = new Set(getEntries(node, scopes).map((entry) => entry.name));
    const isRoute = names.has("method") && (MAKERS.has(name) || [...names].some((one) => ANSWERS.has(one)));
    if (!isRoute) return [];
    return getObjectRoutes(node, [UNKNOWN], { router: { via: "route", isAssumed: true }, reading });
  });
}
