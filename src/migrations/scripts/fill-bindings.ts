import {
  createGenerated,
  type Piece,
  type SourceText,
  type TextPiece,
} from "../../references/sql/source-text.js";
import { AT_RUN_TIME } from "../operations/run-time-names.js";
import type { SqlOptions } from "./handle.js";
import { getText, type Value } from "./value.js";

/** Puts parameters and names in for a query's bindings; what stands in quotes or in a comment is left alone. */
export function fillBindings(pieces: SourceText, { bindings, replacements }: SqlOptions): SourceText {
  if (bindings === undefined && replacements === undefined) return pieces;
  let next = 0;
  return replaceTokens(pieces, TOKEN, (found) => {
    if (found === "?" || found === "??") {
      // Without bindings it is an operator of JSON's.
      if (bindings === undefined) return undefined;
      const value = bindings[next];
      next += 1;
      return found === "??" ? formatName(value) : `$${next}`;
    }
    if (!/^:\w/.test(found)) return undefined;
    const isName = found.endsWith(":");
    const value = replacements?.get(found.slice(1, isName ? -1 : undefined));
    if (value === undefined) return undefined;
    return isName ? formatName(value) : "$1";
  });
}

// A string, a quoted name, a comment, a cast; then what a binding fills.
const TOKEN = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[^]*?\*\/|::|\\\?|\?\?|\?|:\w+:?/g;

/**
 * Puts generated text in for what a pattern finds, also where pieces meet (`(:${names.join(", :")})`); the rest stays where it stands.
 * Undefined leaves what was found.
 */
export function replaceTokens(
  pieces: SourceText,
  pattern: RegExp,
  replace: (found: string) => string | undefined,
): SourceText {
  const whole = joinPieces(pieces);
  const filled: Piece[] = [];
  let from = 0;
  const keep = (to: number): void => {
    if (to > from) filled.push(slicePiece(whole, from, to));
  };
  for (const match of whole.text.matchAll(pattern)) {
    const replaced = replace(match[0]);
    if (replaced === undefined) continue;
    keep(match.index);
    filled.push(createGenerated(replaced));
    from = match.index + match[0].length;
  }
  keep(whole.text.length);
  return filled;
}

/** One text, with a letter of nobody's for each hole. */
function joinPieces(pieces: SourceText): TextPiece {
  const texts = pieces.map((piece) => (piece.kind === "text" ? piece : createGenerated(AT_RUN_TIME)));
  return {
    kind: "text",
    text: texts.map(({ text }) => text).join(""),
    starts: texts.flatMap(({ starts }) => starts),
    ends: texts.flatMap(({ ends }) => ends),
  };
}

function slicePiece({ text, starts, ends }: TextPiece, from: number, to: number): TextPiece {
  return {
    kind: "text",
    text: text.slice(from, to),
    starts: starts.slice(from, to),
    ends: ends.slice(from, to),
  };
}

/** What is no name that the text tells stands for one. */
function formatName(value: Value | undefined): string {
  const text = getText(value);
  if (text === undefined) return AT_RUN_TIME;
  return text
    .split(".")
    .map((part) => `"${part.replaceAll('"', '""')}"`)
    .join(".");
}
