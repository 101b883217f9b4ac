import type { Token } from "../postgres-parser.js";
import type { OtherDialect } from "./dialect.js";

/** What closes a quote, whether doubling it or a backslash before it escapes it, and what the text between them is. */
interface Quote {
  readonly close: string;
  readonly kind: "identifier" | "string";
  readonly hasBackslash: boolean;
}

const QUOTES: Readonly<Record<OtherDialect, Readonly<Record<string, Quote>>>> = {
  mysql: {
    "'": { close: "'", kind: "string", hasBackslash: true },
    // MySQL's default; with ANSI_QUOTES it would be a name.
    '"': { close: '"', kind: "string", hasBackslash: true },
    "`": { close: "`", kind: "identifier", hasBackslash: false },
  },
  sqlite: {
    "'": { close: "'", kind: "string", hasBackslash: false },
    '"': { close: '"', kind: "identifier", hasBackslash: false },
    "`": { close: "`", kind: "identifier", hasBackslash: false },
    "[": { close: "]", kind: "identifier", hasBackslash: false },
  },
};

const SIGNS = ["->>", "<=>", "->", "!=", "<>", "<=", ">=", "==", "||", "&&", ":=", "<<", ">>", "??"];
const NAME_START = /[\p{L}_$@:#]/u;
const NAME_PART = /[\p{L}\p{N}_$]/u;

/** Splits a text into tokens, comments included; offsets are UTF-16. A bare word is an `identifier`, keyword or not. */
export function scanDialect(sql: string, dialect: OtherDialect): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < sql.length) {
    const character = sql.charAt(at);
    if (character.trim() === "") {
      at += 1;
      continue;
    }
    const { kind, end } = scanToken(sql, at, dialect);
    tokens.push({ kind, text: sql.slice(at, end), start: at, end });
    at = end;
  }
  return tokens;
}

type Scanned = Pick<Token, "kind" | "end">;

function scanToken(sql: string, at: number, dialect: OtherDialect): Scanned {
  const commentEnd = findCommentEnd(sql, at, dialect);
  if (commentEnd !== undefined) return { kind: "comment", end: commentEnd };
  const character = sql.charAt(at);
  const quote = QUOTES[dialect][character];
  if (quote !== undefined) return { kind: quote.kind, end: getQuoteEnd(sql, at + 1, quote) };
  if (isNumber(sql, at)) return { kind: "other", end: getWordEnd(sql, at + 1, ".") };
  const sign = SIGNS.find((text) => sql.startsWith(text, at));
  if (sign !== undefined) return { kind: "other", end: at + sign.length };
  if (character === "?") return { kind: "param", end: getWordEnd(sql, at + 1) };
  if (!NAME_START.test(character)) return { kind: "other", end: at + 1 };
  const end = getWordEnd(sql, at + 1, "@");
  const isName = NAME_PART.test(character) && character !== "$";
  if (isName) return { kind: "identifier", end: getWordEnd(sql, at + 1) };
  return { kind: end > at + 1 ? "param" : "other", end };
}

function isNumber(sql: string, at: number): boolean {
  return /\d/.test(sql.charAt(at));
}

function getWordEnd(sql: string, from: number, more = ""): number {
  let at = from;
  while (at < sql.length && (NAME_PART.test(sql.charAt(at)) || (more !== "" && sql.charAt(at) === more)))
    at += 1;
  return at;
}

function getQuoteEnd(sql: string, from: number, { close, hasBackslash }: Quote): number {
  for (let at = from; at < sql.length; at += 1) {
    if (hasBackslash && sql.charAt(at) === "\\") at += 1;
    else if (sql.charAt(at) === close && sql.charAt(at + 1) === close && close !== "]") at += 1;
    else if (sql.charAt(at) === close) return at + 1;
  }
  return sql.length;
}

/** MySQL runs what stands in a `/*! … *\/`: only its marks are comments, which the grammar knows. */
function findCommentEnd(sql: string, at: number, dialect: OtherDialect): number | undefined {
  if (sql.startsWith("--", at) || (dialect === "mysql" && sql.charAt(at) === "#"))
    return getIndexOr(sql.indexOf("\n", at), sql.length);
  if (dialect === "mysql" && sql.startsWith("/*!", at)) return getWordEnd(sql, at + 3);
  if (dialect === "mysql" && sql.startsWith("*/", at)) return at + 2;
  if (!sql.startsWith("/*", at)) return undefined;
  const close = sql.indexOf("*/", at + 2);
  return close === -1 ? sql.length : close + 2;
}

function getIndexOr(index: number, fallback: number): number {
  return index === -1 ? fallback : index;
}
