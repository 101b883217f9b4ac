import type { TSESTree } from "@typescript-eslint/utils";
import { createVerbatim, type TextPiece } from "./source-text.js";

/** A string literal's value, each character with the source of its escape. */
export function decodeString(node: TSESTree.StringLiteral): TextPiece {
  const raw = node.raw.slice(1, -1);
  return decode(raw, node.value, node.range[0] + 1);
}

/** A template's text between two interpolations; `isRaw` leaves escapes as `String.raw` does. */
export function decodeTemplateElement(
  element: TSESTree.TemplateElement,
  source: string,
  isRaw: boolean,
): TextPiece {
  const [start, content] = getContent(element, source);
  // An escape that is no escape (`\unit`) is allowed in tagged templates alone, which then see the raw text.
  if (isRaw || element.value.cooked === null) return decodeLineBreaks(content, start);
  return decode(content, element.value.cooked, start);
}

/** ESTree leaves open whether a template element's range has the backtick and `${` around it; parsers differ. */
function getContent({ range, value }: TSESTree.TemplateElement, source: string): readonly [number, string] {
  const text = source.slice(...range);
  if (normalise(text) === value.raw.replaceAll("\r\n", "\n")) return [range[0], text];
  const tail = text.endsWith("${") ? 2 : 1;
  return [range[0] + 1, text.slice(1, -tail)];
}

function normalise(text: string): string {
  return text.replace(/\r\n?/g, "\n");
}

/** In templates, every line break counts as `\n`, whatever the file has. */
function decodeLineBreaks(content: string, base: number): TextPiece {
  if (!content.includes("\r")) return createVerbatim(content, base);
  const builder = createBuilder(base);
  for (let at = 0; at < content.length;) {
    const length = content.startsWith("\r\n", at) ? 2 : 1;
    const unit = content.charAt(at) === "\r" ? "\n" : content.charAt(at);
    builder.add(unit, at, at + length);
    at += length;
  }
  return builder.build();
}

function decode(raw: string, value: string, base: number): TextPiece {
  if (raw === value) return createVerbatim(raw, base);
  const builder = createBuilder(base);
  for (let at = 0; at < raw.length;) {
    const [text, length] = decodeAt(raw, at);
    builder.add(text, at, at + length);
    at += length;
  }
  return builder.build();
}

const SIMPLE: Readonly<Record<string, string>> = {
  n: "\n",
  r: "\r",
  t: "\t",
  b: "\b",
  v: "\v",
  f: "\f",
  "0": "\0",
};

/** The text that stands for the source at `at`, and how long that source is. */
function decodeAt(raw: string, at: number): readonly [text: string, length: number] {
  const unit = raw.charAt(at);
  if (unit === "\r") return raw.charAt(at + 1) === "\n" ? ["\n", 2] : ["\n", 1];
  if (unit !== "\\") return [unit, 1];
  const next = raw.charAt(at + 1);
  switch (next) {
    case "\r":
      return ["", raw.charAt(at + 2) === "\n" ? 3 : 2];
    case "\n":
    case "\u2028":
    case "\u2029":
      return ["", 2];
    case "x":
      return [toText(raw.slice(at + 2, at + 4)), 4];
    case "u":
      return decodeUnicode(raw, at);
    default:
      return [SIMPLE[next] ?? next, 2];
  }
}

function decodeUnicode(raw: string, at: number): readonly [string, number] {
  if (raw.charAt(at + 2) !== "{") return [toText(raw.slice(at + 2, at + 6)), 6];
  const end = raw.indexOf("}", at);
  return [toText(raw.slice(at + 3, end)), end + 1 - at];
}

function toText(hex: string): string {
  return String.fromCodePoint(Number.parseInt(hex, 16));
}

function createBuilder(base: number) {
  let text = "";
  const starts: number[] = [];
  const ends: number[] = [];
  return {
    add(added: string, start: number, end: number): void {
      text += added;
      starts.push(...new Array<number>(added.length).fill(base + start));
      ends.push(...new Array<number>(added.length).fill(base + end));
    },
    build: (): TextPiece => ({ kind: "text", text, starts, ends }),
  };
}
