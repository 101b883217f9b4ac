import type { Language, Quote } from "./languages.js";

/** A stretch of a text; `start` and `end` leave out the quotes of a string. */
export interface Stretch {
  readonly kind: "code" | "string" | "comment";
  readonly start: number;
  readonly end: number;
}

/** What of a text is code, what a string's content and what a comment. What looks like a quote and is not closed is code. */
export function splitText(text: string, language: Language): Stretch[] {
  const stretches: Stretch[] = [];
  let from = 0;
  let at = 0;
  const add = (kind: Stretch["kind"], [start, end]: readonly [number, number], next: number) => {
    if (at > from) stretches.push({ kind: "code", start: from, end: at });
    stretches.push({ kind, start, end });
    from = at = next;
  };
  while (at < text.length) {
    const comment = findComment(text, at, language);
    const string = comment === undefined ? findString(text, at, language) : undefined;
    if (comment !== undefined) add("comment", [at, comment], comment);
    else if (string !== undefined) add("string", [string.start, string.end], string.next);
    else at += 1;
  }
  if (at > from) stretches.push({ kind: "code", start: from, end: at });
  return stretches;
}

function findComment(text: string, at: number, { line, block }: Language): number | undefined {
  for (const [open, close] of block) {
    if (!text.startsWith(open, at)) continue;
    const end = text.indexOf(close, at + open.length);
    return end < 0 ? text.length : end + close.length;
  }
  if (!line.some((open) => text.startsWith(open, at))) return undefined;
  // `$#`, `${#list}` of a shell, `https://` in what is no string.
  if (/[$:{]/.test(text.charAt(at - 1))) return undefined;
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
}

interface Literal {
  readonly start: number;
  readonly end: number;
  readonly next: number;
}

function findString(text: string, at: number, { strings, hasHeredocs }: Language): Literal | undefined {
  const quote = strings.find(({ open }) => text.startsWith(open, at));
  if (quote !== undefined) return findQuoted(text, at, quote);
  return hasHeredocs === true && text.startsWith("<<", at) ? findHeredoc(text, at) : undefined;
}

function findQuoted(text: string, at: number, { open, close, escapes, isLong }: Quote): Literal | undefined {
  const start = at + open.length;
  for (let end = start; end < text.length; end++) {
    const character = text.charAt(end);
    if (escapes && character === "\\") end += 1;
    else if (text.startsWith(close, end)) return { start, end, next: end + close.length };
    else if (character === "\n" && !isLong) return undefined;
  }
  return undefined;
}

const HEREDOC = /<<[<~-]?\s*["'`]?([A-Z_]\w*)["'`]?/y;

function findHeredoc(text: string, at: number): Literal | undefined {
  HEREDOC.lastIndex = at;
  const word = HEREDOC.exec(text)?.[1];
  const start = text.indexOf("\n", at) + 1;
  if (word === undefined || start === 0) return undefined;
  for (let line = start; line < text.length;) {
    const end = text.indexOf("\n", line);
    const content = text.slice(line, end < 0 ? text.length : end).trim();
    if (content === word || content.startsWith(`${word};`) || content.startsWith(`${word})`))
      return { start, end: line, next: line };
    if (end < 0) return undefined;
    line = end + 1;
  }
  return undefined;
}
