import { describe, expect, it } from "vitest";
import { foldParts, wrapText } from "../../src/report/fold-parts.js";
import { createStyle, cutText, fitText, padText } from "../../src/report/style.js";

const TERMINAL = createStyle({ color: false, width: 30, isTerminal: true });
const LOG = createStyle({ color: false, width: 30 });

describe("text that does not fit", () => {
  it.each([
    ["abcdef", 6, "abcdef"],
    ["abcdef", 5, "abcd…"],
    // Two columns each.
    ["古い名前", 8, "古い名前"],
    ["古い名前", 7, "古い名…"],
    ["古い名前", 6, "古い…"],
    // No column of its own, and never without its letter.
    ["noe\u0308l", 4, "noe\u0308l"],
    ["noe\u0308ls", 4, "noe\u0308…"],
    ["🚀🚀🚀", 5, "🚀🚀…"],
  ])("%s in %i columns is %s", (text, room, shown) => {
    expect(cutText(text, room)).toBe(shown);
  });

  it("keeps twenty columns where nothing is left of the line", () => {
    expect(fitText("abcdefghijklmnopqrstuvwxyz", 30, TERMINAL)).toBe("abcdefghijklmnopqrs…");
  });

  it("is padded by what is seen of it", () => {
    expect([padText("ab", 4), padText("古", 4), padText("abcde", 4)]).toEqual(["ab  ", "古  ", "abcde"]);
  });
});

describe("lines", () => {
  it("are broken between parts on a terminal, and only there", () => {
    const parts = ["user-full-name", "users.name", "@acme/identity"];
    const indent = { first: 0, rest: 4 };
    expect(foldParts(parts, indent, TERMINAL)).toEqual(["user-full-name   users.name", "    @acme/identity"]);
    expect(foldParts(parts, indent, LOG)).toEqual(["user-full-name   users.name   @acme/identity"]);
  });

  it("are broken between words, and never within one", () => {
    const indent = { first: 2, rest: 4 };
    expect(wrapText("see src/a/path/of/more/than/thirty/columns.ts now", indent, TERMINAL)).toEqual([
      "  see",
      "    src/a/path/of/more/than/thirty/columns.ts",
      "    now",
    ]);
    expect(wrapText("see it now", indent, LOG)).toEqual(["  see it now"]);
  });
});
