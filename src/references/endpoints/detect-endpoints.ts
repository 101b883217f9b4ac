import type { TSESTree } from "@typescript-eslint/utils";
import { walk } from "../../ast/walk.js";
import type { Detection, ScriptDetector } from "../detector.js";
import { keepSurest } from "../keep-surest.js";
import type { Access, Certainty } from "../reference.js";
import { type Endpoint, getEndpoints, matchMethod, type Methods } from "./endpoint.js";
import { createClientFinder } from "./find-client.js";
import { findDecoratedRoutes } from "./find-decorated-routes.js";
import { findFileHandlers } from "./find-file-routes.js";
import { findJsxRequests } from "./find-jsx-requests.js";
import { findLeftPaths } from "./find-left-paths.js";
import { findLooseRequests } from "./find-loose-requests.js";
import { findPathType } from "./find-path-types.js";
import { findCallers } from "./find-replayed-requests.js";
import { findSentRequests } from "./find-requests.js";
import type { RequestReading, SentRequest } from "./sent-request.js";
import { createRouterFinder } from "./find-router.js";
import { findDefinedRoutes } from "./find-routes.js";
import type { DefinedRoute, RouteReading } from "./defined-route.js";
import { matchRoute } from "./match-route.js";
import { matchUrl } from "./match-url.js";
import { mayHoldEndpoint } from "./may-hold-endpoint.js";
import { getPathRange } from "./place-of-path.js";
import { findImportedRequest } from "./senders.js";
import { createUrlReader } from "./read-url.js";
import { createRouteTree } from "./route-tree.js";
import { parseRoutePath, parseUrlPath, type UrlPath } from "./url-path.js";
import type { UrlText } from "./url-text.js";

/**
 * Finds calls of endpoints by clients, and the routes that define them.
 *
 * Seen: URLs that are put together of literals, constants, functions and what other modules export, in the clients of `libraries.ts`; routes of the
 * frameworks of `frameworks.ts`, mounted in this module or others, of controllers' decorators, and of files by their place.
 * Inferred: a host, a base that nobody knows, a method that nobody knows, a call that only looks like a request.
 * Unresolved: a literal part of the path that only running the program tells, and paths of which nobody sees what becomes of them.
 */
export const detectEndpoints: ScriptDetector = (file, project) => {
  const endpoints = getEndpoints(project.changes);
  if (endpoints.length === 0 || !mayHoldEndpoint(file, endpoints)) return [];
  const reader = createUrlReader(file, project);
  const find = createClientFinder(reader, project);
  const findRouter = createRouterFinder(reader);
  const requests: RequestReading = { reader, find, findRouter };
  const routes: RouteReading = {
    reader,
    project,
    find: findRouter,
    findClient: find,
    tree: createRouteTree(reader, findRouter),
  };
  const found: Found[] = [];
  for (const node of walk(file.ast)) found.push(...findInNode(node, requests, routes));
  const seen = found.flatMap((one) => getDetections(one, endpoints));
  const left = findLeftPaths(reader, find).map((one) => ({ ...one, kind: "left" as const }));
  return keepSurest([
    ...seen,
    ...left.flatMap((one) => getDetections(one, endpoints)),
    ...endpoints.flatMap((endpoint) =>
      findFileHandlers(file, endpoint).map(({ range: [start, end], via, certainty }) => ({
        ...{ change: endpoint.change, access: "declare" as const, start, end, via, certainty },
      })),
    ),
  ]);
};

/** What may be a reference to any endpoint. */
type Found =
  | (SentRequest & { readonly kind: "call" })
  | (DefinedRoute & { readonly kind: "route" })
  | (PathText & { readonly kind: "type" })
  | (PathText & { readonly kind: "left" });

interface PathText {
  readonly node: TSESTree.Node;
  readonly urls: readonly UrlText[];
  readonly methods: Methods;
}

function findInNode(node: TSESTree.Node, requests: RequestReading, routes: RouteReading): Found[] {
  const { reader } = requests;
  switch (node.type) {
    case "NewExpression":
      return (findSentRequests(node, requests) ?? []).map(toCall);
    case "CallExpression":
      return findInCall(node, requests, routes);
    case "ClassDeclaration":
    case "ClassExpression":
      return findDecoratedRoutes(node, reader).map(toRoute);
    case "JSXOpeningElement":
      return findJsxRequests(node, reader).map(toCall);
    case "TSIndexedAccessType": {
      const type = findPathType(node);
      return type === undefined ? [] : [{ ...type, kind: "type", urls: reader.read(type.node) }];
    }
    default:
      return [];
  }
}

function findInCall(call: TSESTree.CallExpression, requests: RequestReading, routes: RouteReading): Found[] {
  const sent = findSentRequests(call, requests);
  const imported = sent === undefined ? findImportedRequest(call, requests, routes.project) : undefined;
  if (imported !== undefined) return [toCall(imported)];
  if (sent !== undefined) return [...sent, ...sent.flatMap((one) => replay(one, call, requests))].map(toCall);
  const defined = findDefinedRoutes(call, routes);
  return defined.length > 0 ? defined.map(toRoute) : findLooseRequests(call, requests).map(toCall);
}

/** The same request for each call of the function that it stands in. */
function replay(
  { node }: SentRequest,
  call: TSESTree.CallExpression,
  requests: RequestReading,
): SentRequest[] {
  return findCallers(node, requests.reader).flatMap(
    (given) => findSentRequests(call, { ...requests, reader: requests.reader.bind(given) }) ?? [],
  );
}

function toCall(request: SentRequest): Found {
  return { ...request, kind: "call" };
}

function toRoute(route: DefinedRoute): Found {
  return { ...route, kind: "route" };
}

const ACCESS: Readonly<Record<Found["kind"], Access>> = {
  call: "call",
  left: "call",
  route: "declare",
  type: "type",
};

function getDetections(found: Found, endpoints: readonly Endpoint[]): Detection[] {
  const paths = found.kind === "route" ? found.paths.map(parseRoutePath) : found.urls.map(parseUrlPath);
  return paths.flatMap((path) =>
    endpoints.flatMap((endpoint): Detection[] => {
      const certainty = getCertainty(found, path, endpoint);
      if (certainty === undefined) return [];
      const [start, end] = getPathRange(path, endpoint, found.node);
      const via = "via" in found ? found.via : found.kind === "type" ? "openapi" : "url";
      return [{ change: endpoint.change, access: ACCESS[found.kind], start, end, via, certainty }];
    }),
  );
}

/** `(id) => fetch(`/v1/orders/${id}`)` calls the endpoint itself, whatever it is given. */
function isSaid(template: UrlText, endpoint: Endpoint): boolean {
  const match = matchUrl(endpoint, parseUrlPath(template));
  return match !== undefined && match !== "unresolved";
}

function getCertainty(found: Found, path: UrlPath, endpoint: Endpoint): Certainty | undefined {
  const method = matchMethod(endpoint, found.methods);
  if (method === undefined) return undefined;
  if (found.kind === "call" && found.template && isSaid(found.template, endpoint)) return undefined;
  if (found.kind === "type") return matchUrl(endpoint, path) === undefined ? undefined : "resolved";
  if (found.kind === "left") {
    const fit = path.segments.length > 1 ? matchUrl(endpoint, path) : undefined;
    return fit === undefined || fit === "unresolved" ? undefined : "unresolved";
  }
  const match =
    found.kind === "route" ? matchRoute(endpoint, path, found.isPrefixed) : matchUrl(endpoint, path);
  if (match !== "resolved") return match;
  return found.isAssumed || method === "assumed" ? "inferred" : match;
}
