import { slicePiece } from "../../sql/quoted-names.js";
import { createGenerated, type SourceText } from "../../sql/source-text.js";

/** The text without what stands at these ranges of it. */
export function cut(text: SourceText, ranges: readonly (readonly [number, number])[]): SourceText {
  const parts: SourceText[number][] = [];
  let at = 0;
  for (const piece of text) {
    const length = piece.kind === "text" ? piece.text.length : 1;
    if (piece.kind === "text") {
      let from = 0;
      for (const [start, end] of ranges) {
        if (start < at || start >= at + length) continue;
        parts.push(slicePiece(piece, from, start - at), createGenerated("null"));
        from = Math.min(end - at, length);
      }
      parts.push(slicePiece(piece, from));
    } else if (!ranges.some(([start, end]) => start <= at && at < end)) parts.push(piece);
    at += length;
  }
  return parts;
}
