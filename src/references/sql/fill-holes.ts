import { getFillers } from "./hole-fillers.js";
import type { Piece, SourceText } from "./source-text.js";

/** What tries a text: undefined when it parses, else where it stops to; with `isBacktracking` it may have stopped before what is wrong. */
export type TryParse = (
  sql: string,
) => { readonly offset: number; readonly isBacktracking?: boolean } | undefined;

/** Where a piece of the source stands in the SQL text. */
export interface PlacedPiece {
  readonly piece: Piece;
  readonly start: number;
  readonly end: number;
}

export interface FilledSql {
  readonly sql: string;
  readonly pieces: readonly PlacedPiece[];
  readonly isParsed: boolean;
  /** Names that stand for something unknown. */
  readonly placeholders: ReadonlySet<string>;
  /** By each name that was made up for a hole: what the source has in its place. */
  readonly holeSources: ReadonlyMap<string, string>;
}

export interface FillOptions {
  /** What is put into the text is a part of it, and no parameter: where a column may stand, it is one. */
  readonly isPasted: boolean;
}

const PARAMETERS: FillOptions = { isPasted: false };
const MAX_TRIES = 40;

/**
 * Puts something into each hole so that the whole parses: a parameter, a name, nothing … in the order that the text around it suggests.
 * A syntax error moves the hole on that stands last before it. Without success the first choice of each stays.
 */
export function fillHoles(
  text: SourceText,
  tryParse: TryParse,
  options: FillOptions = PARAMETERS,
): FilledSql {
  const choices = new Map<number, number>();
  const first = render(text, choices, options);
  let current = first;
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const error = tryParse(current.sql);
    if (error === undefined) return toFilled(current, true);
    const next = findNextToChange(current, error);
    if (next === undefined) break;
    choices.set(next.index, next.choice + 1);
    // What comes after was chosen for a text that has changed.
    for (const index of choices.keys()) if (index > next.index) choices.delete(index);
    current = render(text, choices, options);
  }
  return toFilled(first, false);
}

interface RenderedHole {
  readonly index: number;
  readonly start: number;
  readonly choice: number;
  readonly count: number;
}

interface Rendered {
  readonly sql: string;
  readonly pieces: readonly PlacedPiece[];
  readonly holes: readonly RenderedHole[];
  readonly placeholders: ReadonlySet<string>;
  readonly names: ReadonlyMap<string, string>;
}

function toFilled({ sql, pieces, placeholders, names }: Rendered, isParsed: boolean): FilledSql {
  const holeSources = new Map([...names].map(([source, name]) => [name, source]));
  return { sql, pieces, isParsed, placeholders, holeSources };
}

/** The last hole at or before the error that has another choice left. What stands behind it can't mend it, unless the parser went back. */
function findNextToChange(
  { holes }: Rendered,
  { offset, isBacktracking = false }: NonNullable<ReturnType<TryParse>>,
): RenderedHole | undefined {
  const open = holes.filter((hole) => hole.choice + 1 < hole.count);
  return open.findLast((hole) => hole.start <= offset) ?? (isBacktracking ? open[0] : undefined);
}

function render(text: SourceText, choices: ReadonlyMap<number, number>, { isPasted }: FillOptions): Rendered {
  let sql = "";
  const pieces: PlacedPiece[] = [];
  const holes: RenderedHole[] = [];
  const names = new Map<string, string>();
  const placeholders = new Set<string>();
  for (const [index, piece] of text.entries()) {
    const start = sql.length;
    if (piece.kind === "text") {
      sql += piece.text;
      pieces.push({ piece, start, end: sql.length });
      continue;
    }
    const name = names.get(piece.key) ?? `hole_${names.size + 1}`;
    names.set(piece.key, name);
    const isNamed = placeholders.has(name);
    const fillers = getFillers(piece, {
      ...{ before: sql, after: getTextAfter(text, index), name, isNamed, isPasted },
    });
    const choice = Math.min(choices.get(index) ?? 0, fillers.length - 1);
    holes.push({ index, start, choice, count: fillers.length });
    for (const part of fillers[choice] ?? []) {
      const from = sql.length;
      if (typeof part === "string") {
        if (part.includes(name)) placeholders.add(name);
        sql += part;
      } else {
        sql += part.text;
        pieces.push({ piece: part, start: from, end: sql.length });
      }
    }
  }
  return { sql, pieces, holes, placeholders, names };
}

function getTextAfter(text: SourceText, index: number): string {
  const next = text[index + 1];
  return next?.kind === "text" ? next.text : "";
}
