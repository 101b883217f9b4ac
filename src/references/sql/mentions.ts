import type { Change } from "../../manifest/manifest.js";
import type { Access } from "../reference.js";

/** A place in a text that names what a change takes away. */
export interface Mention {
  readonly change: Change;
  readonly access: Access;
  readonly start: number;
  readonly end: number;
}

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
 * Columns that a text names beside their table, and tables that it names, where no parser can tell more.
 * A column is written if the last clause word before it writes (`SET`, `INTO`, `INSERT` …), else read.
 */
export function findMentions(sql: string, changes: readonly Change[]): Mention[] {
  const words = [...getWords(sql)];
  return changes.flatMap((change) => findMentionsOf(change, words));
}

/** Whether a text names the table of a change, and the column too where `both` is asked for. */
export function findNamed(text: string, changes: readonly Change[]): Change[] {
  const lower = text.toLowerCase();
  return changes.filter(({ old }) => {
    if (old.kind !== "column" && old.kind !== "table") return false;
    return lower.includes(old.table.toLowerCase());
  });
}

function findMentionsOf(change: Change, words: readonly Word[]): Mention[] {
  const { old } = change;
  if (old.kind !== "column" && old.kind !== "table") return [];
  if (!words.some((word) => isName(word.text, old.table))) return [];
  const name = old.kind === "column" ? old.column : old.table;
  return words.flatMap(({ text, start, end }, index) =>
    isName(text, name) ? [{ change, access: guessAccess(words.slice(0, index)), start, end }] : [],
  );
}

function guessAccess(before: readonly Word[]): Access {
  const clause = before.findLast(({ text }) => {
    const word = text.toLowerCase();
    return WRITING.has(word) || READING.has(word);
  });
  if (clause === undefined || READING.has(clause.text.toLowerCase()) === false)
    return clause ? "write" : "read";
  return isDeleteFrom(before, clause) ? "write" : "read";
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
