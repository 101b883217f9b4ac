import { expect, it } from "vitest";
import { getLineStarts } from "../../src/references/line-starts.js";

it("counts lines and UTF-16 columns from 1", () => {
  const lines = getLineStarts("a\n😀b");
  expect(lines.getPosition(0)).toEqual({ line: 1, column: 1 });
  expect(lines.getPosition(1)).toEqual({ line: 1, column: 2 });
  expect(lines.getPosition(4)).toEqual({ line: 2, column: 3 });
  expect(lines.getPosition(5)).toEqual({ line: 2, column: 4 });
});

it("takes CRLF for one break and each of CR, LF, U+2028 and U+2029 for one", () => {
  const lines = getLineStarts("a\r\nb\rc\nd\u2028e\u2029f");
  expect([0, 3, 5, 7, 9, 11].map((offset) => lines.getPosition(offset))).toEqual(
    [1, 2, 3, 4, 5, 6].map((line) => ({ line, column: 1 })),
  );
});

it("gives a line without its break, and nothing beyond the end", () => {
  const lines = getLineStarts("first\r\nsecond\n");
  expect([1, 2, 3, 4].map((line) => lines.getLine(line))).toEqual(["first", "second", "", ""]);
});
