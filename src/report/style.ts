import pc from "picocolors";

/** How text output looks: colour or none, and how wide a line may be. */
export interface Style {
  readonly colors: ReturnType<typeof pc.createColors>;
  /** Columns of the terminal; text that does not fit is cut with an ellipsis. */
  readonly width: number;
}

export function createStyle({ color, width }: { readonly color: boolean; readonly width: number }): Style {
  return { colors: pc.createColors(color), width };
}

/** Cuts what does not fit. `used` columns of the line are taken already. */
export function fitText(text: string, used: number, style: Style): string {
  const room = Math.max(20, style.width - used);
  return text.length <= room ? text : `${text.slice(0, room - 1)}…`;
}

/** `1 reference`, `2 references`. */
export function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
