/** Turns an offset of one unit into one of UTF-16 code units. */
export type ToUtf16 = (offset: number) => number;

const isAscii = (text: string): boolean => Buffer.byteLength(text) === text.length;
const identity: ToUtf16 = (offset) => offset;

const getUtf8Length = (codePoint: number): number =>
  codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;

/** For offsets in UTF-8 bytes, as libpg-query gives them in its results. Undefined when they are equal anyway. */
export function createByteOffsets(text: string): ToUtf16 | undefined {
  return isAscii(text) ? undefined : createOffsets(text, getUtf8Length);
}

/** For offsets in code points, as Postgres gives them in its errors. */
export function createCodePointOffsets(text: string): ToUtf16 {
  return isAscii(text) ? identity : createOffsets(text, () => 1);
}

function createOffsets(text: string, getLength: (codePoint: number) => number): ToUtf16 {
  const table: number[] = [];
  let utf16 = 0;
  for (const character of text) {
    const length = getLength(character.codePointAt(0) ?? 0);
    for (let unit = 0; unit < length; unit += 1) table.push(utf16);
    utf16 += character.length;
  }
  return (offset) => table[offset] ?? utf16;
}
