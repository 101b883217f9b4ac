import type { ts } from "ts-morph";

/** TypeScript's own module: ts-morph's copy for the scanner, the one of the user's parser for the linter. Their constants differ, so it is handed over. */
export type Compiler = typeof ts;

/** A program's checker with the compiler that it is part of. */
export interface Checking {
  readonly ts: Compiler;
  readonly checker: ts.TypeChecker;
}
