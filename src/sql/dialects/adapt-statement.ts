import type { Token } from "../postgres-parser.js";
import type { OtherDialect } from "./dialect.js";

/** A statement as the grammar takes it, and where each of its characters stands in the statement itself. */
export interface AdaptedStatement {
  readonly text: string;
  toSource(offset: number): number;
}

/** The name that stands where a program puts names of columns: mysql2's `set ?` and `??`. */
export const NAME_HOLE = "expand_contract_hole";

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Says in words that the grammar has what it lacks of a dialect and what changes nothing about names: hints, locks, operators.
 * Everything is on one line and each character one unit, so that a column number of the grammar is an offset.
 */
export function adaptStatement(
  sql: string,
  tokens: readonly Token[],
  dialect: OtherDialect,
): AdaptedStatement {
  const edits = dialect === "mysql" ? getMysqlEdits(tokens) : getSqliteEdits(tokens);
  let text = "";
  const sources: number[] = [];
  const add = (part: string, getSource: (index: number) => number): void => {
    for (let index = 0; index < part.length; index += 1) sources.push(getSource(index));
    text += part;
  };
  let at = 0;
  const keep = (to: number): void => {
    const from = at;
    add(sql.slice(from, to), (index) => from + index);
    at = to;
  };
  for (const edit of [...edits, ...getGapEdits(sql, tokens)].toSorted((a, b) => a.start - b.start)) {
    if (edit.start < at) continue;
    keep(edit.start);
    add(edit.text, () => edit.start);
    at = edit.end;
  }
  keep(sql.length);
  return {
    text: text.replace(/\s/g, " ").replace(/[\ud800-\udfff]/g, "_"),
    toSource: (offset) => sources[offset] ?? sql.length,
  };
}

/** Comments, which are no tokens here, become blanks. */
function getGapEdits(sql: string, tokens: readonly Token[]): Edit[] {
  return tokens.flatMap((token, index) => {
    const from = tokens[index - 1]?.end ?? 0;
    const gap = sql.slice(from, token.start);
    return gap.trim() === "" ? [] : [{ start: from, end: token.start, text: " ".repeat(gap.length) }];
  });
}

type Words = readonly string[];

function getWords(tokens: readonly Token[]): Words {
  return tokens.map(({ kind, text }) => (kind === "string" ? "''" : text.toLowerCase()));
}

/** Replaces `count` tokens from `index` on. */
function replace(tokens: readonly Token[], index: number, count: number, text = ""): Edit[] {
  const first = tokens[index];
  const last = tokens[index + count - 1];
  return first === undefined || last === undefined ? [] : [{ start: first.start, end: last.end, text }];
}

const startsWith = (words: Words, index: number, phrase: string): boolean =>
  phrase.split(" ").every((word, offset) => words[index + offset] === word);

const MYSQL_BLANKS = ["lock in share mode", "with rollup"];
const UPDATE_MODIFIERS: ReadonlySet<string> = new Set(["low_priority", "ignore"]);

function getMysqlEdits(tokens: readonly Token[]): Edit[] {
  const words = getWords(tokens);
  return words.flatMap((word, index): Edit[] => {
    const blank = MYSQL_BLANKS.find((phrase) => startsWith(words, index, phrase));
    if (blank !== undefined) return replace(tokens, index, blank.split(" ").length);
    if (word === "div") return replace(tokens, index, 1, "/");
    if (word === "mod" && words[index + 1] !== "(") return replace(tokens, index, 1, "%");
    if (word === "!") return replace(tokens, index, 1, " not ");
    if (word === "sounds" && words[index + 1] === "like") return replace(tokens, index, 1);
    if (word === "??") return replace(tokens, index, 1, NAME_HOLE);
    if (word === "update" && index <= 1 && UPDATE_MODIFIERS.has(words[index + 1] ?? ""))
      return replace(tokens, index + 1, words[index + 2] === "ignore" ? 2 : 1);
    if (word === "?" && words[index - 1] === "set") return replace(tokens, index, 1, `${NAME_HOLE} = ?`);
    return word === "," && isTableList(words, index) ? replace(tokens, index, 1, " join ") : [];
  });
}

/** `update a, b set …`: a join without a condition. */
function isTableList(words: Words, index: number): boolean {
  const before = words.slice(0, index);
  if (before[0] !== "update" || before.includes("set")) return false;
  return before.filter((word) => word === "(").length === before.filter((word) => word === ")").length;
}

const AFTER_IS: ReadonlySet<string> = new Set(["null", "true", "false", "distinct"]);
const PATTERN_OPERATORS: ReadonlySet<string> = new Set(["glob", "match", "regexp"]);
const SQLITE_BLANKS = [
  "exclude no others",
  "exclude current row",
  "exclude group",
  "exclude ties",
  "not indexed",
];

function getSqliteEdits(tokens: readonly Token[]): Edit[] {
  const words = getWords(tokens);
  return words.flatMap((word, index): Edit[] => {
    const blank = SQLITE_BLANKS.find((phrase) => startsWith(words, index, phrase));
    if (blank !== undefined) return replace(tokens, index, blank.split(" ").length);
    if (startsWith(words, index, "trigger if not exists")) return replace(tokens, index + 1, 3);
    if (startsWith(words, index, "indexed by")) return replace(tokens, index, 3);
    if (startsWith(words, index, "not materialized (")) return replace(tokens, index, 2);
    if (startsWith(words, index, "materialized (")) return replace(tokens, index, 1);
    if (word === "isnull") return replace(tokens, index, 1, "is null");
    if (word === "notnull") return replace(tokens, index, 1, "is not null");
    if (word === "~") return replace(tokens, index, 1, "-");
    if (word === "is") return getIsEdits(tokens, words, index);
    return isPatternOperator(words, index) ? replace(tokens, index, 1, "like") : [];
  });
}

/** `a is b` compares any two values. */
function getIsEdits(tokens: readonly Token[], words: Words, index: number): Edit[] {
  const isNegated = words[index + 1] === "not";
  if (AFTER_IS.has(words[index + (isNegated ? 2 : 1)] ?? "")) return [];
  return isNegated ? replace(tokens, index, 2, "<>") : replace(tokens, index, 1, "=");
}

function isPatternOperator(words: Words, index: number): boolean {
  if (!PATTERN_OPERATORS.has(words[index] ?? "")) return false;
  const before = words[index - 1] ?? "";
  const after = words[index + 1] ?? "";
  return /[\w)\]"'`]$/.test(before) && before !== "select" && !/^[,.)]?$/.test(after);
}
