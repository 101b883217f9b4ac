import type { Token } from "../../sql/postgres-parser.js";

// After these a keyword that isn't reserved may be a table's name: `ALTER TABLE comments`, `INTO role`.
const BEFORE_NAME: ReadonlySet<string> = new Set([
  "table",
  "only",
  "exists",
  "from",
  "into",
  "update",
  "join",
  "view",
  "on",
  "using",
  "to",
  ".",
  ",",
]);
const NOT_A_NAME: ReadonlySet<string> = new Set([
  "if",
  "only",
  "not",
  "exists",
  "set",
  "select",
  "table",
  "column",
]);

const WORD = /[\p{L}_][\p{L}\p{N}_$]*/gu;

/** Every name in a statement that could not be parsed, as the database would store it: which of them are tables can't be told. */
export function getMentionedNames(tokens: readonly Token[]): string[] {
  const names = new Set<string>();
  tokens.forEach((token, index) => {
    const word = token.text.toLowerCase();
    const before = tokens[index - 1]?.text.toLowerCase() ?? "";
    const isName = token.kind === "keyword" && BEFORE_NAME.has(before) && !NOT_A_NAME.has(word);
    if (token.kind === "identifier" || isName) names.add(getStoredName(token.text));
    // What an open quote swallows is one token: any word in it may be meant.
    if (token.kind === "other") for (const [name] of token.text.matchAll(WORD)) names.add(name);
  });
  return [...names];
}

/** Unquoted names fold to lower case, quoted ones stay. */
export function getStoredName(text: string): string {
  if (text.startsWith('"')) return text.slice(1, -1).replaceAll('""', '"');
  return text.toLowerCase();
}
