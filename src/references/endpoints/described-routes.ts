import type { TSESTree } from "@typescript-eslint/utils";
import { getEntries } from "../../ast/object-entries.js";
import { getDottedPath } from "../../ast/property-name.js";
import { unwrap } from "../../ast/unwrap.js";
import { findValue } from "../sql/static-values.js";
import { define, type DefinedRoute, type RouteReading } from "./defined-route.js";
import { getOptionMethods } from "./request-methods.js";
import type { Router } from "./router.js";
import { UNKNOWN, type UrlText } from "./url-text.js";

const PATHS: ReadonlySet<string> = new Set(["url", "path"]);

interface Describing {
  readonly router: Pick<Router, "via" | "isAssumed">;
  readonly reading: RouteReading;
}

/** `{ method, url, handler }`, `createRoute({ method, path })`. */
export function getObjectRoutes(
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
export function getDescribed(call: TSESTree.CallExpression, reading: RouteReading): DefinedRoute[] {
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
