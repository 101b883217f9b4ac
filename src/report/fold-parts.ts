import { getWidth, type Style } from "./style.js";

export const GAP = "   ";

/** How far lines stand from the left: the first one, and those after it. */
export interface Indent {
  readonly first: number;
  readonly rest: number;
}

/** Parts side by side; on a terminal one that does not fit starts a line of its own, and none is broken. */
export function foldParts(parts: readonly string[], { first, rest }: Indent, style: Style): string[] {
  return fold(parts, { gap: GAP, first, rest }, style);
}

/** A sentence; on a terminal it is broken between words. `lead`: what stands before it, as `next: `. */
export function wrapText(text: string, { first, rest }: Indent, style: Style): string[] {
  return fold(text.split(" "), { gap: " ", first, rest }, style);
}

interface FoldOptions extends Indent {
  readonly gap: string;
}

function fold(parts: readonly string[], { gap, first, rest }: FoldOptions, style: Style): string[] {
  const lines: string[] = [];
  let line: string | undefined;
  for (const part of parts) {
    const longer = line === undefined ? " ".repeat(first) + part : line + gap + part;
    if (line === undefined || !style.isTerminal || getWidth(longer) <= style.width) {
      line = longer;
      continue;
    }
    lines.push(line);
    line = " ".repeat(rest) + part;
  }
  return line === undefined ? lines : [...lines, line];
}
