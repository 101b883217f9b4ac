import type { TSESTree } from "@typescript-eslint/utils";

/** Where a member that an expression reaches is declared: canonical module and path of names, as in a symbol target. */
export interface MemberOrigin {
  /** Repo-relative file (`./src/color.ts`) or package name. */
  readonly module: string;
  readonly path: readonly string[];
  /** Tells declarations apart, also those that no path leads to; as `getDeclarations` gives them. */
  readonly place?: string;
}

/**
 * Answers what only types can tell. ESLint implements it with parser services, the scanner with ts-morph.
 * `unknown` means that the receiver's type is `any` or could not be found: such a place is `unresolved`, never guessed.
 */
export interface Resolver {
  readonly hasTypes: boolean;
  /** Origins of the property that a member access, key or binding names; `unknown` when no type says. */
  getMemberOrigins(file: string, node: TSESTree.Node): readonly MemberOrigin[] | "unknown";
  /** Where the members are declared that a path leads to from the exports of a file of the repo (`src/order.ts`), whichever module has them. */
  getDeclarations(file: string, path: readonly string[]): readonly string[];
}

/** Without type information: imports settle what they can, and nothing else is claimed. */
export const UNTYPED: Resolver = {
  hasTypes: false,
  getMemberOrigins: () => "unknown",
  getDeclarations: () => [],
};
