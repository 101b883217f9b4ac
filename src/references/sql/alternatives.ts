import type { Variable } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/utils";
import type { SourceText } from "./source-text.js";

/** What an expression's text may be: one alternative for each branch of its conditions, never none. */
export type Alternatives = readonly SourceText[];

/** Texts that variables have where an expression is read: a parameter that of its argument. */
export type Bindings = ReadonlyMap<Variable, Alternatives>;

export type Read = (expression: TSESTree.Node, bindings?: Bindings) => Alternatives;

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

/** The parts one after the other, the glue between any two. */
export function joinWith(parts: readonly Alternatives[], glue: Alternatives): Alternatives {
  return join(parts.flatMap((part, index) => (index === 0 ? [part] : [glue, part])));
}

/** A value that shows no text may be anything. */
export function isShown(texts: Alternatives): boolean {
  return texts.every((text) => text.length === 0 || text.some(({ kind }) => kind === "text"));
}
