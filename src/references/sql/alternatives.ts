import type { TSESTree } from "@typescript-eslint/utils";
import type { SourceText } from "./source-text.js";

/** What an expression's text may be: one alternative for each branch of its conditions, never none. */
export type Alternatives = readonly SourceText[];

export type Read = (expression: TSESTree.Node) => Alternatives;

export const EMPTY: Alternatives = [[]];
const MAX_ALTERNATIVES = 16;

/** Each part's branches once, the other parts at their first: the number of texts grows with the sum, not with the product. */
export function join(parts: readonly Alternatives[]): Alternatives {
  const texts: SourceText[] = [parts.flatMap((part) => part[0] ?? [])];
  for (const [index, part] of parts.entries()) {
    for (const branch of part.slice(1)) {
      if (texts.length >= MAX_ALTERNATIVES) return texts;
      texts.push(parts.flatMap((other, at) => (at === index ? branch : (other[0] ?? []))));
    }
  }
  return texts;
}
