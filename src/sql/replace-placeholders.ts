import type { Token } from "./postgres-parser.js";

/**
 * Puts values that Postgres' grammar takes in place of drivers' `?` and of psql's `:name`, `:'name'` and `:"name"`, without
 * moving a character. For texts that do not parse as they are: `?` is also an operator, `:` also a slice.
 */
export function replacePlaceholders(sql: string, tokens: readonly Token[], start = 0): string {
  let replaced = sql;
  const put = (from: number, text: string): void => {
    replaced = replaced.slice(0, from - start) + text + replaced.slice(from - start + text.length);
  };
  tokens.forEach((token, index) => {
    // `a=?` is one operator to Postgres.
    if (token.kind === "other" && token.text.endsWith("?")) put(token.end - 1, "1");
    const next = tokens[index + 1];
    if (token.text !== ":" || next === undefined || next.start !== token.end) return;
    const isQuoted = next.kind === "string" || next.text.startsWith('"');
    if (isQuoted) put(token.start, " ");
    else if (next.kind === "identifier" || next.kind === "keyword")
      put(token.start, "$1".padEnd(next.end - token.start));
  });
  return replaced;
}
