import type { Token } from "../../../../sql/postgres-parser.js";
import type { TokenReader } from "./token-reader.js";

/** A dotted name: `new.name`. */
export type Path = readonly Token[];

/** One part of a PL/pgSQL body that Postgres would hand to its SQL parser, or that says what a variable holds. */
export type Fragment =
  | { readonly type: "declare"; readonly name: string; readonly tokens: readonly Token[] }
  /** `into` and `loop` name the variables that its rows go to. */
  | {
      readonly type: "query" | "dynamic";
      readonly tokens: readonly Token[];
      readonly into: readonly Path[];
      readonly cursor?: string;
    }
  | { readonly type: "expression"; readonly tokens: readonly Token[] }
  | { readonly type: "assign"; readonly target: Path; readonly tokens: readonly Token[] }
  | { readonly type: "fetch"; readonly cursor: string; readonly into: readonly Path[] };

export type Emit = (fragment: Fragment) => void;

/** Reads one kind of statement; `blocks` are those that are open around it. */
export type ReadStatement = (reader: TokenReader, blocks: string[], emit: Emit) => void;

export function expression(tokens: readonly Token[]): Fragment {
  return { type: "expression", tokens };
}
