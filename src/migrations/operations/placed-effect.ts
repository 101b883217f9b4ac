import type { Token } from "../../sql/postgres-parser.js";
import type { OperationEffect } from "../migration.js";

/** An effect and where its statement (or command of `ALTER TABLE`) starts, as a UTF-16 offset into the migration's text. */
export interface PlacedEffect {
  readonly effect: OperationEffect;
  readonly start: number;
  /** Where the whole statement starts: comments above it speak of all its commands. */
  readonly statementStart: number;
  /** Where the statements of a script around it start, the outermost first: comments above those speak of it, too. */
  readonly outerStarts?: readonly number[];
  readonly text: string;
  /** The whole statement, where it defines something in a script. */
  readonly sql?: string;
}

const MAX_TEXT = 200;

/** The tokens on one line, for people: without comments, cut when long. */
export function formatTokens(tokens: readonly Token[]): string {
  let text = "";
  let end = tokens[0]?.start ?? 0;
  for (const token of tokens) {
    text += token.start > end ? ` ${token.text}` : token.text;
    end = token.end;
  }
  const line = text.replace(/\s+/g, " ");
  return line.length <= MAX_TEXT ? line : `${line.slice(0, MAX_TEXT - 1)}…`;
}
