/** A place in a file, both 1-based, counted in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export interface LineStarts {
  getPosition(offset: number): Position;
  getOffset(position: Position): number;
  /** A line's text without its line break; empty beyond the end. */
  getLine(line: number): string;
}

// ECMAScript's line terminators, so that a line is the one that ESLint and its directives mean.
const LINE_BREAK = /\r\n|[\n\r\u2028\u2029]/g;

/** Turns offsets into lines and columns, with one pass over the text. */
export function getLineStarts(text: string): LineStarts {
  const starts = [0];
  const ends: number[] = [];
  for (const match of text.matchAll(LINE_BREAK)) {
    ends.push(match.index);
    starts.push(match.index + match[0].length);
  }
  ends.push(text.length);
  return {
    getPosition: (offset) => {
      const index = findLastIndexUpTo(starts, offset);
      return { line: index + 1, column: offset - (starts[index] ?? 0) + 1 };
    },
    getOffset: ({ line, column }) => (starts[line - 1] ?? text.length) + column - 1,
    getLine: (line) => text.slice(starts[line - 1] ?? text.length, ends[line - 1] ?? text.length),
  };
}

function findLastIndexUpTo(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((sorted[middle] ?? Infinity) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
