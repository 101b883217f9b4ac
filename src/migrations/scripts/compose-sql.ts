import { createGenerated, type Hole, type SourceText } from "../../references/sql/source-text.js";
import type { CallSite } from "./handle.js";
import { getText, type Value } from "./value.js";

const HOLE: Hole = { kind: "hole", key: "", as: "any", columns: [] };

/** What only running the script would tell. */
export const AT_RUN: SourceText = [HOLE];

/** SQL that a builder's calls stand for: the tool's own words, and texts of the script. */
export function composeSql(...parts: readonly (string | SourceText)[]): SourceText {
  return parts.flatMap((part) => (typeof part === "string" ? [createGenerated(part)] : part));
}

export function joinSql(parts: readonly SourceText[], separator: string): SourceText {
  return parts.flatMap((part, index) => (index === 0 ? part : composeSql(separator, part)));
}

/** A quoted name; one that isn't known stands for any. */
export function quoteName(value: Value | undefined): SourceText {
  const name = getText(value);
  return name === undefined ? composeSql('"', AT_RUN, '"') : quoteText(name);
}

export function quoteText(name: string): SourceText {
  return composeSql(`"${name.replaceAll('"', '""')}"`);
}

/** A quoted name of several parts: `app.users`. */
export function quotePath(name: string): SourceText {
  return joinSql(name.split(".").map(quoteText), ".");
}

/** What a builder's calls do, each where its own call stands. */
export interface ComposedStatement {
  readonly sql: SourceText;
  readonly site: CallSite;
}

export function runComposed(statements: readonly ComposedStatement[]): void {
  for (const { sql, site } of statements) site.runSql({ kind: "text", pieces: sql }, { isComposed: true });
}

/** The text, with a letter for what only running would tell: enough to see whether it parses. */
export function showSql(sql: SourceText): string {
  return sql.map((piece) => (piece.kind === "text" ? piece.text : "x")).join("");
}
