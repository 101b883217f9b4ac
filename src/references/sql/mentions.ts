import type { Change } from "../../manifest/manifest.js";
import type { SqlAccess, SqlUse } from "./analyze-postgres.js";
import { formatStatement } from "./postgres/run.js";

interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const WRITING: ReadonlySet<string> = new Set([
  "insert",
  "into",
  "update",
  "set",
  "delete",
  "merge",
  "replace",
  "truncate",
]);
const READING: ReadonlySet<string> = new Set([
  "select",
  "from",
  "join",
  "on",
  "where",
  "having",
  "by",
  "returning",
  "using",
  "and",
  "or",
]);

/**
 * Columns that a statement names beside their table, and tables that it names, where no grammar takes the statement.
 * A column is written if the last clause word before it writes (`SET`, `INTO`, `INSERT` …), else read.
 */
export function findMentions(
  sql: string,
  { start, end }: { readonly start: number; readonly end: number },
  changes: readonly Change[],
): SqlUse[] {
  const text = sql.slice(start, end);
  const words = [...getWords(text)];
  const statement = formatStatement(text);
  return changes.flatMap((change) =>
    findMentioned(change, words).map((word) => ({
      change,
      access: guessAccess(words.slice(0, words.indexOf(word))),
      start: start + word.start,
      end: start + word.end,
      certainty: "inferred",
      statement,
    })),
  );
}

/** Changes whose table a text names; without it nothing in the text can be theirs. */
export function findNamed(text: string, changes: readonly Change[]): Change[] {
  const lower = text.toLowerCase();
  return changes.filter(({ old }) => {
    if (old.kind !== "column" && old.kind !== "table") return false;
    return lower.includes(old.table.toLowerCase());
  });
}

function findMentioned({ old }: Change, words: readonly Word[]): Word[] {
  if (old.kind !== "column" && old.kind !== "table") return [];
  if (!words.some((word) => isName(word.text, old.table))) return [];
  const name = old.kind === "column" ? old.column : old.table;
  return words.filter(({ text }) => isName(text, name));
}

function guessAccess(before: readonly Word[]): SqlAccess {
  const clause = before.findLast(({ text }) => {
    const word = text.toLowerCase();
    return WRITING.has(word) || READING.has(word);
  });
  if (clause === undefined) return "read";
  return WRITING.has(clause.text.toLowerCase()) || isDeleteFrom(before, clause) ? "write" : "read";
}

/** `DELETE FROM users`: the table is written, although FROM stands before it. */
function isDeleteFrom(before: readonly Word[], clause: Word): boolean {
  const verb = before[before.indexOf(clause) - 1];
  return clause.text.toLowerCase() === "from" && verb?.text.toLowerCase() === "delete";
}

/** Unquoted names fold to lower case; a name with capitals only exists quoted. */
function isName(word: string, name: string): boolean {
  return word === name || (name === name.toLowerCase() && word.toLowerCase() === name);
}

function* getWords(text: string): Generator<Word> {
  for (const { 0: word, index } of text.matchAll(/[\p{L}_][\p{L}\p{N}_$]*/gu))
    yield { text: word, start: index, end: index + word.length };
}
