import type { Node, ParseResult, ScanResult } from "libpg-query";
import { callBackend, loadBackend } from "./postgres-backend.js";
import { cutAtLines, findOpenLiteral, getBlockCommentEnd } from "./open-literal.js";
import { createByteOffsets, createCodePointOffsets, type ToUtf16 } from "./utf16-offsets.js";

export type { Node } from "libpg-query";

/** A token of Postgres' own scanner. Offsets are UTF-16, the end exclusive. `identifier` is no keyword: look for names in both. */
export interface Token {
  readonly kind: "identifier" | "keyword" | "string" | "param" | "comment" | "other";
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** One statement: Postgres' raw parse tree (every `location` in it counts UTF-16) and where it stands, without its `;`. */
export interface ParsedStatement {
  readonly node: Node;
  readonly start: number;
  readonly end: number;
}

export interface PostgresSyntaxError {
  readonly message: string;
  readonly offset: number;
}

export type ParsedPostgres =
  { readonly statements: readonly ParsedStatement[] } | { readonly error: PostgresSyntaxError };

/** Gets Postgres' grammar ready in this thread. Optional: without it the first calls are slower, never wrong. */
export function loadPostgres(): Promise<void> {
  return loadBackend();
}

// Postgres' C strings end at a NUL; a space keeps offsets.
const withoutNul = (sql: string): string => sql.replaceAll("\0", " ");

/** Parses a text of any number of statements by Postgres' own grammar. One syntax error fails them all: `splitPostgres` first. */
export function parsePostgres(sql: string): ParsedPostgres {
  const parsed = parseAsIs(sql);
  if ("statements" in parsed || !COMMENT_IN_THE_WAY.test(sql)) return parsed;
  const again = parseAsIs(blankComments(sql));
  return "statements" in again ? again : parsed;
}

/**
 * libpg-query, unlike Postgres, does not look over a comment in `not /* … *\/ in` and `nulls -- …`: after the words of which base_yylex
 * (Postgres' parser.c) wants to see the next one too. Statements of other databases fail often, and their tokens cost more than their parsing.
 */
const COMMENT_IN_THE_WAY = /\b(?:not|nulls|with|without|format)\s*(?:--|\/\*)|\buescape\b/i;

function blankComments(sql: string): string {
  const parts: string[] = [];
  let at = 0;
  for (const { kind, start, end } of scanPostgres(sql)) {
    if (kind !== "comment") continue;
    parts.push(sql.slice(at, start), " ".repeat(end - start));
    at = end;
  }
  return parts.join("") + sql.slice(at);
}

function parseAsIs(sql: string): ParsedPostgres {
  if (sql === "") return { statements: [] };
  const answer = callBackend("parseSync", withoutNul(sql));
  if ("error" in answer) {
    const { message, cursor } = answer.error;
    return { error: { message, offset: createCodePointOffsets(sql)(cursor) } };
  }
  const { stmts = [] } = answer.value as ParseResult;
  const toUtf16 = createByteOffsets(sql);
  const statements: ParsedStatement[] = [];
  for (const { stmt, stmt_location: from = 0, stmt_len: length } of stmts) {
    if (stmt === undefined) continue;
    const to = length === undefined || length === 0 ? undefined : from + length;
    if (toUtf16 !== undefined) moveLocations(stmt, toUtf16);
    const start = skipBlank(sql, toUtf16?.(from) ?? from);
    const end = to === undefined ? sql.trimEnd().length : (toUtf16?.(to) ?? to);
    statements.push({ node: stmt, start, end: Math.max(start, end) });
  }
  return { statements };
}

const LOCATIONS: ReadonlySet<string> = new Set([
  "location",
  "name_location",
  "list_start",
  "list_end",
  "rexpr_list_start",
  "rexpr_list_end",
]);

function moveLocations(node: object, toUtf16: ToUtf16): void {
  const record = node as Record<string, unknown>;
  for (const [key, value] of Object.entries(record)) {
    if (typeof value === "number" && value > 0 && LOCATIONS.has(key)) record[key] = toUtf16(value);
    if (typeof value === "object" && value !== null) moveLocations(value, toUtf16);
  }
}

/** Where the text goes on after white space and comments; Postgres counts them to the statement that follows. */
function skipBlank(sql: string, from: number): number {
  let at = from;
  for (;;) {
    if (sql.startsWith("--", at)) at = (sql.indexOf("\n", at) + 1 || sql.length + 1) - 1;
    else if (sql.startsWith("/*", at)) at = getBlockCommentEnd(sql, at) ?? sql.length;
    else if (at < sql.length && sql.charAt(at).trim() === "") at += 1;
    else return at;
  }
}

// Token numbers of Postgres 18's grammar (gram.y), as the scanner gives them.
const KINDS: Readonly<Record<number, Token["kind"]>> = {
  258: "identifier",
  259: "identifier",
  261: "string",
  262: "string",
  267: "param",
  275: "comment",
  276: "comment",
};

/** A dump's tokens at once would take a hundred times its size, as the JSON that the scanner answers in. */
const SCANNED_AT_ONCE = 65_536;

/** Splits a text into Postgres' tokens, comments included. What follows an unterminated literal is one token of kind `other`. */
export function scanPostgres(sql: string): Token[] {
  if (sql.length <= SCANNED_AT_ONCE) return scanPart(sql);
  const tokens: Token[] = [];
  let from = 0;
  for (const part of cutAtLines(sql, SCANNED_AT_ONCE / 2)) {
    for (const token of scanPart(part))
      tokens.push({ ...token, start: token.start + from, end: token.end + from });
    from += part.length;
  }
  return tokens;
}

function scanPart(sql: string): Token[] {
  if (sql.trim() === "") return [];
  const answer = callBackend("scanSync", withoutNul(sql));
  if (!("error" in answer)) return toTokens(answer.value as ScanResult, sql);
  const offset = findOpenLiteral(sql) ?? 0;
  const rest: Token = { kind: "other", text: sql.slice(offset), start: offset, end: sql.length };
  const before = callBackend("scanSync", withoutNul(sql.slice(0, offset)) + " ");
  return "error" in before ? [rest] : [...toTokens(before.value as ScanResult, sql), rest];
}

function toTokens({ tokens }: ScanResult, sql: string): Token[] {
  const toUtf16 = createByteOffsets(sql);
  return tokens.map(({ start: from, end: to, tokenType, keywordKind }) => {
    const start = toUtf16?.(from) ?? from;
    const end = toUtf16?.(to) ?? to;
    const kind = keywordKind > 0 ? "keyword" : (KINDS[tokenType] ?? "other");
    return { kind, text: sql.slice(start, end), start, end };
  });
}
