/** A part of a Markdown document; of what does not fit, rows go first. */
export interface Block {
  readonly head: string;
  readonly rows?: readonly string[];
  /** What closes it: `</details>`. */
  readonly foot?: string;
}

const ROOM_FOR_REST = 160;

/** The blocks as one text of at most `maxBytes`; where something is left out, its last line says how much. */
export function joinBlocks(blocks: readonly Block[], maxBytes: number): string {
  const parts: string[] = [];
  let room = maxBytes - ROOM_FOR_REST;
  let left = 0;
  for (const block of blocks) {
    const { rows = [] } = block;
    const shown = left > 0 ? undefined : countFittingRows(block, room);
    if (shown === undefined) {
      left += Math.max(1, rows.length);
      continue;
    }
    const text = formatBlock(block, rows.slice(0, shown));
    parts.push(text);
    room -= getSize(text) + 2;
    left += rows.length - shown;
  }
  if (left > 0) parts.push(`**${left} more did not fit in here:** the log of the job has all of them.`);
  return `${parts.join("\n\n")}\n`;
}

/** Undefined: there is no room for a single row, or for a block without rows. */
function countFittingRows({ head, rows = [], foot = "" }: Block, room: number): number | undefined {
  let free = room - getSize(head) - getSize(foot) - 4;
  if (free < 0) return undefined;
  const fitting = rows.findIndex((row) => {
    free -= getSize(row) + 1;
    return free < 0;
  });
  if (fitting === 0) return undefined;
  return fitting === -1 ? rows.length : fitting;
}

/** A table that stands in HTML needs an empty line after it. */
function formatBlock({ head, foot }: Block, rows: readonly string[]): string {
  const body = [head, ...rows].join("\n");
  return foot === undefined ? body : `${body}\n\n${foot}`;
}

/** Services count characters or bytes; there are never more of the former. */
function getSize(text: string): number {
  return Buffer.byteLength(text);
}

/** Folded: who wants to see it clicks on the title. */
export function foldBlock(title: string, { head, rows }: Block): Block {
  return {
    head: `<details><summary>${title}</summary>\n\n${head}`,
    ...(rows && { rows }),
    foot: "</details>",
  };
}
