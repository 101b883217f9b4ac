import type { TSESTree } from "@typescript-eslint/utils";
import type { Endpoint } from "./endpoint.js";
import type { UrlPath } from "./url-path.js";
import type { UrlText } from "./url-text.js";

export type Range = readonly [start: number, end: number];

/** Where a path stands in the file: the piece of literal text that names it, without what is filled in, host, query and hash. */
export function getPathRange(path: UrlPath, { word, segments }: Endpoint, node: TSESTree.Node): Range {
  const { url, from, to } = path;
  const named = path.segments.find(({ text, at }) => text === word && isPlaced(url, at));
  const literal = named ?? path.segments.find(({ text, at }) => segments.includes(text) && isPlaced(url, at));
  const at = literal?.at ?? findPlaced(path);
  if (at === undefined) return node.range;
  let first = at;
  let last = at;
  while (first > from && isNext(url, first - 1)) first -= 1;
  while (last + 1 < to && isNext(url, last)) last += 1;
  return [url.starts[first] ?? 0, url.ends[last] ?? 0];
}

function isPlaced({ starts }: UrlText, at: number): boolean {
  return (starts[at] ?? -1) >= 0;
}

function findPlaced({ url, from, to }: UrlPath): number | undefined {
  for (let at = from; at < to; at += 1) if (isPlaced(url, at)) return at;
  return undefined;
}

/** Whether a character and the one after it stand side by side, or for the same name. */
function isNext({ starts, ends }: UrlText, at: number): boolean {
  const start = starts[at] ?? -1;
  const next = starts[at + 1] ?? -1;
  return start >= 0 && next >= 0 && (ends[at] === next || start === next);
}
