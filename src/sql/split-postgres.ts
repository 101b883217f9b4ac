import { maskPsql } from "./mask-psql.js";
import { scanPostgres, type Token } from "./postgres-parser.js";

/** One statement of a text, not parsed yet. `text` has the length of `end - start`; what only psql reads is blank in it. */
export interface PostgresStatement {
  readonly text: string;
  /** UTF-16 offsets into the whole text, from the first token to the last, without the `;`. */
  readonly start: number;
  readonly end: number;
  /** Without comments; offsets into the whole text. */
  readonly tokens: readonly Token[];
}

/** Splits a text at its top-level `;`, so that an error in one statement does not hide the others. Empty statements are left out. */
export function splitPostgres(sql: string): PostgresStatement[] {
  const masked = maskPsql(sql);
  const statements: PostgresStatement[] = [];
  let tokens: Token[] = [];
  const flush = (): void => {
    const first = tokens[0];
    const last = tokens.at(-1);
    if (first !== undefined && last !== undefined)
      statements.push({
        text: masked.slice(first.start, last.end),
        start: first.start,
        end: last.end,
        tokens,
      });
    tokens = [];
  };
  const nesting = createNesting();
  let skipTo = 0;
  for (const token of scanPostgres(masked)) {
    if (token.kind === "comment" || token.start < skipTo) continue;
    if (token.text === "\\") {
      // `\g`, `\gexec` … end a statement as `;` does, and take the rest of the line.
      skipTo = masked.indexOf("\n", token.start) + 1 || masked.length;
      nesting.reset();
      flush();
      continue;
    }
    if (token.text === ";" && nesting.isTop()) {
      nesting.reset();
      flush();
      continue;
    }
    tokens.push(token);
    nesting.enter(tokens);
  }
  flush();
  return statements;
}

const BEFORE_NAME: ReadonlySet<string> = new Set(["trigger", "function", "procedure"]);
const BLOCKS: ReadonlySet<string> = new Set(["if", "while", "loop", "repeat"]);

/**
 * Where a `;` does not end the statement: in a `begin atomic … end` body, between a rule's actions, and in the body that a trigger has with itself
 * in SQLite and MySQL.
 */
function createNesting(): { isTop(): boolean; reset(): void; enter(tokens: readonly Token[]): void } {
  let atomic = 0;
  let isTrigger = false;
  let parentheses = 0;
  let isRule = false;
  return {
    isTop: () => atomic === 0 && (parentheses === 0 || !isRule),
    reset: () => {
      atomic = 0;
      parentheses = 0;
      isRule = false;
      isTrigger = false;
    },
    enter: (tokens) => {
      const word = tokens.at(-1)?.text.toLowerCase();
      const before = tokens.at(-2)?.text.toLowerCase();
      if (word === "rule" && tokens.length <= 4 && tokens[0]?.text.toLowerCase() === "create") isRule = true;
      if (word === "(") parentheses += 1;
      if (word === ")") parentheses -= 1;
      if (word === "trigger" && tokens.length <= 4 && tokens[0]?.text.toLowerCase() === "create")
        isTrigger = true;
      // A column may be called so: `new.end`.
      if (before === ".") return;
      if (word === "atomic" && before === "begin") atomic = 1;
      else if (isTrigger && word === "begin" && !BEFORE_NAME.has(before ?? "")) atomic += 1;
      else if (atomic > 0 && word === "case" && before !== "end") atomic += 1;
      // `end if`, `end loop`: MySQL's, whose beginnings are not counted.
      else if (isTrigger && before === "end" && BLOCKS.has(word ?? "")) atomic += 1;
      else if (atomic > 0 && word === "end") atomic -= 1;
    },
  };
}
