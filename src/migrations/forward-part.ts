/** UTF-16 offsets, the end exclusive. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

const NOT_A_LINE_BREAK = /[^\r\n]/g;

/** Blanks out all but the ranges, so that lines, columns and offsets stay those of the file. */
export function keepRanges(text: string, ranges: readonly TextRange[]): string {
  let kept = "";
  let from = 0;
  for (const { start, end } of ranges) {
    kept += blank(text.slice(from, start)) + text.slice(start, end);
    from = end;
  }
  return kept + blank(text.slice(from));
}

function blank(text: string): string {
  return text.replace(NOT_A_LINE_BREAK, " ");
}

/** Without a byte order mark, which Postgres' grammar would not read; a blank keeps offsets. */
export function withoutByteOrderMark(text: string): string {
  return text.startsWith("\uFEFF") ? ` ${text.slice(1)}` : text;
}
