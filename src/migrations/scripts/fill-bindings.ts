import { createGenerated, type Piece, type SourceText } from "../../references/sql/source-text.js";
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
  const whole = pieces.map(showPiece).join("");
  const filled: Piece[] = [];
  let from = 0;
  for (const match of whole.matchAll(pattern)) {
    const replaced = replace(match[0]);
    if (replaced === undefined) continue;
    filled.push(...slicePieces(pieces, from, match.index), createGenerated(replaced));
    from = match.index + match[0].length;
  }
  return [...filled, ...slicePieces(pieces, from, whole.length)];
}

/** A hole as a letter of nobody's. */
function showPiece(piece: Piece): string {
  return piece.kind === "text" ? piece.text : AT_RUN_TIME;
}

function slicePieces(pieces: SourceText, from: number, to: number): Piece[] {
  let end = 0;
  return pieces.flatMap((piece): Piece[] => {
    const start = end;
    end += showPiece(piece).length;
    if (end <= from || start >= to) return [];
    if (piece.kind === "hole") return [piece];
    const range = [Math.max(0, from - start), to - start] as const;
    const { text, starts, ends } = piece;
    return [
      {
        kind: "text",
        text: text.slice(...range),
        starts: starts.slice(...range),
        ends: ends.slice(...range),
      },
    ];
  });
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
