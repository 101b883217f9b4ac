import type { OtherDialect } from "../../sql/dialects/dialect.js";
import { createGenerated, type Piece, type SourceText, type TextPiece } from "./source-text.js";

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

/** What this tool itself quotes, in the quotes of a dialect: MySQL takes what Postgres quotes for strings. */
export function toQuotesOf(dialect: OtherDialect, text: SourceText): SourceText {
  if (dialect !== "mysql") return text;
  return text.map((piece): Piece => {
    if (piece.kind === "hole") return { ...piece, columns: piece.columns.map(toBackticks) };
    return toBackticks(piece);
  });
}

function toBackticks(piece: TextPiece): TextPiece {
  if (!piece.text.includes('"')) return piece;
  const text = Array.from({ length: piece.text.length }, (_, index) => {
    const isOwn = piece.starts[index] === -1;
    return isOwn && piece.text[index] === '"' ? "`" : piece.text[index];
  });
  return { ...piece, text: text.join("") };
}
