import { escapeControls } from "./escape-controls.js";

/** What GitHub or GitLab would take for markup, a mention (`@ignore` is a user there) or an issue. */
const MARKED = /[@#$*_[\]`<>|~\\{}]|:[\w+-]+:/;

/**
 * Code on one line, to the letter. Both services ping nobody who is named in code. A `|` ends a table's cell even there, and parsers disagree
 * on `\|` after another backslash: such text is made of character references.
 */
export function formatCode(text: string): string {
  const line = escapeControls(text);
  if (line.trim() === "") return "";
  if (line.includes("|")) return formatHtmlCode(line);
  const runs = [...line.matchAll(/`+/g)].map(([run]) => run.length);
  const fence = "`".repeat(Math.max(0, ...runs) + 1);
  const pad = /^[` ]|[` ]$/.test(line) ? " " : "";
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** For the title of a fold too, in which Markdown is not read. */
export function formatHtmlCode(text: string): string {
  return `<code>${escapeControls(text).replaceAll(PUNCTUATION, toReference)}</code>`;
}

const PUNCTUATION = /[!-,./:-@[-`{-~]/g;

function toReference(character: string): string {
  return `&#${character.charCodeAt(0)};`;
}

/** A sentence in the middle of a line: words that hold markup are shown as code, addresses are links. */
export function formatProse(text: string): string {
  return escapeControls(text)
    .split(" ")
    .map((word) => formatWord(word))
    .join(" ");
}

function formatWord(word: string): string {
  const [, before = "", core = "", after = ""] = /^([("']*)(.*?)([)"'.,:;!?]*)$/s.exec(word) ?? [];
  if (/^https?:\/\//.test(core)) return `${before}${formatLink(undefined, core)}${after}`;
  if (MARKED.test(core)) return `${before}${formatCode(core)}${after}`;
  return word.replaceAll("&", "&amp;");
}

/** `label` is Markdown already; without one the address stands for itself. What is no web address is no link. */
export function formatLink(label: string | undefined, url: string): string {
  const address = toAddress(url);
  if (address === undefined) return label ?? formatCode(url);
  return label === undefined ? `<${address}>` : `[${label}](${address})`;
}

const UNSAFE = /[\s<>()|\\`"'[\]]/g;

function toAddress(url: string): string | undefined {
  if (!/^https?:$/.test(URL.canParse(url) ? new URL(url).protocol : "")) return undefined;
  return new URL(url).href.replaceAll(UNSAFE, (character) => `%${toHex(character)}`);
}

function toHex(character: string): string {
  return character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0");
}

/** One row of a table; the cells are Markdown without line ends. */
export function formatRow(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

export function formatTableHead(titles: readonly string[]): string {
  return `${formatRow(titles)}\n${formatRow(titles.map(() => "---"))}`;
}
