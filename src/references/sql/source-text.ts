import type { TSESTree } from "@typescript-eslint/utils";

/** Text whose characters each know the source that they come from: `[starts[i], ends[i])`; negative for characters that stand nowhere in it. */
export interface TextPiece {
  readonly kind: "text";
  readonly text: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** Something that only running the program would tell. */
export interface Hole {
  readonly kind: "hole";
  /** Equal keys are filled alike: `${alias}.name … FROM users ${alias}`. */
  readonly key: string;
  /** What the text around it can't tell: an identifier helper's result, names or values as the place decides, or known columns in the form that it decides. */
  readonly as: "any" | "identifier" | "names" | "columns";
  /** With `columns`: the names that the text gives, already quoted. */
  readonly columns: readonly TextPiece[];
}

export type Piece = TextPiece | Hole;
export type SourceText = readonly Piece[];

/** Characters that the source does not have: quotes and commas that a helper adds. */
export function createGenerated(text: string): TextPiece {
  const nowhere = new Array<number>(text.length).fill(-1);
  return { kind: "text", text, starts: nowhere, ends: nowhere };
}

/** Characters of another file: none that this tool wrote. */
export function createElsewhere(text: string): TextPiece {
  const elsewhere = new Array<number>(text.length).fill(-2);
  return { kind: "text", text, starts: elsewhere, ends: elsewhere };
}

/** Text for which a name stands in the source. */
export function createSpread(text: string, [start, end]: readonly [number, number]): TextPiece {
  const fill = (offset: number): number[] => new Array<number>(text.length).fill(offset);
  return { kind: "text", text, starts: fill(start), ends: fill(end) };
}

/** Text that stands in the source as it is, from `start` on. */
export function createVerbatim(text: string, start: number): TextPiece {
  const starts = Array.from({ length: text.length }, (_, index) => start + index);
  return { kind: "text", text, starts, ends: starts.map((offset) => offset + 1) };
}

export function createHole(node: TSESTree.Node, file: string, as: Hole["as"] = "any"): Hole {
  return { kind: "hole", key: file.slice(...node.range), as, columns: [] };
}

/** What stands in the text for certain: holes are left out. */
export function getStaticText(text: SourceText): string {
  return text.map((piece) => (piece.kind === "text" ? piece.text : " ")).join("");
}
