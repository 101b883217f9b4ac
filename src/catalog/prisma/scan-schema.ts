/** A token of the Prisma Schema Language. Comments are left out; line breaks end fields and attributes, so they count. */
export interface SchemaToken {
  readonly kind: "name" | "string" | "number" | "mark" | "line" | "unknown";
  /** A string's value without quotes and escapes; otherwise as it stands in the text. */
  readonly text: string;
  /** UTF-16 offsets, the end exclusive. */
  readonly start: number;
  readonly end: number;
}

/**
 * The lexical rules of Prisma's own grammar (`schema_ast/src/parser/datamodel.pest`): names are ASCII letters, digits, `_` and `-`.
 * Source: https://github.com/prisma/prisma-engines/blob/main/psl/schema-ast/src/parser/datamodel.pest
 */
export function scanSchema(text: string): SchemaToken[] {
  const tokens: SchemaToken[] = [];
  for (let at = 0; at < text.length;) {
    const [kind, end] = scanAt(text, at);
    if (kind !== "blank") {
      const source = text.slice(at, end);
      tokens.push({ kind, text: kind === "string" ? unquote(source) : source, start: at, end });
    }
    at = end;
  }
  return tokens;
}

function scanAt(text: string, at: number): readonly [SchemaToken["kind"] | "blank", number] {
  const character = text.charAt(at);
  if (character === "\n") return ["line", at + 1];
  if (character.trim() === "") return ["blank", at + 1];
  if (text.startsWith("//", at)) return ["blank", endOr(text, text.indexOf("\n", at))];
  if (text.startsWith("/*", at)) return ["blank", endOr(text, text.indexOf("*/", at), 2)];
  if (character === '"') return ["string", getStringEnd(text, at)];
  if (isNamePart(character)) return [isDigit(character) ? "number" : "name", getNameEnd(text, at)];
  if (text.startsWith("@@", at)) return ["mark", at + 2];
  return ["{}()[],:=.?@!-+".includes(character) ? "mark" : "unknown", at + 1];
}

function endOr(text: string, found: number, length = 0): number {
  return found === -1 ? text.length : found + length;
}

/** Strings end with their line at the latest. */
function getStringEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === "\\") at++;
    else if (character === '"') return at + 1;
    else if (character === "\n") return at;
  }
  return text.length;
}

function unquote(source: string): string {
  const content = source.slice(1, source.endsWith('"') ? -1 : undefined);
  return content.replace(/\\(.)/g, (_, escaped: string) => ESCAPES[escaped] ?? escaped);
}

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t" };

function getNameEnd(text: string, start: number): number {
  let end = start + 1;
  while (end < text.length && (isNamePart(text.charAt(end)) || text.charAt(end) === "-")) end++;
  return end;
}

function isNamePart(character: string): boolean {
  return (
    isDigit(character) ||
    (character >= "a" && character <= "z") ||
    (character >= "A" && character <= "Z") ||
    character === "_"
  );
}

function isDigit(character: string): boolean {
  return character >= "0" && character <= "9";
}
