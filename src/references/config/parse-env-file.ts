/** A variable that a `.env` file sets. Offsets are those of the text. */
export interface EnvEntry {
  readonly key: string;
  readonly keyStart: number;
  /** Without the quotes around it. */
  readonly valueStart: number;
  readonly valueEnd: number;
  /** Absent when the value has none. */
  readonly quote?: string;
}

/** Reads the grammar of the `dotenv` package, which gives no positions: https://github.com/motdotla/dotenv#what-rules-does-the-parsing-engine-follow */
export function parseEnvFile(text: string): EnvEntry[] {
  const entries: EnvEntry[] = [];
  let at = 0;
  while (at < text.length) {
    const start = skip(text, at, isSpace);
    const entry = findEntry(text, start);
    if (entry === undefined) {
      at = findLineEnd(text, start) + 1;
      continue;
    }
    entries.push(entry);
    at = findLineEnd(text, entry.quote === undefined ? entry.valueEnd : entry.valueEnd + 1);
  }
  return entries;
}

function findEntry(text: string, start: number): EnvEntry | undefined {
  const keyStart = skipExport(text, start);
  const keyEnd = skip(text, keyStart, isKeyCharacter);
  if (keyEnd === keyStart) return undefined;
  const valueStart = findValueStart(text, keyEnd);
  if (valueStart === undefined) return undefined;
  return { key: text.slice(keyStart, keyEnd), keyStart, ...readValue(text, valueStart) };
}

/** `export` is a word before a key, or a key of its own. */
function skipExport(text: string, start: number): number {
  const end = start + "export".length;
  if (!text.startsWith("export", start) || !isSpace(text.charAt(end))) return start;
  const next = skip(text, end, isSpace);
  return isKeyCharacter(text.charAt(next)) ? next : start;
}

/** After `=`, or after the `: ` that dotenv takes as well. */
function findValueStart(text: string, keyEnd: number): number | undefined {
  if (text.charAt(keyEnd) === ":") return isBlank(text.charAt(keyEnd + 1)) ? keyEnd + 2 : undefined;
  const sign = skip(text, keyEnd, isSpace);
  return text.charAt(sign) === "=" ? sign + 1 : undefined;
}

type Value = Pick<EnvEntry, "valueStart" | "valueEnd" | "quote">;

function readValue(text: string, start: number): Value {
  const open = skip(text, start, isSpace);
  const quote = text.charAt(open);
  const close = QUOTES.has(quote) ? findClosingQuote(text, open, quote) : undefined;
  if (close !== undefined) return { valueStart: open + 1, valueEnd: close, quote };
  const lineEnd = findLineEnd(text, start);
  const hash = text.indexOf("#", start);
  return { valueStart: start, valueEnd: hash === -1 ? lineEnd : Math.min(hash, lineEnd) };
}

const QUOTES: ReadonlySet<string> = new Set(["'", '"', "`"]);

/** Only a quote that ends its line, but for a comment, closes a value. */
function findClosingQuote(text: string, open: number, quote: string): number | undefined {
  let close: number | undefined;
  for (let at = text.indexOf(quote, open + 1); at !== -1; at = text.indexOf(quote, at + 1)) {
    const after = text.charAt(skip(text, at + 1, isBlank));
    if (after === "" || after === "#" || isLineBreak(after)) close = at;
    if (text.charAt(at - 1) !== "\\") break;
  }
  return close;
}

function findLineEnd(text: string, start: number): number {
  return skip(text, start, (character) => !isLineBreak(character));
}

function skip(text: string, start: number, isSkipped: (character: string) => boolean): number {
  let at = start;
  while (at < text.length && isSkipped(text.charAt(at))) at += 1;
  return at;
}

const isSpace = (character: string) => /^\s$/.test(character);
const isLineBreak = (character: string) => character === "\n" || character === "\r";
const isBlank = (character: string) => isSpace(character) && !isLineBreak(character);
const isKeyCharacter = (character: string) => /^[\w.-]$/.test(character);
