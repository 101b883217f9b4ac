/**
 * Where a string, quoted name or block comment starts that the text does not end; undefined if all are closed.
 * The one thing about which Postgres' scanner says no more than that it failed.
 */
export function findOpenLiteral(sql: string): number | undefined {
  for (let at = 0; at < sql.length;) {
    const end = getLiteralEnd(sql, at);
    if (end === undefined) return at;
    at = end;
  }
  return undefined;
}

/** Cuts a text at line ends that no literal or comment reaches over, into parts of about `size` characters. */
export function cutAtLines(sql: string, size: number): string[] {
  const parts: string[] = [];
  let from = 0;
  for (let at = 0; at < sql.length;) {
    const end = getLiteralEnd(sql, at) ?? sql.length;
    if (end - from >= size && sql.charAt(end - 1) === "\n" && end === at + 1) {
      parts.push(sql.slice(from, end));
      from = end;
    }
    at = end;
  }
  return from < sql.length ? [...parts, sql.slice(from)] : parts;
}

/** The offset after the literal, comment or single character at `at`; undefined if it is not closed. */
function getLiteralEnd(sql: string, at: number): number | undefined {
  const character = sql.charAt(at);
  if (character === "'") return getQuotedEnd(sql, at, hasEscapes(sql, at));
  if (character === '"') return getQuotedEnd(sql, at, false);
  if (character === "$") return getDollarQuotedEnd(sql, at);
  if (sql.startsWith("--", at)) return sql.indexOf("\n", at) + 1 || sql.length;
  if (sql.startsWith("/*", at)) return getBlockCommentEnd(sql, at);
  return at + 1;
}

const isNamePart = (character: string): boolean => /[\p{L}\p{N}_$]/u.test(character);
const hasEscapes = (sql: string, quote: number): boolean =>
  sql.charAt(quote - 1).toLowerCase() === "e" && !isNamePart(sql.charAt(quote - 2));

function getQuotedEnd(sql: string, from: number, escapes: boolean): number | undefined {
  const quote = sql.charAt(from);
  for (let at = from + 1; at < sql.length; at += 1) {
    if (escapes && sql.charAt(at) === "\\") at += 1;
    else if (sql.charAt(at) === quote && sql.charAt(at + 1) === quote) at += 1;
    else if (sql.charAt(at) === quote) return at + 1;
  }
  return undefined;
}

function getDollarQuotedEnd(sql: string, from: number): number | undefined {
  if (isNamePart(sql.charAt(from - 1))) return from + 1;
  let end = from + 1;
  while (end < sql.length && sql.charAt(end) !== "$" && isNamePart(sql.charAt(end))) end += 1;
  const tag = sql.slice(from, end + 1);
  // `$1` is a parameter.
  if (sql.charAt(end) !== "$" || /\d/.test(tag.charAt(1))) return from + 1;
  const close = sql.indexOf(tag, end + 1);
  return close === -1 ? undefined : close + tag.length;
}

/** Block comments nest. */
export function getBlockCommentEnd(sql: string, from: number): number | undefined {
  let depth = 0;
  for (let at = from; at < sql.length; at += 2) {
    if (sql.startsWith("/*", at)) depth += 1;
    else if (sql.startsWith("*/", at)) depth -= 1;
    else at -= 1;
    if (depth === 0) return at + 2;
  }
  return undefined;
}
