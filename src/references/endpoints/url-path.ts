import { HOLE, type UrlText } from "./url-text.js";

/**
 * What stands before a URL's path:
 * - root: nothing, the path starts with `/`
 * - relative: nothing, and the path does not start with `/`
 * - host: a host, literal or not
 * - unknown: something that may have a part of the path in it
 */
type Origin = "root" | "relative" | "host" | "unknown";

export interface UrlSegment {
  readonly text: string;
  /** Where it stands in the URL's text. */
  readonly at: number;
}

export interface UrlPath {
  readonly url: UrlText;
  readonly origin: Origin;
  readonly segments: readonly UrlSegment[];
  /** Where the path begins and ends in the URL's text: from its first slash, without query and hash. */
  readonly from: number;
  readonly to: number;
}

const HOST = /^(?:[a-z\d+.\0-]+:)?\/\/[^/?#]*/i;
/** A hole alone, with a port or the end of a host name, or with the rest of a relative path after it. */
const BASE = /^\0+(?:[.:][^/?#]*)?/;

/** The path of a URL, in segments; a slash at its end, a query and a hash don't count. */
export function parseUrlPath(url: UrlText): UrlPath {
  return parsePath(url, /[?#]/);
}

/** The path of a route, where `?` is no query. */
export function parseRoutePath(url: UrlText): UrlPath {
  return parsePath(url, /#/);
}

function parsePath(url: UrlText, ending: RegExp): UrlPath {
  const { text } = url;
  const host = HOST.exec(text)?.[0];
  const base = host === undefined ? BASE.exec(text)?.[0] : undefined;
  const from = (host ?? base ?? "").length;
  const end = text.slice(from).search(ending);
  const to = end === -1 ? text.length : from + end;
  return { url, origin: getOrigin(text, { host, base }), segments: getSegments(text, from, to), from, to };
}

interface Start {
  readonly host: string | undefined;
  readonly base: string | undefined;
}

function getOrigin(text: string, { host, base }: Start): Origin {
  if (host !== undefined) return "host";
  if (base !== undefined) return /^\0+[.:]/.test(base) ? "host" : "unknown";
  return text.startsWith("/") ? "root" : "relative";
}

function getSegments(text: string, from: number, to: number): UrlSegment[] {
  const segments: UrlSegment[] = [];
  for (let at = from; at < to;) {
    const slash = text.indexOf("/", at);
    const end = slash === -1 || slash > to ? to : slash;
    if (end > at) segments.push({ text: text.slice(at, end), at });
    at = end + 1;
  }
  return segments;
}

/** Whether a segment is nothing but what the program fills in. */
export function isOpen(segment: string): boolean {
  return segment !== "" && segment.replaceAll(HOLE, "") === "";
}
