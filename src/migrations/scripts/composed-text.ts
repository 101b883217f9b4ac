import type { TSESTree } from "@typescript-eslint/utils";
import {
  createGenerated,
  createHole,
  type Piece,
  type SourceText,
} from "../../references/sql/source-text.js";
import { pay, type Run, type Scope } from "./run.js";
import { UNKNOWN, type Value } from "./value.js";

const MAX_LENGTH = 1_000_000;

/** A text of several pieces; what a loop makes ever longer ends somewhere. */
export function createComposed(pieces: SourceText, run: Run): Value {
  const length = pieces.reduce((sum, piece) => sum + (piece.kind === "text" ? piece.text.length : 1), 0);
  return pay(run, pieces.length) && length <= MAX_LENGTH ? { kind: "text", pieces } : UNKNOWN;
}

/** What a value adds to a text. */
export function toPieces(value: Value, node: TSESTree.Node, { run }: Scope): readonly Piece[] {
  if (value.kind === "text") return value.pieces;
  if (value.kind === "plain") return [createGenerated(String(value.value))];
  const hole = createHole(node, run.file.text);
  if (value.kind === "unknown" && value.because !== undefined) run.reasons.set(hole.key, value.because);
  return [hole];
}
