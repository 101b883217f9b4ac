import type { Token } from "../../../../sql/postgres-parser.js";

/** Walks over tokens; words are compared in lower case. */
export interface TokenReader {
  isAtEnd(): boolean;
  /** The word `ahead` tokens further on, or an empty string. */
  peek(ahead: number): string;
  take(): string;
  skip(count: number): void;
  takeTokens(count: number): Token[];
  /** Everything up to a word outside parentheses and CASE; the word is taken too, and left out. */
  takeUntil(word: string): Token[];
  /** The same, and the word stays. */
  takeBefore(words: readonly string[]): Token[];
  /** `a.b[1] :=`, if that is what stands here. */
  takeAssignmentTarget(): Token[] | undefined;
}

const OPENING: ReadonlySet<string> = new Set(["(", "[", "case"]);
const CLOSING: ReadonlySet<string> = new Set([")", "]", "end"]);

export function createTokenReader(tokens: readonly Token[]): TokenReader {
  let at = 0;
  const wordAt = (index: number): string => tokens[index]?.text.toLowerCase() ?? "";

  function findEnd(words: readonly string[]): number {
    let depth = 0;
    for (let i = at; i < tokens.length; i += 1) {
      const word = wordAt(i);
      if (depth <= 0 && words.includes(word)) return i;
      if (OPENING.has(word)) depth += 1;
      if (CLOSING.has(word)) depth -= 1;
    }
    return tokens.length;
  }
  function takeTo(end: number, next: number): Token[] {
    const taken = tokens.slice(at, end);
    at = next;
    return taken;
  }
  const isName = (index: number): boolean =>
    tokens[index]?.kind === "identifier" || tokens[index]?.kind === "keyword";

  function findAssignment(): number | undefined {
    if (!isName(at)) return undefined;
    let i = at + 1;
    for (;;) {
      if (wordAt(i) === "." && isName(i + 1)) i += 2;
      else if (wordAt(i) === "[") i = skipBrackets(i);
      else return wordAt(i) === ":=" || wordAt(i) === "=" ? i : undefined;
    }
  }
  function skipBrackets(from: number): number {
    let depth = 0;
    for (let i = from; i < tokens.length; i += 1) {
      if (wordAt(i) === "[") depth += 1;
      if (wordAt(i) === "]") depth -= 1;
      if (depth === 0) return i + 1;
    }
    return tokens.length;
  }

  return {
    isAtEnd: () => at >= tokens.length,
    peek: (ahead) => wordAt(at + ahead),
    take: () => {
      at += 1;
      return wordAt(at - 1);
    },
    skip: (count) => {
      at += count;
    },
    takeTokens: (count) => takeTo(at + count, at + count),
    takeUntil: (word) => {
      const end = findEnd([word]);
      return takeTo(end, end + 1);
    },
    takeBefore: (words) => {
      const end = findEnd(words);
      return takeTo(end, end);
    },
    takeAssignmentTarget: () => {
      const end = findAssignment();
      return end === undefined ? undefined : takeTo(end, end + 1);
    },
  };
}
