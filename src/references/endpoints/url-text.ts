import type { SourceText } from "../sql/source-text.js";

/** Stands in a URL's text for what only running the program would tell. */
export const HOLE = "\0";

/** Stands in the URL of a function that sends what it is given, for what that is. */
export const GIVEN = "\u0001";

/** A URL or a part of one. Each character knows the source that it comes from, `[starts[i], ends[i])`; negative for one that stands nowhere in the file. */
export interface UrlText {
  readonly text: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

export const NO_TEXT: UrlText = { text: "", starts: [], ends: [] };

/** Text that does not stand in the file. */
export function createUrlText(text: string): UrlText {
  const nowhere = new Array<number>(text.length).fill(-1);
  return { text, starts: nowhere, ends: nowhere };
}

export const UNKNOWN: UrlText = createUrlText(HOLE);

export function toUrlText(source: SourceText): UrlText {
  return concatTexts(source.map((piece) => (piece.kind === "hole" ? UNKNOWN : piece)));
}

export function concatTexts(parts: readonly UrlText[]): UrlText {
  return {
    text: parts.map(({ text }) => text).join(""),
    starts: parts.flatMap(({ starts }) => starts),
    ends: parts.flatMap(({ ends }) => ends),
  };
}

function sliceText({ text, starts, ends }: UrlText, from: number, to = text.length): UrlText {
  return { text: text.slice(from, to), starts: starts.slice(from, to), ends: ends.slice(from, to) };
}

const ABSOLUTE = /^(?:[a-z][a-z\d+.-]*:)?\/\//i;

/** What clients make of a base and a path: one slash between them; an absolute URL, as a hole may be one, leaves the base alone. */
export function joinUrl(base: UrlText, path: UrlText): UrlText {
  if (ABSOLUTE.test(path.text) || path.text.startsWith(`${HOLE}/`) || base.text === "") return path;
  if (path.text === "") return base;
  const bare = sliceText(base, 0, base.text.replace(/\/+$/, "").length);
  return concatTexts([bare, ...(path.text.startsWith("/") ? [] : [createUrlText("/")]), path]);
}

/** `new URL(path, base)`: a path from the root leaves nothing of the base but its host. */
export function resolveUrl(base: UrlText, path: UrlText): UrlText {
  if (ABSOLUTE.test(path.text) || path.text.startsWith(HOLE)) return path;
  if (path.text.startsWith("/")) return concatTexts([createUrlText(`http://${HOLE}`), path]);
  const folder = base.text.startsWith(HOLE) && !base.text.includes("/", 1) ? `${base.text}/` : base.text;
  const end = folder.lastIndexOf("/") + 1;
  const hasPath = end > folder.indexOf("://") + 3;
  const parent = hasPath
    ? sliceText({ ...base, text: folder }, 0, end)
    : concatTexts([base, createUrlText("/")]);
  return concatTexts([normalise(parent), path]);
}

/** A slash that was added stands nowhere. */
function normalise({ text, starts, ends }: UrlText): UrlText {
  const pad = (places: readonly number[]) =>
    Array.from({ length: text.length }, (_, index) => places[index] ?? -1);
  return { text, starts: pad(starts), ends: pad(ends) };
}
