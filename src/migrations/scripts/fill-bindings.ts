import { createGenerated, type Piece, type SourceText } from "../../references/sql/source-text.js";
import { AT_RUN_TIME } from "../operations/run-time-names.js";
import type { SqlOptions } from "./handle.js";
import { getText, type Value } from "./value.js";

/** Puts parameters and names in for a query's bindings; what stands in quotes or in a comment is left alone. */
export function fillBindings(pieces: SourceText, { bindings, replacements }: SqlOptions): SourceText {
  if (bindings === undefined && replacements === undefined) return pieces;
  let next = 0;
  const take = (found: string): string => {
    if (found === "?" || found === "??") {
      const value = bindings?.[next];
      next += 1;
      return found === "??" ? formatName(value) : `$${next}`;
    }
    const isName = found.endsWith(":");
    const name = found.slice(1, isName ? -1 : undefined);
    const value = replacements?.get(name);
    if (value === undefined && replacements !== undefined) return found;
    return isName ? formatName(value) : "$1";
  };
  return pieces.flatMap((piece) => (piece.kind === "text" ? fill(piece, take) : [piece]));
}

// A string, a quoted name, a comment, a cast; then what a binding fills.
const TOKEN = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[^]*?\*\/|::|\\\?|\?\?|\?|:\w+:?/g;

function fill(piece: Extract<Piece, { kind: "text" }>, take: (found: string) => string): Piece[] {
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
  for (const match of piece.text.matchAll(TOKEN)) {
    const [found] = match;
    if (!/^\?|^:\w/.test(found)) continue;
    keep(match.index);
    filled.push(createGenerated(take(found)));
    from = match.index + found.length;
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
