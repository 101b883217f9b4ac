import type { TSESTree } from "@typescript-eslint/utils";
import {
  createGenerated,
  createVerbatim,
  type Piece,
  type SourceText,
  type TextPiece,
} from "../../sql/source-text.js";
import { decodeString } from "../../sql/decode-literal.js";
import { readText, type TextContext } from "../../sql/static-text.js";

/** What Knex makes of `"users.name as n"`: quoted names, and the alias after them. */
export interface KnexName {
  readonly text: SourceText;
  /** The last part, as it stands in the source: none for a star or what only running the program tells. */
  readonly last?: TextPiece;
  /** How many parts it has. */
  readonly parts: number;
  readonly alias?: SourceText;
}

/** Gives the database's name for one that code uses, where a mapper stands between (`fullName` for `full_name`). */
export type Rename = (name: string) => string | undefined;

/** The names that an expression may be: one for each branch of its conditions. Numbers and the like are none. */
export function readNames(node: TSESTree.Node, context: TextContext, rename?: Rename): KnexName[] {
  if (node.type === "Literal" && typeof node.value !== "string") return [];
  return readText(node, context).flatMap((text) => formatName(text, rename));
}

/** The name of an object's key. */
export function readKey(key: TSESTree.Node, name: string, rename?: Rename): KnexName[] {
  const piece =
    key.type === "Literal" && typeof key.value === "string"
      ? decodeString(key)
      : createVerbatim(name, key.range[0] + (key.type === "TemplateLiteral" ? 1 : 0));
  return formatName([piece], rename);
}

/** A hole's place in the flat text: no name has this character. */
const HOLE = "\u0000";

export function formatName(source: SourceText, rename?: Rename): KnexName[] {
  const flat = flatten(source);
  if (flat.text.trim() === "") return [];
  const separator = /\s+as\s+/i.exec(flat.text);
  const end = separator?.index ?? flat.text.length;
  const parts = splitAtDots(flat, end);
  const last = parts.at(-1);
  const named = last === undefined || isSpecial(last) ? undefined : last;
  const text = parts.flatMap((part, index) => [
    ...(index === 0 ? [] : [createGenerated(".")]),
    ...quote(index === parts.length - 1 ? renamePiece(part, rename) : part, flat.holes),
  ]);
  const alias = separator && trim(slice(flat, end + separator[0].length, flat.text.length));
  return [
    {
      text,
      parts: parts.length,
      ...(named && { last: named }),
      ...(alias && { alias: quote(alias, flat.holes) }),
    },
  ];
}

interface Flat extends TextPiece {
  readonly holes: readonly Piece[];
}

function flatten(source: SourceText): Flat {
  const holes = source.filter(({ kind }) => kind === "hole");
  const pieces = source.map((piece): TextPiece =>
    piece.kind === "text" ? piece : { ...createGenerated(HOLE) },
  );
  return {
    kind: "text",
    text: pieces.map(({ text }) => text).join(""),
    starts: pieces.flatMap(({ starts }) => starts),
    ends: pieces.flatMap(({ ends }) => ends),
    holes,
  };
}

function slice({ text, starts, ends }: TextPiece, from: number, to: number): TextPiece {
  return {
    kind: "text",
    text: text.slice(from, to),
    starts: starts.slice(from, to),
    ends: ends.slice(from, to),
  };
}

function trim(piece: TextPiece): TextPiece {
  const from = piece.text.length - piece.text.trimStart().length;
  return slice(piece, from, from + piece.text.trim().length);
}

function splitAtDots(flat: Flat, end: number): TextPiece[] {
  const parts: TextPiece[] = [];
  let from = 0;
  for (const part of flat.text.slice(0, end).split(".")) {
    parts.push(trim(slice(flat, from, from + part.length)));
    from += part.length + 1;
  }
  return parts;
}

const isSpecial = ({ text }: TextPiece): boolean => text === "*" || text.includes(HOLE);

function quote(part: TextPiece, holes: readonly Piece[]): Piece[] {
  if (part.text.includes(HOLE)) return [toIdentifier(holes[0])];
  if (part.text === "*" || (part.starts[0] === -1 && /^\d+$/.test(part.text))) return [part];
  return [createGenerated('"'), part, createGenerated('"')];
}

function toIdentifier(hole: Piece | undefined): Piece {
  return hole?.kind === "hole" ? { ...hole, as: "identifier" } : createGenerated("null");
}

function renamePiece(piece: TextPiece, rename: Rename | undefined): TextPiece {
  const text = isSpecial(piece) ? undefined : rename?.(piece.text);
  const [start] = piece.starts;
  const end = piece.ends.at(-1);
  if (text === undefined || start === undefined || end === undefined) return piece;
  const fill = (offset: number): number[] => Array.from({ length: text.length }, () => offset);
  return { kind: "text", text, starts: fill(start), ends: fill(end) };
}
