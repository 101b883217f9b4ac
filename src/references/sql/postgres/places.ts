import type { Token } from "../../../sql/postgres-parser.js";
import { getTokenName, isNode } from "./names.js";

/**
 * Finds the token of an identifier. The parse tree gives for `u.name` the place of `u`, for a USING column none at all:
 * the tokens say the rest.
 */
export interface Places {
  /** The tokens of a dotted name that starts at `location`: `u.name` gives two. */
  getParts(location: number | undefined, count: number): (Token | undefined)[];
  /** The first token of each element of the parenthesised list that opens at or after `from`. */
  getListItems(from: number): Token[];
  /** The columns of a join's USING; it has no location of its own. */
  getUsingItems(rightSide: unknown): Token[];
  /** The columns of an alias, `x (a, b)`, after an item that ends at or after the last offset of `item`. */
  getAliasItems(item: unknown, alias: string): Token[];
  /** The name behind `(…).` or `[…].` after an expression. */
  findField(expression: unknown, name: string): Token | undefined;
  /** The first token at or after `from` that is this word or sign. */
  findWord(from: number, word: string): Token | undefined;
  /** The token that follows. */
  getNext(token: Token): Token | undefined;
}

export function createPlaces(tokens: readonly Token[]): Places {
  const indexOf = (offset: number): number => {
    let low = 0;
    let high = tokens.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((tokens[middle]?.start ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const isAt = (index: number, word: string): boolean => tokens[index]?.text.toLowerCase() === word;

  function getListFrom(index: number): { items: Token[]; end: number } {
    const items: Token[] = [];
    let depth = 0;
    for (let i = index; i < tokens.length; i += 1) {
      const opens = isAt(i, "(");
      if (opens) depth += 1;
      if (isAt(i, ")")) depth -= 1;
      if (depth === 0 && i > index) return { items, end: tokens[i]?.end ?? 0 };
      const next = tokens[i + 1];
      if (depth === 1 && next !== undefined && (isAt(i, ",") || (opens && i === index))) items.push(next);
    }
    return { items, end: tokens.at(-1)?.end ?? 0 };
  }

  const findIndex = (from: number, test: (index: number) => boolean): number => {
    for (let i = indexOf(from); i < tokens.length; i += 1) if (test(i)) return i;
    return tokens.length;
  };
  const findUsing = (rightSide: unknown): { items: Token[]; end: number } =>
    getListFrom(findIndex(getLastOffset(rightSide), (i) => isAt(i, "using") && isAt(i + 1, "(")) + 1);

  /** The last offset that a part of the tree is known to reach; a nested USING list reaches further than any location. */
  function getLastOffset(value: unknown): number {
    if (typeof value !== "object" || value === null) return 0;
    let last = 0;
    for (const [key, child] of Object.entries(value)) {
      if (key === "location" && typeof child === "number") last = Math.max(last, child);
      else last = Math.max(last, getLastOffset(child));
    }
    if (!isNode(value) || !("JoinExpr" in value) || value.JoinExpr.usingClause === undefined) return last;
    return Math.max(last, findUsing(value.JoinExpr.rarg).end);
  }

  return {
    getParts: (location = 0, count) => {
      const first = indexOf(location);
      return Array.from({ length: count }, (_, part) =>
        location < 0 ? undefined : tokens[first + 2 * part],
      );
    },
    getListItems: (from) => getListFrom(findIndex(from, (i) => isAt(i, "("))).items,
    getUsingItems: (rightSide) => findUsing(rightSide).items,
    getAliasItems: (item, alias) => {
      const isAlias = (i: number): boolean => {
        const token = tokens[i];
        return isAt(i + 1, "(") && token !== undefined && getTokenName(token) === alias;
      };
      return getListFrom(findIndex(getLastOffset(item), isAlias) + 1).items;
    },
    findField: (expression, name) => {
      const found = findIndex(getLastOffset(expression), (i) => {
        const field = tokens[i + 2];
        const isEnd = isAt(i, ")") || isAt(i, "]") || tokens[i]?.kind === "param";
        return isEnd && isAt(i + 1, ".") && field !== undefined && getTokenName(field) === name;
      });
      return tokens[found + 2];
    },
    findWord: (from, word) => tokens[findIndex(from, (i) => isAt(i, word))],
    getNext: (token) => tokens[indexOf(token.start) + 1],
  };
}
