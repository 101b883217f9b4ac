import type { TableName } from "../../catalog/table-columns.js";
import { slicePiece } from "./quoted-names.js";
import { matchOpaque } from "./replace-parameters.js";
import { createGenerated, type Piece, type SourceText, type TextPiece } from "./source-text.js";

/** A table that the query around a fragment has, under its alias. */
export interface FragmentRelation extends TableName {
  readonly alias?: string;
  /** Columns by what the ORM lets its fragments call them behind the alias: TypeORM's `user.fullName`, `user.address.city`. */
  readonly properties?: ReadonlyMap<string, string>;
}

/**
 * Builders quote the aliases that they make, so that a reserved word may be one (`user.name`), and some put in the column for a property.
 * What stands before a dot in the fragment means such an alias, whatever Postgres would make of the bare word.
 */
export function qualifyNames(text: SourceText, relations: readonly FragmentRelation[]): SourceText {
  const byName = new Map(relations.map((relation) => [relation.alias ?? relation.table, relation]));
  return text.flatMap((piece) => (piece.kind === "text" ? qualifyPiece(piece, byName) : [piece]));
}

type Relations = ReadonlyMap<string, FragmentRelation>;

function qualifyPiece(piece: TextPiece, relations: Relations): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const { start, qualifier, path } of findPaths(piece.text)) {
    const relation = relations.get(qualifier);
    if (relation === undefined) continue;
    const at = start + qualifier.length;
    pieces.push(slicePiece(piece, from, start), QUOTE, slicePiece(piece, start, at), QUOTE);
    from = at;
    const column = relation.properties?.get(path);
    if (column === undefined) continue;
    const property = at + 1;
    pieces.push(slicePiece(piece, at, property), QUOTE);
    pieces.push(rename(slicePiece(piece, property, property + path.length), column), QUOTE);
    from = property + path.length;
  }
  return from === 0 ? [piece] : [...pieces, slicePiece(piece, from)];
}

const QUOTE = createGenerated('"');

/** Another text at the place of a name. */
function rename({ starts, ends }: TextPiece, text: string): TextPiece {
  const [start = -1] = starts;
  const end = ends.at(-1) ?? -1;
  const fill = (offset: number): number[] => new Array<number>(text.length).fill(offset);
  return { kind: "text", text, starts: fill(start), ends: fill(end) };
}

interface Path {
  readonly start: number;
  readonly qualifier: string;
  /** All names behind the first, with their dots. */
  readonly path: string;
}

/** Unquoted names with a dot, outside of strings and comments. */
function* findPaths(sql: string): Generator<Path> {
  const pattern = /([\p{L}_][\p{L}\p{N}_$]*)(?:\.([\p{L}_][\p{L}\p{N}_$.]*|(?=["`*])))?/uy;
  for (let at = 0; at < sql.length;) {
    const opaque = matchOpaque(sql, at);
    pattern.lastIndex = at;
    const found = opaque === undefined ? pattern.exec(sql) : null;
    const [whole = "", qualifier = "", path] = found ?? [];
    // `:user.name`, `"user".name` and `x.user.name` are others.
    if (path !== undefined && !/[.:@"`]$/.test(sql.slice(0, at))) yield { start: at, qualifier, path };
    at += opaque?.length ?? Math.max(whole.length, 1);
  }
}
