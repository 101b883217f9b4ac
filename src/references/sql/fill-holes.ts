import type { Hole, Piece, SourceText } from "./source-text.js";

/** What tries a text: undefined when it parses, else where it stops to. */
export type TryParse = (sql: string) => { readonly offset: number } | undefined;

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
    const next = findNextToChange(current, error.offset);
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
}

function toFilled({ sql, pieces, placeholders }: Rendered, isParsed: boolean): FilledSql {
  return { sql, pieces, isParsed, placeholders };
}

/** The last hole at or before the error that has another choice left. */
function findNextToChange({ holes }: Rendered, offset: number): RenderedHole | undefined {
  return (
    holes.findLast((hole) => hole.start <= offset && hole.choice + 1 < hole.count) ??
    holes.find((hole) => hole.choice + 1 < hole.count)
  );
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
  return { sql, pieces, holes, placeholders };
}

function getTextAfter(text: SourceText, index: number): string {
  const next = text[index + 1];
  return next?.kind === "text" ? next.text : "";
}

type Filler = readonly (string | (Piece & { readonly kind: "text" }))[];

interface Place {
  readonly before: string;
  readonly after: string;
  /** The name that stands for the hole. */
  readonly name: string;
  /** The same expression was a name before. */
  readonly isNamed: boolean;
  readonly isPasted: boolean;
}

/** What may stand in a hole, the likeliest first. */
function getFillers(hole: Hole, place: Place): readonly Filler[] {
  const { before, name } = place;
  if (hole.as === "columns") return getColumnFillers(hole, place);
  // `users_${suffix}`, `"${name}"`, `'${text}'`: a part of a name or literal.
  if (/[\w"'`$]$/.test(before) || /^[\w"'`]/.test(place.after)) return [[name], [""]];
  const word = getLastWord(before);
  const value: Filler = ["$1"];
  const nothing: Filler = [""];
  const identifier: Filler = [name];
  const list: Filler = ["($1)"];
  if (hole.as === "identifier" || place.isNamed || before.endsWith(".") || place.after.startsWith("."))
    return [identifier, value, nothing];
  if (word === "set" && /^\s*=/.test(place.after)) return [identifier, value, nothing];
  if (word === "set") return [[`${name} = $1`], value, nothing, identifier];
  if (BEFORE_NAMES.has(word)) return [identifier, nothing, list, value];
  if (/\binto\s+[\w."]+\s*$/i.test(before))
    return [nothing, [`(${name}) values ($1)`], [`(${name})`], ["values ($1)"]];
  if (word === "select" && isFollowedByName(place.after)) return [nothing, value, identifier];
  if ((place.isPasted || hole.as === "names") && isColumnPlace(before, place.after))
    return [identifier, value, nothing];
  if (isAfterOperand(before, word)) return [nothing, identifier, value, list];
  return [value, nothing, list, identifier, ["true"], ["select 1"]];
}

const BEFORE_NAMES: ReadonlySet<string> = new Set([
  "from",
  "join",
  "into",
  "update",
  "table",
  "only",
  "using",
]);

const BEFORE_VALUES: ReadonlySet<string> = new Set(
  (
    "select distinct all any some where and or not in like ilike similar to between then else when case limit offset values by on " +
    "having returning is as with recursive union except intersect fetch first next escape filter over partition exists array row " +
    "call do execute cube rollup sets default insert delete"
  ).split(" "),
);

/** A whole item of a select list or of ORDER BY, or the left side of a comparison. */
function isColumnPlace(before: string, after: string): boolean {
  const isItem = /^\s*(?:,|\)|;|$|(?:from|asc|desc|limit|offset)\b)/i.test(after);
  if (isItem) return /\b(?:select|distinct|returning|by)\s+(?:[\w$."]+\s*,\s*)*$/i.test(before);
  const isCompared = /^\s*(?:[=<>]|!=|(?:not|like|ilike|in|is|between)\b)/i.test(after);
  return isCompared && /\b(?:where|and|or|on|having|not)\s+$/i.test(before);
}

/** After a name or a closing parenthesis no value can stand; the parser would take the two for a typed literal (`date '…'`). */
function isAfterOperand(before: string, word: string): boolean {
  if (word !== "") return !BEFORE_VALUES.has(word);
  return /[)"'\d]\s+$/.test(before);
}

/** The last word, if nothing but space follows it. */
function getLastWord(before: string): string {
  return (/([a-z_]\w*)\s*$/i.exec(before)?.[1] ?? "").toLowerCase();
}

/** `select ${distinct} name from …`: as a value the hole would make `name` its alias. */
function isFollowedByName(after: string): boolean {
  const word = /^\s+"?([a-z_]\w*)/i.exec(after)?.[1];
  return word !== undefined && word.toLowerCase() !== "from" && word.toLowerCase() !== "as";
}

/** The same rule as the library has: the last keyword before it decides. */
function getColumnFillers({ columns }: Hole, { before, name }: Place): readonly Filler[] {
  const names = columns.flatMap((column, index): Filler => (index === 0 ? [column] : [", ", column]));
  const insertion: Filler = ["(", ...names, ") values (", columns.map(() => "$1").join(", "), ")"];
  const assignments = columns.flatMap((column, index): Filler =>
    index === 0 ? [column, " = $1"] : [", ", column, " = $1"],
  );
  const keyword =
    /\b(insert|update|select|returning|values)\b(?![\s\S]*\b(?:insert|update|select|returning|values)\b)/i
      .exec(before)?.[1]
      ?.toLowerCase();
  const forms: readonly Filler[] = [insertion, assignments, names, ["(", ...names, ")"], [name]];
  if (keyword === "update") return [assignments, ...forms];
  if (keyword === "select" || keyword === "returning") return [names, ...forms];
  return forms;
}
