/** Characters that open a quoted name in a dialect, with what closes them. */
const QUOTES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  mysql: { "`": "`" },
  mariadb: { "`": "`" },
  singlestore: { "`": "`" },
  sqlite: { "`": "`", "[": "]" },
  turso: { "`": "`", "[": "]" },
  sqlserver: { "[": "]" },
};

/**
 * Gives another dialect's quoted names Postgres' quotes, so that its grammar can read what the dialects share. Lengths stay
 * the same. MySQL's `#` comments become blanks.
 */
export function toPostgresQuotes(sql: string, dialect: string | undefined): string {
  const quotes = QUOTES[dialect ?? ""];
  if (quotes === undefined) return sql;
  let result = "";
  let at = 0;
  while (at < sql.length) {
    const end = getEnd(sql, at, quotes, dialect !== "sqlserver" && dialect !== "sqlite");
    const part = sql.slice(at, end);
    const close = quotes[part.charAt(0)];
    const isName = close !== undefined && part.length > 1 && part.endsWith(close);
    if (isName) result += `"${part.slice(1, -1).replaceAll('"', "_")}"`;
    else result += part.startsWith("#") ? " ".repeat(part.length) : part;
    at = end;
  }
  return result;
}

/** Where the string, comment or quoted name that starts here ends; one further for anything else. */
function getEnd(sql: string, at: number, quotes: Readonly<Record<string, string>>, hasHash: boolean): number {
  const character = sql.charAt(at);
  const close = character === "'" || character === '"' ? character : quotes[character];
  if (close !== undefined) return endAfter(sql, close, at + 1);
  if (sql.startsWith("--", at) || (hasHash && character === "#"))
    return Math.max(at + 1, endBefore(sql, "\n", at));
  if (sql.startsWith("/*", at)) return endAfter(sql, "*/", at + 2);
  return at + 1;
}

function endAfter(sql: string, mark: string, from: number): number {
  const found = sql.indexOf(mark, from);
  return found < 0 ? sql.length : found + mark.length;
}

function endBefore(sql: string, mark: string, from: number): number {
  const found = sql.indexOf(mark, from);
  return found < 0 ? sql.length : found;
}
