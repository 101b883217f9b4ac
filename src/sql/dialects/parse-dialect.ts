import type { Token } from "../postgres-parser.js";
import { adaptStatement } from "./adapt-statement.js";
import { getDialectBackend } from "./dialect-backend.js";
import type { OtherDialect } from "./dialect.js";
import { splitDialect, type DialectStatement } from "./split-dialect.js";

/** A statement's tree as the grammar gives it, and how a place in it becomes an offset into the statement. */
export interface ParsedDialect {
  readonly trees: readonly unknown[];
  /** `column` is the grammar's own, from 1. */
  toOffset(column: number): number;
}

export interface DialectSyntaxError {
  readonly message: string;
  /** Into the statement. */
  readonly offset: number;
}

/** Gets the grammar ready in this thread. Optional: without it the first calls are slower, never wrong. */
export function loadDialects(): Promise<void> {
  return getDialectBackend().load();
}

export function parseDialectStatement(
  { text, tokens }: { readonly text: string; readonly tokens: readonly Token[] },
  dialect: OtherDialect,
): ParsedDialect | { readonly error: DialectSyntaxError } {
  const adapted = adaptStatement(text, tokens, dialect);
  const toOffset = (column: number): number => adapted.toSource(column - 1);
  const answer = getDialectBackend().call("parse", [adapted.text, dialect]);
  if ("value" in answer) return { trees: Array.isArray(answer.value) ? answer.value : [], toOffset };
  const message = String(answer.error.message);
  const column = /Column: (\d+)/.exec(message)?.[1];
  return { error: { message, offset: column === undefined ? text.length : toOffset(Number(column)) } };
}

/** The first statement of a text that the dialect's grammar does not take, with its offset into the text. */
export function findDialectError(sql: string, dialect: OtherDialect): DialectSyntaxError | undefined {
  for (const statement of splitDialect(sql, dialect)) {
    if (isSkipped(statement)) continue;
    const parsed = parseDialectStatement(statement, dialect);
    if ("error" in parsed) return { ...parsed.error, offset: parsed.error.offset + statement.start };
  }
  return undefined;
}

/** Settings of a session, which name no column. */
export function isSkipped({ tokens }: DialectStatement): boolean {
  return tokens[0]?.text.toLowerCase() === "pragma";
}
