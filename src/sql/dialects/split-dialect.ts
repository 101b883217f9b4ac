import type { Token } from "../postgres-parser.js";
import type { OtherDialect } from "./dialect.js";
import { scanDialect } from "./scan-dialect.js";

/** One statement of a text, not parsed yet. */
export interface DialectStatement {
  readonly text: string;
  /** UTF-16 offsets into the whole text, from the first token to the last, without the `;`. */
  readonly start: number;
  readonly end: number;
  /** Without comments; offsets into `text`. */
  readonly tokens: readonly Token[];
}

/** Splits a text at its `;`, but not at those in the body of a trigger or routine. */
export function splitDialect(sql: string, dialect: OtherDialect): DialectStatement[] {
  const statements: DialectStatement[] = [];
  let tokens: Token[] = [];
  let depth = 0;
  const flush = (): void => {
    const [first] = tokens;
    const last = tokens.at(-1);
    if (first !== undefined && last !== undefined)
      statements.push(createStatement(sql, tokens, first.start, last.end));
    tokens = [];
    depth = 0;
  };
  for (const token of scanDialect(sql, dialect)) {
    if (token.kind === "comment") continue;
    if (token.text === ";" && depth === 0) {
      flush();
      continue;
    }
    depth += getNesting(token, tokens);
    tokens.push(token);
  }
  flush();
  return statements;
}

function createStatement(
  sql: string,
  tokens: readonly Token[],
  start: number,
  end: number,
): DialectStatement {
  const moved = tokens.map((token) => ({ ...token, start: token.start - start, end: token.end - start }));
  return { text: sql.slice(start, end), start, end, tokens: moved };
}

/** `begin … end` nests only within `create trigger` and its like; elsewhere BEGIN is a statement of its own. */
function getNesting({ text }: Token, before: readonly Token[]): number {
  if (before[0]?.text.toLowerCase() !== "create") return 0;
  const word = text.toLowerCase();
  if (word === "begin" || word === "case") return 1;
  return word === "end" ? -1 : 0;
}
