import type { TSESTree } from "@typescript-eslint/utils";
import { getEntries } from "../../ast/object-entries.js";
import { findValue } from "../sql/static-values.js";
import type { Client, FindClient } from "./client.js";
import type { Methods } from "./endpoint.js";
import type { UrlReader } from "./read-url.js";
import { getOptionMethods } from "./request-methods.js";
import type { FindRouter } from "./router.js";
import { joinUrl, resolveUrl, UNKNOWN, type UrlText } from "./url-text.js";

/** A place that sends a request. */
export interface SentRequest {
  readonly node: TSESTree.Node;
  /** Each URL that it may be sent to. */
  readonly urls: readonly UrlText[];
  readonly methods: Methods;
  readonly via: string;
  /** What the function that sends it has around what it is given; an endpoint that this says by itself is called there. */
  readonly template?: UrlText;
  /** True where nothing but the looks of it says that it is a request. */
  readonly isAssumed: boolean;
}

export interface RequestReading {
  readonly reader: UrlReader;
  readonly find: FindClient;
  readonly findRouter: FindRouter;
}

export function send(
  node: TSESTree.Node,
  urls: readonly UrlText[],
  more: Pick<SentRequest, "methods" | "via"> & { readonly isAssumed?: boolean },
): SentRequest {
  return { node, urls, isAssumed: false, ...more };
}

/** An object that is no URL. */
export function isConfig(node: TSESTree.Node, { reader }: RequestReading): boolean {
  return findValue(node, reader.file.scopes).type === "ObjectExpression";
}

interface Optioned {
  readonly url: TSESTree.Node;
  readonly options: TSESTree.Node | undefined;
  readonly preset: Methods;
}

export function getOptioned(
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
export function addBase(
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
