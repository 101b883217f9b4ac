import { createGenerated, type Piece, type SourceText } from "../../../../references/sql/source-text.js";
import { AT_RUN } from "../../compose-sql.js";
import type { Value } from "../../value.js";
import { getLiteral, quote } from "./names.js";

const PARAMETER = /\{(\w+)\}/g;

/** `pgm.sql("… {name} …", { name: "users" })`: texts are names there, all else is a value (src/utils/createTransformer.ts of node-pg-migrate). */
export function fillTemplate(text: Value, mapping: Value | undefined): Value {
  if (text.kind !== "text" || mapping === undefined) return text;
  return {
    kind: "text",
    pieces: text.pieces.flatMap((piece) => (piece.kind === "text" ? fill(piece, mapping) : [piece])),
  };
}

function fill(piece: Extract<Piece, { kind: "text" }>, mapping: Value): Piece[] {
  const filled: Piece[] = [];
  let from = 0;
  const keep = (to: number): void => {
    filled.push({
      kind: "text",
      text: piece.text.slice(from, to),
      starts: piece.starts.slice(from, to),
      ends: piece.ends.slice(from, to),
    });
  };
  for (const match of piece.text.matchAll(PARAMETER)) {
    const [found, name = ""] = match;
    const value = mapping.kind === "object" ? mapping.fields.get(name) : mapping;
    // A word in braces that nobody fills is SQL's own: an array, say.
    if (value === undefined) continue;
    keep(match.index);
    filled.push(...toSql(value));
    from = match.index + found.length;
  }
  keep(piece.text.length);
  return filled;
}

function toSql(value: Value): SourceText {
  if (value.kind === "text" || value.kind === "object") return quote(value);
  if (value.kind === "plain") return [createGenerated(value.value === undefined ? "" : String(value.value))];
  if (value.kind === "list") return [createGenerated("$1")];
  return getLiteral(value) ?? AT_RUN;
}
