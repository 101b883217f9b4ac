import type { Certainty } from "../reference.js";
import { type Endpoint, isParameter } from "./endpoint.js";
import { isOpen, type UrlPath, type UrlSegment } from "./url-path.js";
import { HOLE } from "./url-text.js";

/** How surely one segment is what an endpoint has at its place: `open` where only running the program tells. */
type Fit = "sure" | "likely" | "open";

/** Leading segments that clients leave to a base URL, and that tell no two endpoints of a service apart. */
export const COMMON_BASES: ReadonlySet<string> = new Set(["api", "rest", "_api", "backend", "server"]);

/** Whether a request to a URL reaches the endpoint, and how surely; what the URL begins with may be a base that has a part of the path. */
export function matchUrl({ segments, word }: Endpoint, path: UrlPath): Certainty | undefined {
  const fit = fitSegments(segments, path.segments);
  if (fit !== undefined) {
    if (fit === "open") return "unresolved";
    return fit === "sure" && path.origin === "root" ? "resolved" : "inferred";
  }
  if (path.origin !== "unknown") return undefined;
  const dropped = segments.length - path.segments.length;
  if (dropped <= 0 || !path.segments.some(({ text }) => text === word)) return undefined;
  const rest = fitSegments(segments.slice(dropped), path.segments);
  if (rest === undefined || rest === "open") return undefined;
  return segments.slice(0, dropped).every((segment) => COMMON_BASES.has(segment)) ? "inferred" : "unresolved";
}

function fitSegments(own: readonly string[], given: readonly UrlSegment[]): Fit | undefined {
  if (own.length !== given.length || own.length === 0) return undefined;
  const fits = own.map((segment, index) =>
    fitSegment(segment, given[index]?.text ?? "", index === own.length - 1),
  );
  if (fits.includes(undefined)) return undefined;
  const literals = fits.filter((_, index) => !isParameter(own[index] ?? ""));
  const open = literals.filter((fit) => fit === "open").length;
  if (open > 1 || (open > 0 && open === literals.length)) return undefined;
  if (open > 0) return "open";
  return fits.includes("likely") ? "likely" : "sure";
}

function fitSegment(own: string, given: string, isLast: boolean): Fit | undefined {
  if (isParameter(own)) return fitParameter(given);
  if (given === own || decode(given) === own) return "sure";
  if (!given.includes(HOLE)) return undefined;
  if (isOpen(given)) return "open";
  // `/v1/orders${query}`
  if (isLast && given.replace(/\0+$/, "") === own) return "likely";
  return fitsAround(own, given) ? "open" : undefined;
}

const PLACEHOLDER = /^(?::[\w$]+|\{[^}]+\}|\[[^\]]+\]|<[^>]+>)$/;

/** A word in the place of a parameter may be a route of its own: `/orders/export`. */
function fitParameter(given: string): Fit {
  if (given.includes(HOLE) || /\d/.test(given) || PLACEHOLDER.test(given)) return "sure";
  return "likely";
}

function fitsAround(own: string, given: string): boolean {
  const [first = "", ...rest] = given.split(/\0+/);
  const last = rest.at(-1) ?? "";
  return first.length + last.length <= own.length && own.startsWith(first) && own.endsWith(last);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
