import type { Hole, Piece } from "./source-text.js";

/** What a hole is filled with, piece by piece. */
export type Filler = readonly (string | (Piece & { readonly kind: "text" }))[];

/** Where a hole stands in a text that is being put together. */
export interface HolePlace {
  readonly before: string;
  readonly after: string;
  /** The name that stands for the hole. */
  readonly name: string;
  /** The same expression was a name before. */
  readonly isNamed: boolean;
  readonly isPasted: boolean;
}

/** What may stand in a hole, the likeliest first. */
export function getFillers(hole: Hole, place: HolePlace): readonly Filler[] {
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
function getColumnFillers({ columns }: Hole, { before, name }: HolePlace): readonly Filler[] {
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
