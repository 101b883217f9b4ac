import { matchOpaque } from "./replace-parameters.js";

/** A placeholder that a library fills before the database sees the text. */
export interface Placeholder {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** The position or name of its value; undefined: the next one. */
  readonly key: number | string | undefined;
  /** A quoted name, text as it is, a list of values, a value. */
  readonly as: "name" | "raw" | "list" | "value";
  /** Counts in the arguments themselves, not in the list that is one of them. */
  readonly isOfArguments: boolean;
}

/** Names and text that are put into a statement, and plain `?`; in order. */
export function* findPlaceholders(sql: string): Generator<Placeholder> {
  for (let at = 0; at < sql.length;) {
    const opaque = matchOpaque(sql, at);
    const found = opaque === undefined ? findAt(sql, at) : undefined;
    if (found !== undefined) yield found;
    at = found?.end ?? at + (opaque?.length ?? 1);
  }
}

function findAt(sql: string, at: number): Placeholder | undefined {
  for (const read of FORMS) {
    const found = read(sql, at);
    if (found !== undefined) return found;
  }
  return undefined;
}

type Form = (sql: string, at: number) => Placeholder | undefined;

/** pg-format: `%I`, `%2$I`. */
const readPercent: Form = (sql, at) => {
  const match = exec(/%(?:(\d+)\$)?([ILs])(?!\w)/y, sql, at);
  if (match === null) return undefined;
  const as = PERCENTS[match[2] ?? ""] ?? "list";
  return create(match, { key: toIndex(match[1]), as, isOfArguments: true });
};

const PERCENTS: Readonly<Record<string, Placeholder["as"]>> = { I: "name", s: "raw" };

/** mysql2 and Knex: `??`, `?`; jsonb has `?|` and `?&`. */
const readMark: Form = (sql, at) => {
  const match = exec(/\?\??(?![|&?])/y, sql, at);
  if (match === null) return undefined;
  return create(match, { key: undefined, as: match[0] === "??" ? "name" : "value" });
};

/** pg-promise: `$1:name`, `$1~`, `${table:name}`, `$<columns~>`; a plain one is a parameter of the database's too. */
const readDollar: Form = (sql, at) => {
  const match = exec(/\$(\d+)(:\w+|[~^#])/y, sql, at);
  if (match !== null) return create(match, { key: toIndex(match[1]), as: getModified(match[2]) });
  const named = exec(/\$[{<[(/]\s*([\w.]+)\s*(:\w+|[~^#])\s*[}>\])/]/y, sql, at);
  return named === null ? undefined : create(named, { key: named[1], as: getModified(named[2]) });
};

function getModified(modifier = ""): Placeholder["as"] {
  return MODIFIERS[modifier] ?? "list";
}

const MODIFIERS: Readonly<Record<string, Placeholder["as"]>> = {
  ":name": "name",
  ":alias": "name",
  "~": "name",
  ":raw": "raw",
  "^": "raw",
  ":value": "raw",
  "#": "raw",
};

/** Knex: `:column:`. */
const readNamed: Form = (sql, at) => {
  const match = exec(/(?<![:\w]):([a-z_]\w*):(?!:)/iy, sql, at);
  return match === null ? undefined : create(match, { key: match[1], as: "name" });
};

const FORMS: readonly Form[] = [readPercent, readMark, readDollar, readNamed];

function exec(pattern: RegExp, sql: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(sql);
}

function create(
  match: RegExpExecArray,
  rest: Pick<Placeholder, "key" | "as"> & { readonly isOfArguments?: boolean },
): Placeholder {
  const [text] = match;
  return { isOfArguments: false, ...rest, start: match.index, end: match.index + text.length, text };
}

/** One-based in all libraries. */
function toIndex(digits: string | undefined): number | undefined {
  return digits === undefined ? undefined : Number(digits) - 1;
}
