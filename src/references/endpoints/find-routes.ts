import type { TSESTree } from "@typescript-eslint/utils";
import { isFunction } from "../../ast/find-function.js";
import { getMemberName } from "../../ast/property-name.js";
import { unwrap } from "../../ast/unwrap.js";
import { findValue } from "../sql/static-values.js";
import { define, type DefinedRoute, type RouteReading } from "./defined-route.js";
import { getDescribed, getObjectRoutes } from "./described-routes.js";
import { ROUTE_VERBS } from "./frameworks.js";
import { getOwn } from "./libraries.js";
import { findNamedRouter, isHandled } from "./named-router.js";
import { getMethods } from "./request-methods.js";
import { joinRoute } from "./route-tree.js";
import type { Router } from "./router.js";
import { createUrlText, NO_TEXT, UNKNOWN, type UrlText } from "./url-text.js";

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
