import type { TSESTree } from "@typescript-eslint/utils";
import { getEntries } from "../../ast/object-entries.js";
import { getMemberName } from "../../ast/property-name.js";
import { unwrap } from "../../ast/unwrap.js";
import { findValue } from "../sql/static-values.js";
import type { Methods } from "./endpoint.js";
import type { Client, FindClient } from "./find-client.js";
import type { FindRouter } from "./find-router.js";
import { getOwn, VERBS } from "./libraries.js";
import type { UrlReader } from "./read-url.js";
import { getMethods, getOptionMethods } from "./request-methods.js";
import { joinUrl, resolveUrl, UNKNOWN, type UrlText } from "./url-text.js";

/** A place that sends a request. */
export interface SentRequest {
  readonly node: TSESTree.Node;
  /** Each URL that it may be sent to. */
  readonly urls: readonly UrlText[];
  readonly methods: Methods;
  readonly via: string;
  /** True where nothing but the looks of it says that it is a request. */
  readonly isAssumed: boolean;
}

export interface RequestReading {
  readonly reader: UrlReader;
  readonly find: FindClient;
  readonly findRouter: FindRouter;
}

type Call = TSESTree.CallExpression | TSESTree.NewExpression;

/** The requests that a call of a known client sends; undefined for any other call. */
export function findSentRequests(call: Call, reading: RequestReading): SentRequest[] | undefined {
  if (call.type === "NewExpression") return getConstructed(call, reading);
  const callee = unwrap(call.callee);
  const direct = reading.find(callee);
  if (direct !== undefined) return getDirect(direct, call, reading);
  if (callee.type !== "MemberExpression") return undefined;
  const client = reading.find(callee.object);
  const name = getMemberName(callee);
  if (name === undefined) return undefined;
  if (client !== undefined) return getMemberRequests(client, { name, call }, reading);
  // Applications answer tests without a server: `app.inject({ url })`, `app.request(url)`.
  const router = ASKED.has(name) ? reading.findRouter(callee.object) : undefined;
  return router && getDirect({ via: router.via, style: "axios", bases: [] }, call, reading);
}

const ASKED: ReadonlySet<string> = new Set(["inject", "request", "fetch"]);

const CONSTRUCTED: ReadonlySet<string> = new Set(["EventSource", "WebSocket"]);

function getConstructed({ callee, arguments: [first] }: TSESTree.NewExpression, { reader }: RequestReading) {
  if (callee.type !== "Identifier" || !CONSTRUCTED.has(callee.name) || first === undefined) return undefined;
  return [
    send(first, reader.read(first), {
      methods: ["GET"],
      via: callee.name === "EventSource" ? "eventsource" : "websocket",
    }),
  ];
}

function send(
  node: TSESTree.Node,
  urls: readonly UrlText[],
  more: Pick<SentRequest, "methods" | "via"> & { readonly isAssumed?: boolean },
): SentRequest {
  return { node, urls, isAssumed: false, ...more };
}

/** `fetch(url)`, `axios(config)`, `got(url)`, `request(url)` of undici. */
function getDirect(
  client: Client,
  call: TSESTree.CallExpression,
  reading: RequestReading,
): SentRequest[] | undefined {
  const { reader } = reading;
  const [first, second] = call.arguments;
  const { via, style } = client;
  if (first === undefined) return style === "mock" ? [] : undefined;
  switch (style) {
    case "mock":
      return [];
    case "fetch":
      return [getFetched(client, { url: first, init: second }, reading)];
    case "axios":
    case "got":
      if (isConfig(first, reading)) return getConfigured(client, { config: first, preset: ["GET"] }, reading);
      return [getOptioned(client, { url: first, options: second, preset: ["GET"] }, reading)];
    case "undici":
      return [getOptioned(client, { url: first, options: second, preset: ["GET"] }, reading)];
    case "superagent": {
      const methods = second ? getMethods(first, reader) : ["GET"];
      return [send(second ?? first, reader.read(second ?? first), { methods, via })];
    }
    case "node":
      return getNodeRequests(client, call, reading);
    case "swr": {
      const isMutation = /mutation/i.test(getCalledName(call));
      return [
        send(first, reader.read(first), { methods: isMutation ? "any" : ["GET"], via, isAssumed: true }),
      ];
    }
    default:
      return undefined;
  }
}

function getCalledName({ callee }: TSESTree.CallExpression): string {
  return callee.type === "Identifier" ? callee.name : "";
}

/** An object that is no URL. */
function isConfig(node: TSESTree.Node, { reader }: RequestReading): boolean {
  return findValue(node, reader.file.scopes).type === "ObjectExpression";
}

interface Fetched {
  readonly url: TSESTree.Node;
  readonly init: TSESTree.Node | undefined;
}

/** Also `fetch(new Request(url, init))`. */
function getFetched(client: Client, { url, init }: Fetched, reading: RequestReading): SentRequest {
  const { scopes } = reading.reader.file;
  const value = findValue(url, scopes);
  const inner =
    value.type === "NewExpression" && value.callee.type === "Identifier" && value.callee.name === "Request";
  const options = init ?? (inner ? value.arguments[1] : undefined);
  const isWhole = value.type === "Identifier" && value.name === "request";
  const preset: Methods = isWhole && init === undefined ? "any" : ["GET"];
  return getOptioned(client, { url, options, preset }, reading);
}

