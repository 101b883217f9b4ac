/** One instruction of a Dockerfile. Offsets are those of the text. */
export interface Instruction {
  /** In lower case: `env`, `run`. */
  readonly name: string;
  /** Of its arguments, up to the last line that it goes on to. */
  readonly start: number;
  readonly end: number;
  readonly words: readonly Word[];
}

export interface Word {
  readonly text: string;
  readonly start: number;
}

/** Reads instructions with the lines that they go on to; heredocs are taken for instructions of their own: https://docs.docker.com/reference/dockerfile/#format */
export function parseDockerfile(text: string): Instruction[] {
  const instructions: Instruction[] = [];
  for (let at = 0; at < text.length;) {
    const start = skipBlanks(text, at);
    const end = findEnd(text, start);
    const nameEnd = findWordEnd(text, start, end);
    const name = text.slice(start, nameEnd).toLowerCase();
    if (name !== "" && !name.startsWith("#"))
      instructions.push({ name, start: nameEnd, end, words: getWords(text, nameEnd, end) });
    at = end + 1;
  }
  return instructions;
}

/** A line that ends with a backslash goes on; comments and empty lines between don't end it. */
function findEnd(text: string, start: number): number {
  let isGoingOn = text.charAt(start) !== "#";
  for (let lineStart = start; ;) {
    const lineEnd = findLineEnd(text, lineStart);
    const line = text.slice(lineStart, lineEnd).trim();
    const isPassed = lineStart > start && (line === "" || line.startsWith("#"));
    if (!isPassed) isGoingOn = isGoingOn && line.endsWith("\\");
    if (!isGoingOn || lineEnd >= text.length) return lineEnd;
    lineStart = lineEnd + 1;
  }
}

function getWords(text: string, start: number, end: number): Word[] {
  const words: Word[] = [];
  for (let at = start; at < end;) {
    const wordStart = skipGap(text, at, end);
    const wordEnd = findWordEnd(text, wordStart, end);
    if (wordEnd > wordStart) words.push({ text: text.slice(wordStart, wordEnd), start: wordStart });
    at = Math.max(wordEnd, wordStart + 1);
  }
  return words;
}

/** Spaces, continued line ends, and comments between lines. */
function skipGap(text: string, start: number, end: number): number {
  let at = start;
  while (at < end) {
    const isContinued = text.charAt(at) === "\\" && isLineBreak(text.charAt(skipBlanks(text, at + 1)));
    const isComment = text.charAt(at) === "#" && text.slice(0, at).trimEnd().endsWith("\\");
    if (isComment) at = findLineEnd(text, at);
    else if (isContinued || isSpace(text.charAt(at))) at += 1;
    else break;
  }
  return at;
}

/** Quotes hold spaces together, a backslash takes the next character as it stands. */
function findWordEnd(text: string, start: number, end: number): number {
  let quote = "";
  let at = start;
  for (; at < end; at += 1) {
    const character = text.charAt(at);
    if (character === "\\" && quote !== "'") {
      if (isLineBreak(text.charAt(at + 1))) break;
      at += 1;
    } else if (quote !== "") quote = character === quote ? "" : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (isSpace(character)) break;
  }
  return Math.min(at, end);
}

function findLineEnd(text: string, start: number): number {
  const end = text.indexOf("\n", start);
  return end === -1 ? text.length : end;
}

function skipBlanks(text: string, start: number): number {
  let at = start;
  while (at < text.length && isSpace(text.charAt(at)) && !isLineBreak(text.charAt(at))) at += 1;
  return at;
}

const isSpace = (character: string) => /^\s$/.test(character);
const isLineBreak = (character: string) => character === "\n" || character === "\r";
