import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeString, decodeTemplateElement } from "../../../src/references/sql/decode-literal.js";
import type { TextPiece } from "../../../src/references/sql/source-text.js";
import { parseTestScript } from "../../support/parse.js";

function decodeLiteral(source: string): TextPiece {
  const [statement] = parseTestScript("a.cjs", `(${source})`).ast.body;
  const node = statement?.type === "ExpressionStatement" ? statement.expression : undefined;
  if (node?.type === "Literal" && typeof node.value === "string") return decodeString(node);
  throw new Error(`no string: ${source}`);
}

function decodeTemplate(source: string, isRaw: boolean): TextPiece {
  const [statement] = parseTestScript("a.ts", `tag${source}`).ast.body;
  const node = statement?.type === "ExpressionStatement" ? statement.expression : undefined;
  const quasi = node?.type === "TaggedTemplateExpression" ? node.quasi.quasis[0] : undefined;
  if (quasi === undefined) throw new Error(`no template: ${source}`);
  return decodeTemplateElement(quasi, `tag${source}`, isRaw);
}

/** Source of each character, as the parenthesis before the literal counts one. */
const sources = (source: string, { starts, ends }: TextPiece): string[] =>
  starts.map((start, index) => `(${source})`.slice(start, ends[index]));

describe("decodeString", () => {
  it("gives each character the source of its escape", () => {
    const source = String.raw`"a\n\x41\u0042\u{43}\'\0d"`;
    const piece = decodeLiteral(source);
    expect(piece.text).toBe("a\nABC'\0d");
    expect(sources(source, piece)).toEqual(["a", "\\n", "\\x41", "\\u0042", "\\u{43}", "\\'", "\\0", "d"]);
  });

  it("gives both halves of a surrogate pair the source of the pair's escape", () => {
    const source = String.raw`"\u{1F600}x"`;
    expect(sources(source, decodeLiteral(source))).toEqual(["\\u{1F600}", "\\u{1F600}", "x"]);
  });

  it("leaves line continuations out", () => {
    const source = '"a\\\nb\\\r\nc"';
    const piece = decodeLiteral(source);
    expect(piece.text).toBe("abc");
    expect(sources(source, piece)).toEqual(["a", "b", "c"]);
  });

  it("holds against the parser's value", () => {
    const unit = fc.constantFrom(
      "a",
      "é",
      "😀",
      " ",
      "\\n",
      "\\t",
      "\\\\",
      '\\"',
      "\\x41",
      "\\u00e9",
      "\\u{61}",
      "\\\n",
      "\\q",
    );
    fc.assert(
      fc.property(fc.array(unit), (units) => {
        const source = `"${units.join("")}"`;
        const [statement] = parseTestScript("a.ts", `(${source})`).ast.body;
        const node = statement?.type === "ExpressionStatement" ? statement.expression : undefined;
        if (node?.type !== "Literal") throw new Error("no literal");
        expect(decodeLiteral(source).text).toBe(node.value);
      }),
    );
  });
});

describe("decodeTemplateElement", () => {
  it("decodes escapes for the cooked text", () => {
    const piece = decodeTemplate("`a\\nb`", false);
    expect(piece.text).toBe("a\nb");
    expect(piece.starts).toEqual([4, 5, 7]);
  });

  it("leaves escapes alone in the raw text", () => {
    const piece = decodeTemplate("`a\\nb`", true);
    expect(piece.text).toBe("a\\nb");
    expect(piece.starts).toEqual([4, 5, 6, 7]);
  });

  it("counts a Windows line break as one character", () => {
    const piece = decodeTemplate("`a\r\nb`", false);
    expect(piece.text).toBe("a\nb");
    expect([piece.starts, piece.ends]).toEqual([
      [4, 5, 7],
      [5, 7, 8],
    ]);
  });

  it("takes the raw text where an escape is none", () => {
    expect(decodeTemplate("`a\\unit`", false).text).toBe("a\\unit");
  });
});
