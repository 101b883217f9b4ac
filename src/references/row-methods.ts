import type { TSESTree } from "@typescript-eslint/utils";

/** What a library's own methods do with rows, beside those of lists and promises. */
export interface RowMethods {
  /** Methods whose result holds the rows. */
  readonly keeping?: ReadonlySet<string>;
  /** Methods that give values without the columns' names. */
  readonly ending?: ReadonlySet<string>;
  /** Methods that give the one column that their first argument names, if it does. */
  readonly naming?: ReadonlySet<string>;
  /** Which parameters of a callback that is handed to a method get rows. */
  getPositions?(method: string, call: TSESTree.CallExpression): readonly number[] | undefined;
  /** Whether a call gives the rows of what it is handed as this argument: `db.one(query)`. */
  isGivenRows?(call: TSESTree.CallExpression, argument: TSESTree.Node): boolean;
}

/** Methods of a list that give rows again. */
const KEEPING: ReadonlySet<string> = new Set([
  "filter",
  "find",
  "findLast",
  "sort",
  "toSorted",
  "slice",
  "reverse",
  "toReversed",
  "at",
  "pop",
  "shift",
  "concat",
  "catch",
  "finally",
  "values",
]);

/** Methods whose callback gets rows, by the positions of the parameters that do. */
const CALLBACKS: Readonly<Record<string, readonly number[]>> = {
  map: [0],
  flatMap: [0],
  forEach: [0],
  filter: [0],
  find: [0],
  findLast: [0],
  findIndex: [0],
  findLastIndex: [0],
  some: [0],
  every: [0],
  then: [0],
  sort: [0, 1],
  toSorted: [0, 1],
  reduce: [1],
  reduceRight: [1],
};

/** Methods whose result holds what their callback returns. */
const RETURNING: ReadonlySet<string> = new Set(["then", "map", "flatMap"]);

export function keepsRows(method: string, own: RowMethods = {}): boolean {
  if (own.ending?.has(method)) return false;
  return KEEPING.has(method) || own.keeping?.has(method) === true;
}

export function givesReturned(method: string): boolean {
  return RETURNING.has(method);
}

export function getRowPositions(
  method: string,
  call: TSESTree.CallExpression,
  own: RowMethods = {},
): readonly number[] {
  return own.getPositions?.(method, call) ?? CALLBACKS[method] ?? [];
}
