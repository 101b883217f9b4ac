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

/** Puts generated text in for what a pattern finds; the rest stays where it stands. Undefined leaves what was found. */
export function replaceTokens(
  pieces: SourceText,
  pattern: RegExp,
  replace: (found: string) => string | undefined,
): SourceText {
  return pieces.flatMap((piece) => (piece.kind === "text" ? replaceIn(piece, pattern, replace) : [piece]));
}

function replaceIn(
  piece: Extract<Piece, { kind: "text" }>,
  pattern: RegExp,
  replace: (found: string) => string | undefined,
): Piece[] {
  const filled: Piece[] = [];
  let from = 0;
  const keep = (to: number): void => {
    if (to <= from) return;
    filled.push({
      kind: "text",
      text: piece.text.slice(from, to),
      starts: piece.starts.slice(from, to),
      ends: piece.ends.slice(from, to),
    });
  };
  for (const match of piece.text.matchAll(pattern)) {
    const replaced = replace(match[0]);
    if (replaced === undefined) continue;
    keep(match.index);
    filled.push(createGenerated(replaced));
    from = match.index + match[0].length;
  }
  keep(piece.text.length);
  return filled;
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
