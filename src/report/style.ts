import pc from "picocolors";
import stringWidth from "string-width";

/** How text output looks: colour or none, and how wide a line may be. */
export interface Style {
  readonly colors: ReturnType<typeof pc.createColors>;
  /** Columns of the terminal; code that does not fit is cut with an ellipsis. */
  readonly width: number;
  /** A person looks at a window of `width` columns: long lines are broken between words. Elsewhere a line stays one, for `grep` and logs. */
  readonly isTerminal: boolean;
}

export interface StyleOptions {
  readonly color: boolean;
  readonly width: number;
  readonly isTerminal?: boolean;
}

export function createStyle({ color, width, isTerminal = false }: StyleOptions): Style {
  return { colors: pc.createColors(color), width, isTerminal };
}

const MIN_ROOM = 20;

/** Cuts what does not fit. `used` columns of the line are taken already. */
export function fitText(text: string, used: number, { width }: Style): string {
  return cutText(text, Math.max(MIN_ROOM, width - used));
}

/** Made for the first line that is too long: it takes a while. */
let segmenter: Intl.Segmenter | undefined;

/** At most `room` columns, with an ellipsis for what is left out; no character is cut in two. */
export function cutText(text: string, room: number): string {
  if (stringWidth(text) <= room) return text;
  let shown = "";
  let columns = 1;
  segmenter ??= new Intl.Segmenter("en");
  for (const { segment } of segmenter.segment(text)) {
    columns += stringWidth(segment);
    if (columns > room) break;
    shown += segment;
  }
  return `${shown}…`;
}

/** As `padEnd`, in columns: some characters are two wide, some none. */
export function padText(text: string, columns: number): string {
  return text + " ".repeat(Math.max(0, columns - stringWidth(text)));
}

export function getWidth(text: string): number {
  return stringWidth(text);
}

/** `1 reference`, `2 references`. */
export function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
