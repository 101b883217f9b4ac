import type { TableColumns } from "../../catalog/table-columns.js";
import { type Change, isTableTarget } from "../../manifest/manifest.js";
import type { SqlAccess, SqlUse } from "./analyze-postgres.js";
import { formatStatement } from "./postgres/run.js";
import { matchTable } from "./postgres/tables.js";
import { matchOpaque } from "./replace-parameters.js";
import { findVerb } from "./statement-start.js";

interface Word {
  readonly text: string;
  /** The name before its dot: `app` of `app.users`. */
  readonly qualifier: string | undefined;
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

interface MentionContext {
  readonly changes: readonly Change[];
  readonly tables: TableColumns;
}

/**
 * Columns that a statement names beside their table, and tables that it names, where no grammar takes the statement.
 * A column is written if the last clause word before it writes (`SET`, `INTO`, `INSERT` …), else read.
 */
export function findMentions(
  sql: string,
  { start, end }: { readonly start: number; readonly end: number },
  { changes, tables }: MentionContext,
): SqlUse[] {
  const text = sql.slice(start, end);
  const words = [...getWords(text)];
  const statement = formatStatement(text);
  const isForeign = isClickHouse(text);
  return changes.flatMap((change) => {
    if (isForeign && isKnown(change, tables)) return [];
    return findMentioned(change, words, tables).map((word) => ({
      change,
      access: guessAccess(words.slice(0, words.indexOf(word))),
      start: start + word.start,
      end: start + word.end,
      certainty: "inferred" as const,
      statement,
    }));
  });
}

/** `{id:UUID}`: ClickHouse types its parameters, and no other database writes them so. */
function isClickHouse(text: string): boolean {
  const code = text.replaceAll(/'(?:[^']|'')*'/g, "''");
  return /\{\s*\w+\s*:\s*[A-Z]\w*(?:\([^{}]*\))?\s*\}/.test(code);
}

/** Whether migrations or models have the table: then a table of this name in another kind of database is another one. */
function isKnown({ old }: Change, tables: TableColumns): boolean {
  return isTableTarget(old) && tables.getSchemas(old.table).length > 0;
}

/** Changes whose table a text names; without it nothing in the text can be theirs. */
export function findNamed(text: string, changes: readonly Change[]): Change[] {
  const lower = text.toLowerCase();
  return changes.filter(({ old }) => {
    if (!isTableTarget(old)) return false;
    return lower.includes(old.table.toLowerCase());
  });
}

function findMentioned({ old }: Change, words: readonly Word[], tables: TableColumns): Word[] {
  if (!isTableTarget(old)) return [];
  const places = words.filter(
    ({ text, qualifier }) =>
      isName(text, old.table) &&
      matchTable(old, { schema: qualifier, table: old.table }, tables) !== undefined,
  );
  if (places.length === 0 || old.kind === "table") return places;
  return words.filter(
    ({ text, qualifier }) =>
      isName(text, old.column) && (qualifier === undefined || !isOfOther(qualifier, old.table, words)),
  );
}

/** Whether a name before a dot only ever stands for other tables: `a` of `join accounts a`. */
function isOfOther(qualifier: string, table: string, words: readonly Word[]): boolean {
  const named = words.flatMap((word, index) =>
    isName(word.text, qualifier) ? (findAliased(words.slice(0, index)) ?? []) : [],
  );
  return named.length > 0 && !isName(qualifier, table) && !named.some((name) => isName(name, table));
}

const JOINING: ReadonlySet<string> = new Set(["from", "join"]);

/** The table to which the next word gives an alias: the words before it end with `from accounts`, `join app.accounts as`. */
function findAliased(before: readonly Word[]): string | undefined {
  const last = before.at(-1)?.text.toLowerCase() === "as" ? before.length - 2 : before.length - 1;
  const table = before[last];
  const verb = before[table?.qualifier === undefined ? last - 1 : last - 2];
  return verb !== undefined && JOINING.has(verb.text.toLowerCase()) ? table?.text : undefined;
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

/** What stands between a name and the one that it qualifies, quotes of any database included. */
const DOT = /^["`\]]?\s*\.\s*["`[]?$/;

function* getWords(sql: string): Generator<Word> {
  const text = maskValues(sql);
  let before: Word | undefined;
  for (const { 0: word, index } of text.matchAll(/[\p{L}_][\p{L}\p{N}_$]*/gu)) {
    const isQualified = before !== undefined && DOT.test(text.slice(before.end, index));
    before = {
      ...{ text: word, start: index, end: index + word.length },
      qualifier: isQualified ? before?.text : undefined,
    };
    yield before;
  }
}

/** Blanks for comments, and for strings but those that hold a statement themselves: `execute 'select …'`. */
function maskValues(sql: string): string {
  let masked = "";
  while (masked.length < sql.length) {
    const opaque = matchOpaque(sql, masked.length);
    const isValue =
      opaque !== undefined && !opaque.startsWith('"') && findVerb(opaque.slice(1)) === undefined;
    masked += isValue ? " ".repeat(opaque.length) : (opaque ?? sql.charAt(masked.length));
  }
  return masked;
}
