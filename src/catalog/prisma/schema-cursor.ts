import type { SchemaToken } from "./scan-schema.js";

/** A place in a list of tokens that goes on as they are taken. */
export interface Cursor {
  isAtEnd(): boolean;
  peek(ahead?: number): SchemaToken;
  next(): SchemaToken;
  isAt(mark: string): boolean;
  /** Goes on if this mark is next. */
  take(mark: string): boolean;
  takeKind(kind: SchemaToken["kind"]): SchemaToken | undefined;
  skipLines(): void;
  /** Skips line breaks; whether something comes before the closing mark. */
  skipToItem(close?: string): boolean;
  skipRestOfLine(): void;
  /** To the `}` that closes the block that is open. */
  skipToClose(): void;
}

export function createCursor(tokens: readonly SchemaToken[], length: number): Cursor {
  const end: SchemaToken = { kind: "line", text: "", start: length, end: length };
  let at = 0;
  const peek = (ahead = 0): SchemaToken => tokens[at + ahead] ?? end;
  const isAt = (mark: string): boolean => peek().kind === "mark" && peek().text === mark;
  const isAtEnd = (): boolean => at >= tokens.length;
  const skipLines = (): void => {
    while (!isAtEnd() && peek().kind === "line") at++;
  };
  return {
    isAtEnd,
    peek,
    isAt,
    next: () => {
      const token = peek();
      at++;
      return token;
    },
    take: (mark) => {
      if (!isAt(mark)) return false;
      at++;
      return true;
    },
    takeKind: (kind) => {
      const token = peek();
      if (isAtEnd() || token.kind !== kind) return undefined;
      at++;
      return token;
    },
    skipLines,
    skipToItem: (close = "") => {
      skipLines();
      return !isAtEnd() && !isAt(close);
    },
    skipRestOfLine: () => {
      while (!isAtEnd() && peek().kind !== "line" && !isAt("}")) at++;
    },
    skipToClose: () => {
      for (let depth = 0; !isAtEnd(); at++) {
        if (isAt("}") && depth === 0) return;
        if (isAt("{")) depth++;
        if (isAt("}")) depth--;
      }
    },
  };
}
