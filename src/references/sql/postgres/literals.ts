/** A string literal's value, and where each of its characters stands in the literal. */
export interface Literal {
  readonly value: string;
  /** Offset in the literal's own text, of a character of the value (or its end). */
  toLiteral(offset: number): number;
}

/** Decodes `'it''s'`, `E'a\'b'` and `$tag$…$tag$`. Other escapes than a quoted quote or backslash stay as they are spelled. */
export function readLiteral(text: string): Literal {
  if (text.startsWith("$")) {
    const tag = text.indexOf("$", 1) + 1;
    return { value: text.slice(tag, text.length - tag), toLiteral: (offset) => offset + tag };
  }
  const start = text.indexOf("'") + 1;
  const escapes = text.charAt(0).toLowerCase() === "e";
  const offsets: number[] = [];
  let value = "";
  for (let at = start; at < text.length - 1; at += 1) {
    const isEscaped =
      text.startsWith("''", at) || (escapes && (text.startsWith("\\'", at) || text.startsWith("\\\\", at)));
    if (isEscaped) at += 1;
    offsets.push(at);
    value += text.charAt(at);
  }
  return { value, toLiteral: (offset) => offsets[offset] ?? text.length - 1 };
}