interface Optioned {
  readonly url: TSESTree.Node;
  readonly options: TSESTree.Node | undefined;
  readonly preset: Methods;
}

function getOptioned(
  client: Client,
  { url, options, preset }: Optioned,
  reading: RequestReading,
): SentRequest {
  const { reader } = reading;
  const methods = getOptionMethods(options, reader, preset);
  return send(url, addBase(client, reader.read(url), { options, reading }), { methods, via: client.via });
}

interface Basing {
  readonly options: TSESTree.Node | undefined;
  readonly reading: RequestReading;
}

const BASES: ReadonlySet<string> = new Set(["baseURL", "baseUrl", "prefixUrl"]);

/** URLs after each base that the call's options or the client give. */
function addBase(
  { bases, style }: Client,
  urls: readonly UrlText[],
  { options, reading }: Basing,
): UrlText[] {
  const { reader } = reading;
  const entry = options && getEntries(options, reader.file.scopes).findLast(({ name }) => BASES.has(name));
  const given = entry ? reader.read(entry.value) : bases;
  if (given.length === 0) return [...urls];
  const join = style === "verbs" ? resolveUrl : joinUrl;
  return given.flatMap((base) => urls.map((url) => join(base, url)));
}

interface Configured {
  readonly config: TSESTree.Node;
  readonly preset: Methods;
}

const URLS: ReadonlySet<string> = new Set(["url", "uri", "path", "pathname"]);

/** `axios({ url, method, baseURL })`, `client.request({ path, method })`. */
export function getConfigured(
  client: Client,
  { config, preset }: Configured,
  reading: RequestReading,
): SentRequest[] {
  const { reader } = reading;
  const { scopes } = reader.file;
  const entries = getEntries(config, scopes).filter(({ name }) => URLS.has(name));
  const hasHost = getEntries(config, scopes).some(({ name }) => /^(?:host|hostname|origin)$/.test(name));
  const methods = getOptionMethods(config, reader, preset);
  return entries.map(({ value }) => {
    const urls = addBase(client, reader.read(value), { options: config, reading });
    return send(value, hasHost ? urls.map((url) => resolveUrl(UNKNOWN, url)) : urls, {
      methods,
      via: client.via,
    });
  });
}

interface MemberCall {
  readonly name: string;
  readonly call: TSESTree.CallExpression;
}

/** `axios.get(url)`, `client.request({ path })`, `client.GET(path)`, `http.request(options)`. */
function getMemberRequests(
  client: Client,
  { name, call }: MemberCall,
  reading: RequestReading,
): SentRequest[] | undefined {
  const { style, via } = client;
  const [first, second, third] = call.arguments;
  const verb = getOwn(VERBS, name);
  if (style === "mock") return [];
  if (first === undefined) return undefined;
  if (style === "node")
    return name === "request" || name === "get" ? getNodeRequests(client, call, reading) : undefined;
  if (style === "openapi") return getOpenapi(client, { name, call }, reading);
  if (style === "jquery" && name === "ajax")
    return isConfig(first, reading)
      ? getConfigured(client, { config: first, preset: ["GET"] }, reading)
      : [getOptioned(client, { url: first, options: second, preset: ["GET"] }, reading)];
  if (verb !== undefined && style !== "dispatcher") {
    const hasBody = style === "axios" && /^(?:post|put|patch)/.test(name);
    const base = addBase(client, reading.reader.read(first), { options: hasBody ? third : second, reading });
    return [send(first, base, { methods: [verb], via })];
  }
  switch (name) {
    case "request":
    case "stream":
    case "pipeline":
    case "dispatch":
    case "fetch":
    case "paginate":
      return isConfig(first, reading)
        ? getConfigured(client, { config: first, preset: ["GET"] }, reading)
        : [getOptioned(client, { url: first, options: second, preset: ["GET"] }, reading)];
    default:
      return undefined;
  }
}

function getOpenapi(
  client: Client,
  { name, call }: MemberCall,
  reading: RequestReading,
): SentRequest[] | undefined {
  const [first, second] = call.arguments;
  if (first === undefined) return undefined;
  const urls = addBase(client, reading.reader.read(first), { options: undefined, reading });
  if (getOwn(VERBS, name.toLowerCase()) !== undefined)
    return [send(first, urls, { methods: [name.toUpperCase()], via: client.via })];
  if (name !== "request" || second === undefined) return undefined;
  const methods = getMethods(first, reading.reader);
  return [
    send(second, addBase(client, reading.reader.read(second), { options: undefined, reading }), {
      methods,
      via: client.via,
    }),
  ];
}

/** `http.request(url, options)`, `http.request({ path, method })`. */
function getNodeRequests(
  client: Client,
  call: TSESTree.CallExpression,
  reading: RequestReading,
): SentRequest[] {
  const [first, second] = call.arguments;
  if (first === undefined) return [];
  if (isConfig(first, reading)) return getConfigured(client, { config: first, preset: ["GET"] }, reading);
  const options = second && isConfig(second, reading) ? second : undefined;
  return [getOptioned(client, { url: first, options, preset: ["GET"] }, reading)];
}
