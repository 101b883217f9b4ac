import { createGenerated, type SourceText, type TextPiece } from "./source-text.js";

/** Names as the text of a statement, quoted; a dot within one separates schema, table and column. */
export function quoteNames(names: readonly TextPiece[], separator: string, sign = '"'): SourceText {
  return names.flatMap((name, index) => [
    ...(index === 0 ? [] : [createGenerated(separator)]),
    ...splitAtDots(name).flatMap((part, at) => [
      ...(at === 0 ? [] : [createGenerated(".")]),
      ...quote(part, sign),
    ]),
  ]);
}

/** One piece, as a hole for columns takes it. */
export function quoteName(name: TextPiece, sign = '"'): TextPiece {
  const pieces = quote(name, sign);
  return {
    kind: "text",
    text: pieces.map(({ text }) => text).join(""),
    starts: pieces.flatMap(({ starts }) => starts),
    ends: pieces.flatMap(({ ends }) => ends),
  };
}

function quote(piece: TextPiece, sign: string): TextPiece[] {
  if (piece.text === "*") return [piece];
  return [createGenerated(sign), piece, createGenerated(sign)];
}

function splitAtDots(piece: TextPiece): TextPiece[] {
  const parts: TextPiece[] = [];
  let from = 0;
  for (const part of piece.text.split(".")) {
    parts.push(slicePiece(piece, from, from + part.length));
    from += part.length + 1;
  }
  return parts;
}

export function slicePiece({ text, starts, ends }: TextPiece, from: number, to?: number): TextPiece {
  return {
    kind: "text",
    text: text.slice(from, to),
    starts: starts.slice(from, to),
    ends: ends.slice(from, to),
  };
}
