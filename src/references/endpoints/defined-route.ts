import type { TSESTree } from "@typescript-eslint/utils";
import { unwrap } from "../../ast/unwrap.js";
import type { FindClient } from "./client.js";
import type { Methods } from "./endpoint.js";
import type { EndpointProject } from "./endpoint-facts.js";
import type { UrlReader } from "./read-url.js";
import { joinRoute, type RouteTree } from "./route-tree.js";
import type { FindRouter, Router } from "./router.js";
import type { UrlText } from "./url-text.js";

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

interface Defining {
  readonly methods: Methods;
  readonly router: Pick<Router, "via" | "isAssumed">;
  readonly reading: RouteReading;
}

export function define(
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
