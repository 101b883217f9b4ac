import type { TSESTree } from "@typescript-eslint/utils";

/** A comment that says `expand-contract: not <change> because <reason>`, as it stands in a file. */
export interface Exclusion {
  readonly change: string;
  /** Empty when the comment gives none. */
  readonly reason: string;
  /** Where its words begin, and where the comment ends. */
  readonly start: number;
  readonly end: number;
}

const MARKER = "expand-contract:";

export function hasExclusionMarker(text: string): boolean {
  return text.includes(MARKER);
}

/** Reads a comment's text (without its opener), which stands at these offsets; undefined when it is about something else. */
export function parseExclusion(
  comment: string,
  [start, end]: readonly [number, number],
): Exclusion | undefined {
  const line = comment.replace(/\s*[\r\n][\s*]*/g, " ");
  const words = /^[\s*]*expand-contract:\s*not\b\s*(\S*)\s*(.*)/.exec(line);
  if (words === null) return undefined;
  const [, change = "", rest = ""] = words;
  const reason = /^because\b\s*(.*?)\s*(?:\*\/\}?|(?:--)?%?>|(?:--)?\}\}|#\})?$/.exec(rest)?.[1] ?? "";
  return { change, reason, start, end };
}

/** Exclusions in the comments of a script, JSX comments among them. */
export function getScriptExclusions(program: TSESTree.Program): Exclusion[] {
  const exclusions: Exclusion[] = [];
  for (const comment of program.comments ?? []) {
    const exclusion = parseExclusion(comment.value, comment.range);
    if (exclusion !== undefined) exclusions.push(exclusion);
  }
  return exclusions;
}

/** Exclusions on lines that begin with one of the openers: in `.sql`, `.env` and `.prisma` files, and in SQL inside a script. */
export function getLineExclusions(text: string, openers: readonly string[]): Exclusion[] {
  const exclusions: Exclusion[] = [];
  for (let at = text.indexOf(MARKER); at !== -1; at = text.indexOf(MARKER, at + 1)) {
    const lineStart = Math.max(text.lastIndexOf("\n", at), text.lastIndexOf("\r", at)) + 1;
    if (!openers.includes(text.slice(lineStart, at).trim())) continue;
    const line = /^[^\r\n]*/.exec(text.slice(at))?.[0] ?? "";
    const exclusion = parseExclusion(line, [at, at + line.length]);
    if (exclusion !== undefined) exclusions.push(exclusion);
  }
  return exclusions;
}
