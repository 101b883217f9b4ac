import type { Certainty } from "../reference.js";
import { type Endpoint, isParameter } from "./endpoint.js";
import { COMMON_BASES } from "./match-url.js";
import type { UrlPath } from "./url-path.js";
import { HOLE } from "./url-text.js";

type RoutePart =
  { readonly kind: "literal"; readonly text: string } | { readonly kind: "parameter" | "rest" | "open" };

/** How much of an endpoint's path something above the route may have: nothing, or what a prefix that nobody knows brings. */
const COMMON_PREFIX = /^(?:api|rest|v\d+)$/;

/** Whether a route serves the endpoint. A prefix that only running the program tells begins the path with a hole. */
export function matchRoute(
  { segments, word }: Endpoint,
  path: UrlPath,
  isPrefixed = false,
): Certainty | undefined {
  const hasUnknownPrefix = path.origin === "unknown";
  for (const route of getVariants(split(path))) {
    const fit = fitRoute(segments, route);
    if (fit !== undefined) return hasUnknownPrefix && fit === "resolved" ? "inferred" : fit;
    const dropped = segments.length - route.length;
    const mayHavePrefix = hasUnknownPrefix || isPrefixed;
    const isNamed = route.some((part) => part.kind === "literal" && part.text === word);
    if (!mayHavePrefix || dropped <= 0 || !isNamed) continue;
    if (fitRoute(segments.slice(dropped), route) !== "resolved") continue;
    const above = segments.slice(0, dropped);
    const isCommon = above.every((segment) =>
      isPrefixed ? COMMON_PREFIX.test(segment) : COMMON_BASES.has(segment),
    );
    return isCommon ? "inferred" : "unresolved";
  }
  return undefined;
}

function fitRoute(own: readonly string[], route: readonly RoutePart[]): Certainty | undefined {
  const rest = route.findIndex(({ kind }) => kind === "rest");
  if (rest !== -1) return fitRest(own, route.slice(0, rest));
  if (own.length !== route.length) return undefined;
  let certainty: Certainty = "resolved";
  let isNamed = !own.some((segment) => !isParameter(segment));
  for (const [index, segment] of own.entries()) {
    const part = route[index];
    if (part === undefined) return undefined;
    if (isParameter(segment)) {
      if (part.kind === "literal") return undefined;
      continue;
    }
    if (part.kind === "literal") {
      if (part.text !== segment) return undefined;
      isNamed = true;
    } else certainty = "unresolved";
  }
  return isNamed ? certainty : undefined;
}

/** `/v1/orders/*` serves what is below it, among other things. */
function fitRest(own: readonly string[], before: readonly RoutePart[]): Certainty | undefined {
  if (own.length <= before.length || before.every(({ kind }) => kind !== "literal")) return undefined;
  const fit = fitRoute(own.slice(0, before.length), before);
  const literals = own.filter((segment) => !isParameter(segment)).length;
  const named = before.filter(({ kind }) => kind === "literal").length;
  return fit === "resolved" && named === literals ? "inferred" : undefined;
}

/** Express 5 has braces around what may be left out, with its slash: `/orders{/:id}`. */
function split({ segments }: UrlPath): string[] {
  const path = segments.map(({ text }) => text).join("/");
  return path
    .replace(/\{\/([^}]*)\}/g, "/{$1?}")
    .split("/")
    .filter((segment) => segment !== "");
}

/** Parameters in the words of every framework, with and without those that may be left out. */
function getVariants(segments: readonly string[]): RoutePart[][] {
  let variants: RoutePart[][] = [[]];
  for (const segment of segments) {
    const part = getPart(segment);
    const longer = variants.map((variant) => [...variant, part]);
    variants = isOptional(segment) ? [...longer, ...variants] : longer;
  }
  return variants;
}

function isOptional(segment: string): boolean {
  return /^:[\w$]+(?:\(.*\))?\?$|^\[\[.*\]\]$|^\{:[\w$]+\}$|^\{.*\?\}$/.test(segment);
}

function getPart(segment: string): RoutePart {
  if (/^(?:\*[\w$]*|:[\w$]+[*+]|\(\.\*\)|\*\*|\[\[?\.\.\.[^\]]*\]?\]|\{\*[\w$]+\})$/.test(segment))
    return { kind: "rest" };
  if (/^(?::[\w$]+.*|\{:?[^}]+\}|\[\[?[^\]]+\]?\]|<[^>]+>)$/.test(segment)) return { kind: "parameter" };
  return segment.includes(HOLE) ? { kind: "open" } : { kind: "literal", text: segment };
}
