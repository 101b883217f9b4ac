import type { Token } from "../../../../sql/postgres-parser.js";

const lower = (token: Token | undefined): string => token?.text.toLowerCase() ?? "";

/** Splits `select a into x, new.b from t` into the statement without its INTO and the variables. */
export function takeInto(tokens: readonly Token[]): {
  tokens: readonly Token[];
  into: readonly (readonly Token[])[];
} {
  const start = findInto(tokens);
  if (start === undefined) return { tokens, into: [] };
  const into: Token[][] = [];
  let at = start + 1;
  if (lower(tokens[at]) === "strict") at += 1;
  for (;;) {
    const path: Token[] = [];
    const first = tokens[at];
    if (first !== undefined) path.push(first);
    at += 1;
    for (let name = tokens[at + 1]; lower(tokens[at]) === "." && name !== undefined; name = tokens[at + 1]) {
      path.push(name);
      at += 2;
    }
    into.push(path);
    if (lower(tokens[at]) !== ",") break;
    at += 1;
  }
  return { tokens: [...tokens.slice(0, start), ...tokens.slice(at)], into };
}

/** The INTO that PL/pgSQL takes for itself: outside parentheses, not that of INSERT or MERGE. */
function findInto(tokens: readonly Token[]): number | undefined {
  let depth = 0;
  for (let i = 0; i < tokens.length; i += 1) {
    const word = lower(tokens[i]);
    if (word === "(") depth += 1;
    if (word === ")") depth -= 1;
    const before = lower(tokens[i - 1]);
    if (word === "into" && depth === 0 && before !== "insert" && before !== "merge") return i;
  }
  return undefined;
}
